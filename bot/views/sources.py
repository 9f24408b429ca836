"""Sources: the line under an answer, and the quotes that it opens."""

from collections.abc import Set

from bot.mrkdwn import link, safe
from bot.views.parts import Json, context, modal, quotation, section
from knowledge.models.answers import Answer, Citation

TITLE_CHARS = 56
SECTION_CHARS = 32
LOCATOR_CHARS = 24
QUOTE_CHARS = 2900
MAX_SOURCES = 20
KINDS = "policy, evidence, practice or opinion"


def source_line(citation: Citation) -> str:
    """Return `[1] Title › section · page 4 · kind · date` as mrkdwn, at most 1,700 characters."""
    when = safe(citation.date, 20) or "date unknown"
    kind = safe(citation.kind, 20)
    if citation.summary_of:
        name = f"Library summary of {citation.summary_of}"
        line = f"{link(citation.url, name, TITLE_CHARS + 20)}, as of {when} · {kind}"
    else:
        title = link(citation.url, citation.title or citation.document, TITLE_CHARS)
        place = safe(citation.section, SECTION_CHARS)
        where = safe(citation.locator, LOCATOR_CHARS)
        parts = [f"{title} › {place}" if place else title, where, kind, when]
        line = " · ".join(part for part in parts if part)
    return f"[{citation.n}] {line}"


def quotes_modal(answer: Answer, readable: Set[str]) -> Json:
    """Return the modal with each citation's quote.

    Args:
        answer: as it was given.
        readable: ids of the documents that are still held and that the viewer may read; the
            quotes of all others stay closed.
    """
    blocks = [
        block
        for citation in answer.citations[:MAX_SOURCES]
        for block in _quote(citation, may_read=citation.document_id in readable)
    ]
    return modal("Quotes", blocks or [section("This answer quotes no source.")])


def loading_modal(title: str) -> Json:
    """Return what stands in a modal until its content has been looked up."""
    return modal(title, [section("Looking it up…")])


def gone_modal(title: str) -> Json:
    """Return what is shown when the answer itself is no longer held."""
    return modal(title, [section("I no longer hold this answer. Please ask the question again.")])


def _quote(citation: Citation, *, may_read: bool) -> list[Json]:
    if not may_read:
        withdrawn = "This source was withdrawn, or is not open to you. Its text is not shown."
        return [section(f"[{citation.n}] {withdrawn}")]
    return [quotation(citation.quote, QUOTE_CHARS), context(source_line(citation))]
