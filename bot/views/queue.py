"""What waits for curators, and what a member has offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.mrkdwn import clip, link, safe
from bot.views.offers import credit_fields
from bot.views.parts import (
    Json,
    actions,
    button,
    context,
    day,
    divider,
    form,
    header,
    modal,
    paragraph,
    quotation,
    section,
    select,
    verbatim,
)
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.community import CommunityPack
from knowledge.models.contributions import Contribution, ContributionState

ACCEPT, DECLINE, READ = "queue_accept", "queue_decline", "queue_read"
ACCEPT_FORM, DECLINE_FORM = "queue_accept_form", "queue_decline_form"
WITHDRAW, RENAME, RENAME_FORM = "mine_withdraw", "mine_rename", "mine_rename_form"
OPEN_QUEUE, OPEN_MINE = "home_queue", "home_mine"
KIND, EVIDENCE, REVIEW, EXPIRES, REPLACES, WORD = (
    "kind",
    "evidence",
    "review_date",
    "expires_on",
    "replaces",
    "word",
)
QUEUE_TITLE, MINE_TITLE = "Waiting for a curator", "Your contributions"
READ_TITLE = "How it begins"
NO_EXCERPT = (
    "Nothing of it can be shown here. Decline it, and ask its contributor for a version that "
    "can be read."
)
TRIAL = "Trial"
MOST_PARAGRAPHS = 20
SHOWN = 10
_NOTHING_YET = "You have offered nothing yet."
PREVIEW_CHARS = 700
_EVIDENCE = {
    "evaluated": "Evaluated",
    "peer-reviewed": "Peer-reviewed",
    "practice": "Practice",
    "opinion": "Opinion",
}
_STATES = {
    ContributionState.OFFERED: "waits for a curator",
    ContributionState.HELD: "waits for a curator, who must look closely",
    ContributionState.ACCEPTED: "accepted; in answers within minutes",
    ContributionState.INDEXED: "in answers",
    ContributionState.SUPERSEDED: "replaced by a newer one",
    ContributionState.EXPIRED: "past its date; in no answer",
    ContributionState.WITHDRAWN: "taken back",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A contribution as it is shown.

    Attributes:
        text: what it says; empty for a file.
        handle: carried by its buttons.
    """

    one: Contribution
    text: str
    handle: str


def queue_modal(items: Sequence[Item], kinds: Mapping[str, str], news: str = "") -> Json:
    """Return what waits, oldest first, each with its reasons and what can be done.

    Args:
        items: everything that waits.
        kinds: names of contribution kinds.
        news: stands above the list, in our own words; or empty.
    """
    blocks: list[Json] = [section(news)] if news else []
    if not items:
        blocks.append(section("Nothing waits. Thank you for looking."))
    for number, item in enumerate(items[:SHOWN]):
        blocks += [*([divider()] if number else []), *_waiting(item, kinds)]
    if len(items) > SHOWN:
        blocks.append(context(f"{len(items) - SHOWN:,} more wait; they follow as you decide."))
    return modal(QUEUE_TITLE, blocks)


def accept_form(pack: CommunityPack, item: Item, others: Sequence[Contribution]) -> Json:
    """Return the form with which a curator accepts.

    Args:
        pack: the community's words.
        item: what is accepted.
        others: accepted ones that it may replace, newest first.
    """
    kinds = {str(kind.key): kind.name for kind in pack.answer_kinds}
    blocks = [
        section(f"*{safe(item.one.title, 200)}*"),
        select(KIND, "Kind of statement", kinds, initial=str(item.one.kind), optional=True),
        select(EVIDENCE, "Evidence, as you judge it", _EVIDENCE, optional=True),
        day(REVIEW, "Review on", initial=item.one.review_date),
        day(EXPIRES, "Keep until", hint="From that day on it is in no answer."),
    ]
    if others:
        named = {one.id: clip(one.title, 70) or one.id for one in others[:100]}
        blocks.append(select(REPLACES, "Replaces", named, optional=True))
    return form(ACCEPT_FORM, "Accept", "Accept", blocks, item.handle)


def decline_form(item: Item) -> Json:
    """Return the form with which a curator declines."""
    blocks = [
        section(f"*{safe(item.one.title, 200)}*\nWhat I have of it is deleted."),
        paragraph(WORD, "A word to the contributor", hint="They read it as you write it."),
    ]
    return form(DECLINE_FORM, "Decline", "Decline", blocks, item.handle)


