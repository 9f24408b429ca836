"""Documents that people put before the bot: files, each described by a contribution."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from indexer.files import FoundFile
from indexer.sources.reading import ReadContext, SourceRead
from knowledge.adapters.uploads import FOLDER
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.documents import Document, DocumentInfo
from knowledge.models.work import Refusal, Source
from knowledge.ports import Clock, Contributions, HeldDocuments, Uploads
from knowledge.stewardship.life import ANSWERING

UNCLAIMED: Final = timedelta(hours=1)
"""After which a file without a contribution was left behind by a bot that was stopped."""

_ALTERED = "its file is missing, or is not what was accepted. Remove it in Slack and send it again."
_SAID = ("title", "date", "kind", "owner", "licence", "review_date", "evidence", "credit_line")


def read_uploads(source: Source, context: ReadContext) -> SourceRead:
    """Read what was accepted, as it was described when it was accepted."""
    read = SourceRead()
    if context.contributions is None or context.uploads is None or context.home is None:
        read.unreadable.append(source.root)
        return read
    sweep(context.uploads, context.contributions, context.clock)
    for one in context.contributions.in_states(ANSWERING):
        if one.file:
            _read_upload(one, source, context, read)
    return read


def note_uploads(contributions: Contributions, documents: HeldDocuments) -> None:
    """Note of accepted uploads that they are in the index, once they are as they were described.

    Of a file with several documents, it is enough that they are there.
    """
    for one in contributions.in_states([ContributionState.ACCEPTED]):
        if one.file and _is_indexed(one, documents):
            contributions.move(one.id, ContributionState.INDEXED)


def _is_indexed(one: Contribution, documents: HeldDocuments) -> bool:
    held = documents.documents([one.document_id]).get(one.document_id)
    if held is None:
        return documents.count_under(one.document_id) > 0
    return _described(held, one) == held


def sweep(uploads: Uploads, contributions: Contributions, clock: Clock) -> None:
    """Delete the files of what was withdrawn, and of what was never finished."""
    for contribution_id, written in uploads.kept().items():
        one = contributions.get(contribution_id)
        withdrawn = one is not None and one.state is ContributionState.WITHDRAWN
        abandoned = one is None and clock.now() - written > UNCLAIMED
        if withdrawn or abandoned:
            uploads.discard(contribution_id)


def _read_upload(one: Contribution, source: Source, context: ReadContext, read: SourceRead) -> None:
    data = context.uploads.read(one.file) if context.uploads else None
    if data is None or sha256(data).hexdigest() != one.digest:
        read.refused.append(Refusal(name=one.document_id, reason=_ALTERED, whole_file=True))
        read.unreadable.append(one.document_id)
        return
    folder, _, name = one.file.partition("/")
    file = FoundFile((context.home or Path()) / FOLDER / folder, name)
    documents, refused = context.read(file, context.defaults(one.document_id, source))
    # A report outlives what is taken back: it must not say what a member called it.
    read.refused.extend(part.model_copy(update={"name": one.document_id}) for part in refused)
    if any(part.whole_file for part in refused):
        read.unreadable.append(one.document_id)
    for document in _renamed(documents, file, one):
        read.documents[document.info.id] = document
        read.file_of[document.info.id] = file.id


def _renamed(
    documents: tuple[Document, ...], file: FoundFile, one: Contribution
) -> Iterator[Document]:
    several = len(documents) > 1
    for document in documents:
        part = document.info.id.removeprefix(file.id)
        members = (one.member,) if one.member else ()
        whose = {"id": f"{one.document_id}{part}", "members": members, "named": one.named}
        info = document.info.model_copy(update=whose)
        said = _described(info, one)
        if several:  # each keeps its own title and date: the file's are those of the whole
            own = {"title": info.title, "date": info.date or said.date, "name": info.name}
            said = said.model_copy(update=own)
        yield document.model_copy(update={"info": said})


def _described(info: DocumentInfo, one: Contribution) -> DocumentInfo:
    said = {name: getattr(one, name) for name in _SAID if getattr(one, name)}
    said["credit"] = said.pop("credit_line", info.credit)
    return info.model_copy(
        update={
            **said,
            "name": one.file.partition("/")[2],
            "scope": one.scope,
            "url": one.url or info.url,
            "superseded_by": f"upload:{one.superseded_by}" if one.superseded_by else "",
        }
    )
