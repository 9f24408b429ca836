"""What speaks for a member: each line shown to them alone, to be taken out or put back."""

from collections.abc import Sequence, Set

from bot.mrkdwn import link, safe
from bot.views.documents import date_in_words
from bot.views.parts import Json, actions, button, context, divider, modal, section
from knowledge.models.access import COMMUNITY, PEOPLE, PUBLIC
from knowledge.models.experts import Because, EvidenceKind

HIDE, UNHIDE = "evidence_hide", "evidence_unhide"
NEWER, OLDER = "evidence_newer", "evidence_older"
EVIDENCE_TITLE = "What speaks for me"
A_PAGE = 15
OWN = frozenset({EvidenceKind.PROFILE, EvidenceKind.TOPIC, EvidenceKind.WORK})
"""Kinds that are of the profile and its ORCID, not of what was shared here."""

_LEAD = (
    "These lines can stand below your name when they fit a question. Only you see this list. What "
    "you take out here speaks for you no more, from the next question on; it stays in answers."
)
_NOT_USED_NOW = (
    "You did not agree that what you shared here speaks for you, so those lines are *not used*. "
    "*Who may find me* changes that."
)
_NOTHING = (
    "Nothing speaks for you yet. Your profile, works under your ORCID, and what you share here "
    "under your name appear after the next update of the index."
)
_READERS = {
    PUBLIC: "Shown to everybody who asks, guests too",
    COMMUNITY: "Shown to members",
    PEOPLE: "Shown to members",
}


def evidence_modal(
    lines: Sequence[Because], hidden: Set[str], page: int, *, uses_shared: bool
) -> Json:
    """Return one page of the list.

    Args:
        lines: all of them.
        hidden: ids of the documents that were taken out.
        page: from 0; one that there is no more shows the last.
        uses_shared: whether what the member shared here may speak for them.
    """
    if not lines:
        return modal(EVIDENCE_TITLE, [section(_NOTHING)])
    last = (len(lines) - 1) // A_PAGE
    page = min(max(page, 0), last)
    shown = lines[page * A_PAGE : (page + 1) * A_PAGE]
    is_unused = not uses_shared and any(one.kind not in OWN for one in lines)
    unused = [section(_NOT_USED_NOW)] if is_unused else []
    rows = [
        row
        for number, one in enumerate(shown)
        for row in _line(one, number, page, one.document_id in hidden)
    ]
    return modal(EVIDENCE_TITLE, [section(_LEAD), *unused, divider(), *rows, *_turning(page, last)])


def page_and_line(value: str) -> tuple[int, str]:
    """Return page and document id from what a button carries."""
    page, _, document_id = value.partition("|")
    return int(page), document_id


def _line(one: Because, number: int, page: int, is_hidden: bool) -> list[Json]:  # noqa: FBT001
    label, action = ("Use it again", UNHIDE) if is_hidden else ("Do not use this", HIDE)
    said = link(one.url, one.text, 1000)
    facts = ["*Taken out*" if is_hidden else "", _readers(one.scope), date_in_words(one.date)]
    text = f"{said}\n{' · '.join(filter(None, facts))}"
    pressed = button(label, action, f"{page}|{one.document_id}", of=one.text)
    return [{**section(text), "block_id": f"evidence {number}", "accessory": pressed}]


def _readers(scope: str) -> str:
    if scope.startswith("channel:"):
        return "Shown to those who are in its channel"
    return _READERS.get(scope, "Shown to nobody but you")


def _turning(page: int, last: int) -> list[Json]:
    newer = [button("Newer", NEWER, str(page - 1))] if page else []
    older = [button("Older", OLDER, str(page + 1))] if page < last else []
    if not last:
        return []
    count = context(safe(f"Page {page + 1} of {last + 1}", 40))
    return [divider(), count, actions("evidence pages", *newer, *older)]