def excerpt_modal(one: Contribution, text: str) -> Json:
    """Return how a proposed document begins; an empty text means that none can be shown."""
    said = safe(one.file.partition("/")[2], 200)
    blocks = [section(f"*{_named(one)}*"), context(said)]
    blocks += [verbatim(part) for part in _paragraphs(text)] or [section(NO_EXCERPT)]
    return modal(READ_TITLE, blocks)


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()][:MOST_PARAGRAPHS]


def mine_modal(
    items: Sequence[Contribution], kinds: Mapping[str, str], science: str, news: str = ""
) -> Json:
    """Return a member's own contributions, each with how it stands and the ways to change it."""
    blocks: list[Json] = [section(news)] if news else []
    if not items:
        blocks.append(section(f"{_NOTHING_YET} Choose *Add to knowledge* on a message of yours."))
    for one in items[:SHOWN]:
        blocks += [
            section(f"*{_named(one)}*\n{_STATES[one.state]}"),
            context(_facts(one, kinds)),
            actions(
                f"mine {one.id}",
                button("Take it back", WITHDRAW, one.id, danger=_TAKE_BACK),
                button("Change my name on it", RENAME, one.id),
            ),
        ]
    if science:
        blocks.append(context(f"What you agreed to in channels: `{science} consent`"))
    return modal(MINE_TITLE, blocks)


def rename_form(pack: CommunityPack, one: Contribution) -> Json:
    """Return the form in which a contributor changes how they are named."""
    blocks = [section(f"*{_named(one)}*"), *credit_fields(pack.member_kinds, one.credit)]
    return form(RENAME_FORM, "How you are named", "Change it", blocks, one.id)


def home_sections(mine: int, waiting: int | None) -> list[Json]:
    """Return the sections of the Home tab about contributions.

    Args:
        mine: how many the member has offered.
        waiting: how many wait for a curator; None for who is none.
    """
    own = f"You have offered {mine:,}." if mine else _NOTHING_YET
    blocks: list[Json] = [
        header("Contributions"),
        section(f"{own} *Add to knowledge* in a message's menu offers a message of yours."),
        actions("home_mine", button("Your contributions", OPEN_MINE, "mine")),
    ]
    if waiting is not None:
        count = f"*{waiting:,}*" if waiting else "nothing"
        blocks += [
            section(f"Waiting for a curator: {count}."),
            actions("home_queue", button("Open the queue", OPEN_QUEUE, "queue")),
        ]
    return blocks


_TAKE_BACK = (
    "Take it back?",
    "It is in no answer from now on, and what I have of it is deleted.",
    "Take it back",
)


def _waiting(item: Item, kinds: Mapping[str, str]) -> list[Json]:
    one = item.one
    blocks = [section(f"*{_named(one)}*"), context(_facts(one, kinds))]
    if item.text:
        blocks.append(quotation(item.text, PREVIEW_CHARS))
    if one.state is ContributionState.EXPIRED:
        blocks.append(section("Its last day has come. Accept it to keep it on, or decline it."))
    if one.reasons:
        blocks.append(section("\n".join(f"⚠ Held: {safe(reason, 400)}" for reason in one.reasons)))
    row = [button("Accept…", ACCEPT, item.handle), button("Decline…", DECLINE, item.handle)]
    if one.file:
        row.insert(0, button("Read the beginning", READ, item.handle))
    return [*blocks, actions(f"queue {one.id}", *row)]


def _named(one: Contribution) -> str:
    return link(one.url, one.title, 200) or "Without a title"


def _facts(one: Contribution, kinds: Mapping[str, str]) -> str:
    parts = [
        TRIAL if one.trial else kinds.get(one.channel, one.channel),
        f"by {one.credit_line}" if one.credit_line else "",
        f"offered {one.offered_at:%-d %B %Y}",
        f"for {_readers(one.scope)}",
        one.licence,
        one.trial.facts if one.trial else "",
        f"contact: {one.trial.contact}" if one.trial and one.trial.contact else "",
    ]
    return " · ".join(safe(part, 120) for part in parts if part)


def _readers(scope: str) -> str:
    return {PUBLIC: "everybody", COMMUNITY: "members"}.get(scope, "one channel")
