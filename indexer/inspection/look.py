"""Bytes and a name to what may become of them; no text comes out of here."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from indexer.inspection.judgement import judge, raw_text, severest
from indexer.readers import ReaderDefaults, read_bytes
from indexer.readers.origin import Origin, Reading
from knowledge.errors import RefusedFile
from knowledge.models.community import CommunityPack
from knowledge.models.documents import Document, DocumentInfo, Section
from knowledge.models.inspection import Inspection, Outcome

_NOTHING = "It holds no text that can be read. Save it as a file with text in it."
_EMPTY = ("The file is empty", "Look whether the right file was taken")


def inspect_file(name: str, data: bytes, pack: CommunityPack, about: str = "") -> Inspection:
    """Look at a file.

    Args:
        name: its name, whose suffix says the format.
        data: all of it.
        about: what somebody typed about it, which is judged along.
    """
    origin = Origin(name, name, ReaderDefaults())
    try:
        documents, refused = _read(data, origin)
    except RefusedFile as error:
        return _refused(str(error))
    if not any(section.text.strip() for one in documents for section in one.sections):
        return _refused(refused[0].reason if refused else _NOTHING)
    rules, raw = pack.sensitivity, raw_text(name, data)
    found = severest(
        [
            *(judge(one, rules, raw) for one in documents),
            *(judge(one, rules) for one in _typed(about)),
        ]
    )
    judged: dict[str, object] = {
        "outcome": found.outcome,
        "label": found.label,
        "reasons": found.reasons,
    }
    if found.outcome is Outcome.BLOCK:
        return Inspection.model_validate(judged)
    described = _described(origin, documents)
    if described.title.casefold() == found.label.casefold():  # the first line was the marking
        judged["title"] = origin.title
    return described.model_copy(update=judged)


def _read(data: bytes, origin: Origin) -> Reading:
    if not data:
        raise RefusedFile(*_EMPTY)
    return read_bytes(data, PurePosixPath(origin.name).suffix.lower(), origin)


def _refused(reason: str) -> Inspection:
    said = reason[:1].upper() + reason[1:]
    return Inspection(outcome=Outcome.REFUSED, refusal=said)


def _typed(about: str) -> Sequence[Document]:
    if not about:
        return ()
    info = DocumentInfo(id="typed", name="typed", title="")
    return (Document(info=info, sections=(Section(text=about),)),)


def _described(origin: Origin, documents: Sequence[Document]) -> Inspection:
    info = documents[0].info
    parts = [section for one in documents for section in one.sections]
    places = [where.label for section in parts for where in section.locators]
    several = len(documents) > 1
    return Inspection(
        outcome=Outcome.ALLOW,
        title=origin.title if several else info.title,
        date=info.date,
        kind=info.kind,
        url=info.url,
        owner=info.owner,
        licence=info.licence,
        review_date=info.review_date,
        extent=places[-1] if places and not several else "",
        documents=len(documents),
        words=sum(len(section.text.split()) for section in parts),
    )
