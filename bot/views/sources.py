"""Sources: the line under an answer, and the quotes that it opens."""

from collections.abc import Set

from bot.mrkdwn import link, safe
from bot.views.parts import SECTION_CHARS, Json, context, modal, quotation, section
from knowledge.models.answers import WITHDRAWN, Answer, Citation
from knowledge.models.days import in_words

TITLE_CHARS = 56
PLACE_CHARS = 32
LOCATOR_CHARS = 48
QUOTE_CHARS = 2900
MAX_SOURCES = 20
KINDS = "policy, evidence, practice or opinion"


def source_line(citation: Citation) -> str:
    """Return `[1] Title › section · page 4 · kind · label · date · standing · contact` as mrkdwn.

    At most 3,000 characters; nothing is linked when the addresses are longer than that.
    """
    if citation.is_withdrawn:
        return f"[{citation.n}] {WITHDRAWN}"
    line = _line(citation, linked=True)
    return line if len(line) <= SECTION_CHARS else _line(citation, linked=False)


def _line(citation: Citation, *, linked: bool) -> str:
    if not linked:
        bare = citation.superseded_by and citation.superseded_by.model_copy(update={"url": ""})
        citation = citation.model_copy(update={"url": "", "superseded_by": bare})
    noted = [safe(citation.review_note, 40), _standing(citation), safe(citation.contact_line, 100)]
    parts = [*_what(citation), *noted]
    return f"[{citation.n}] " + " · ".join(part for part in parts if part)


def _what(citation: Citation) -> list[str]:
    when = safe(citation.when, 20)
    kind, label = safe(citation.kind, 20), safe(citation.label, 24)
    if citation.summary_of:
        name = f"Library summary of {citation.summary_of}"
        return [f"{link(citation.url, name, TITLE_CHARS + 20)}, as of {when}", kind, label]
    title = link(citation.url, citation.title or citation.document, TITLE_CHARS)
    place = safe(citation.section, PLACE_CHARS)
    where = safe(citation.locator, LOCATOR_CHARS)
    named = f"{title} › {place}" if place else title
    return [named, where, kind, label, "" if where.endswith(when) else when]


def _standing(citation: Citation) -> str:
    successor = citation.superseded_by
    if successor is None:
        return ""
    return f"superseded by {link(successor.url, successor.title, TITLE_CHARS)}".rstrip()


def _details(citation: Citation) -> str:
    """Say who looks after a source and when it is to be looked at again."""
    rows = {
        "Owner": safe(citation.owner, 80),
        "Review date": safe(in_words(citation.review_date), 20),
        "Evidence label": safe(citation.evidence, 24),
    }
    said = [f"{name}: {value}" for name, value in rows.items() if value]
    return " · ".join(said) or "No owner and no review date are known."


def quotes_modal(answer: Answer, readable: Set[str]) -> Json:
    """Return the modal with each citation's quote.

    Args:
        answer: as it was given.
        readable: ids of the documents that are still held and that the viewer may read; the
            quotes of all others stay closed, and none of them is named as a successor.
    """
    blocks = [
        block
        for citation in answer.citations[:MAX_SOURCES]
        for block in _quote(_as_held(citation, readable), may_read=citation.document_id in readable)
    ]
    return modal("Quotes", blocks or [section("This answer quotes no source.")])


def documents_of(answer: Answer) -> set[str]:
    """Return the ids of all documents that the modal would name."""
    successors = (one.superseded_by for one in answer.citations)
    named = {successor.document_id for successor in successors if successor}
    return named | {one.document_id for one in answer.citations}


def loading_modal(title: str) -> Json:
    """Return what stands in a modal until its content has been looked up."""
    return modal(title, [section("Looking it up…")])


def gone_modal(title: str) -> Json:
    """Return what is shown when the answer itself is no longer held."""
    return modal(title, [section("I no longer hold this answer. Please ask the question again.")])


def _as_held(citation: Citation, readable: Set[str]) -> Citation:
    successor = citation.superseded_by
    if successor is None or successor.document_id in readable:
        return citation
    return citation.model_copy(update={"superseded_by": None})


def _quote(citation: Citation, *, may_read: bool) -> list[Json]:
    if not may_read:
        withdrawn = "This source was withdrawn, or is not open to you. Its text is not shown."
        return [section(f"[{citation.n}] {withdrawn}")]
    shown = [source_line(citation), _details(citation)]
    return [quotation(citation.quote, QUOTE_CHARS), *map(context, shown)]
