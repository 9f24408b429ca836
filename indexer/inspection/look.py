"""Bytes and a name to what may become of them; no text comes out of here."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from indexer.inspection.judgement import judge, raw_text, severest
from indexer.readers import ReaderDefaults, read_bytes
from indexer.readers.origin import Origin, Reading
from knowledge.errors import RefusedFile
from knowledge.models.community import CommunityPack
from knowledge.models.documents import Document, DocumentInfo, Section
from knowledge.models.inspection import EXCERPT_CHARS, Excerpt, Inspection, Outcome
from knowledge.text.sensitivity import assess_document

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


def excerpt_of(name: str, data: bytes, pack: CommunityPack) -> Excerpt:
    """Return how a file begins, as it may be stored.

    What is held is shown, because a curator decides on it; what is blocked is not, and what
    points at persons is taken out.
    """
    try:
        documents, _ = _read(data, Origin(name, name, ReaderDefaults()))
    except RefusedFile:
        return Excerpt()
    raw = raw_text(name, data)
    kept = [assess_document(one, pack.sensitivity, raw=raw, approved=True)[0] for one in documents]
    if None in kept:  # one blocked part speaks for the whole
        return Excerpt()
    texts = [text for one in kept if one for text in _opening(one) if text]
    return Excerpt(text="\n\n".join(texts)[:EXCERPT_CHARS])


def _opening(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield " › ".join(section.heading)
        yield section.text


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
