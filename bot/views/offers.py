"""*Add to knowledge*: the form, the proposal to an author, and what became of an offer."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.mrkdwn import clip, link, safe, visible
from bot.views.parts import (
    Json,
    Message,
    actions,
    button,
    choice,
    divider,
    form,
    line,
    modal,
    plain_text,
    section,
    select,
)
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.community import CommunityPack, Term
from knowledge.models.contributions import Contribution, Credit

ADD = "add_to_knowledge"
FORM = "offer_form"
LOOK, REFUSE = "proposal_look", "proposal_refuse"
TITLE, KIND, AUDIENCE, CREDIT, MEMBER_KIND, LICENCE = (
    "title",
    "kind",
    "audience",
    "credit",
    "member_kind",
    "licence",
)
MAX_TEXT = 2400
TITLE_CHARS = 120
MESSAGE_KIND = "slack_message"
HERE = "here"

OWN_WORDS_ONLY = (
    "Only its author can add a message. You could ask them to choose *Add to knowledge* on it, or "
    "ask a curator to propose it to them."
)
NOBODYS_WORDS = "Only what a member wrote can be added, not an app's message."
NOT_THERE = (
    "I am not in that channel, so I could not show the message to its author. Invite me there, or "
    "ask the author to choose *Add to knowledge* on it."
)
TOO_LONG = (
    f"The message is longer than {MAX_TEXT:,} characters. Please send it to me as a file in a "
    "direct message instead."
)
OUTSIDERS = "You are here from another organisation, so I keep nothing of yours."
GONE = "The message is no longer there, so nothing was kept."
NOT_KEPT = (
    "It looks like something that must not be here, so I kept nothing of it. Please check whether "
    "it should stand in Slack at all."
)
PROPOSED = "I have asked its author. Nothing is kept until they agree; you need not do anything."
REFUSED = "Understood: nothing was kept, and nobody will ask again."


@dataclass(frozen=True, slots=True)
class Preview:
    """A message that may be offered.

    Attributes:
        channel_name: empty for a direct conversation.
        title: the question that it answers, or empty to take its own first words.
        carried: comes back with the submission.
    """

    text: str
    channel_name: str
    is_private: bool
    carried: str
    title: str = ""


def offer_form(pack: CommunityPack, preview: Preview) -> Json:
    """Return the form in which an author decides what is kept, for whom, and how they are named."""
    kinds = {term.key: term.name for term in pack.contribution_kinds}
    first = MESSAGE_KIND if MESSAGE_KIND in kinds else next(iter(kinds))
    readers = {
        COMMUNITY: "Members of this community",
        PUBLIC: "Everybody, guests and partners too",
        HERE: f"Only those in #{preview.channel_name}" if preview.channel_name else "Only me",
    }
    licences = {term.key: term.name for term in pack.licences}
    title = preview.title or clip(visible(preview.text), 80)
    name = "Title: the question that it answers" if preview.title else "Title"
    blocks = [
        section(safe(pack.notices.offering, 2000)),
        divider(),
        _preview(preview.text),
        divider(),
        line(TITLE, name, initial=title, most=max(TITLE_CHARS, len(title))),
        select(KIND, "What it is", kinds, initial=first),
        choice(
            AUDIENCE,
            "Who may read it",
            readers,
            initial=HERE if preview.is_private else COMMUNITY,
        ),
        *credit_fields(pack.member_kinds, Credit.NAME),
        select(LICENCE, "Licence", licences, initial=next(iter(licences))),
    ]
    return form(FORM, "Add to knowledge", "Offer it", blocks, preview.carried)


def credit_fields(kinds: Sequence[Term], credit: Credit) -> list[Json]:
    """Return the fields that say how an author is named."""
    ways = {
        Credit.NAME: "With my name",
        Credit.KIND: "With my kind only, as chosen below",
        Credit.ANONYMOUS: "Anonymously",
    }
    named = {term.key: term.name for term in kinds}
    return [
        choice(CREDIT, "How I am named", {str(k): v for k, v in ways.items()}, initial=str(credit)),
        select(MEMBER_KIND, "My kind", named, optional=True),
    ]


def offered_modal(one: Contribution, science: str, title: str = "Add to knowledge") -> Json:
    """Return what an author reads who has offered something."""
    mine = f" `{science} mine` shows how it stands, and takes it back." if science else ""
    held = (
        " A curator looks closely first: it may be marked, or hold personal details."
        if one.reasons
        else ""
    )
    text = (
        "Thank you. It waits for a curator now, and answers nothing until one has accepted it."
        f"{held} I will tell you what they decide.{mine}"
    )
    return modal(title, [section(text)])


def notice_modal(text: str, title: str = "Add to knowledge") -> Json:
    """Return a modal that says one thing, in our own words."""
    return modal(title, [section(text)])


def proposal(channel_name: str, address: str, value: str) -> Message:
    """Return the question to an author whose message a curator would like to keep.

    Args:
        channel_name: where it stands.
        address: of the message.
        value: carried by the buttons.
    """
    where = f"#{safe(channel_name, 80)}" if channel_name else "a conversation"
    text = (
        f"A curator thinks that {link(address, 'a message of yours', 60)} in {where} would help "
        "others, and asks whether it may be kept. Nothing of it is kept unless you agree."
    )
    row = actions(
        "proposal", button("Have a look", LOOK, value), button("No, thanks", REFUSE, value)
    )
    return Message(text=text, blocks=(section(text), row))


def accepted_letter(one: Contribution, science: str) -> Message:
    """Return what a contributor reads whose contribution was accepted."""
    mine = f" `{science} mine` shows it, and takes it back at any time." if science else ""
    text = f"A curator accepted {_what(one)}. It answers questions within minutes.{mine} Thank you."
    return Message(text=text)


def declined_letter(one: Contribution, word: str) -> Message:
    """Return what a contributor reads whose contribution was turned down.

    Args:
        one: as it was.
        word: what the curator adds, or empty.
    """
    said = f" They say: “{safe(word, 1000)}”" if word else ""
    text = (
        f"A curator decided not to keep {_what(one)}. I have deleted what I had of it; your own "
        f"message stays yours.{said} Thank you for offering it."
    )
    return Message(text=text)


def expired_letter(one: Contribution) -> Message:
    """Return what is said when the last day of a contribution has come."""
    text = (
        f"The date until which {_what(one, whose='a contribution')} was to be kept has come, and "
        "it is in no answer any more. A curator can keep it on; the queue shows it."
    )
    return Message(text=text)


def waiting_letter(count: int, science: str) -> Message:
    """Return what curators are told, once a day at most, when something waits."""
    one = "One contribution waits" if count == 1 else f"{count:,} contributions wait"
    where = f"`{science} queue`" if science else "my Home tab"
    return Message(text=f"{one} for a curator: {where} shows what to decide.")


def _what(one: Contribution, whose: str = "what you offered") -> str:
    when = f"{whose} on {one.offered_at:%-d %B %Y}"
    if one.url:
        return f"{when} ({link(one.url, 'see it', 20)})"
    return f"{when} (“{safe(one.title, 150)}”)" if one.title else when


def _preview(text: str) -> Json:
    # Word for word, line breaks too: this is exactly what would be kept.
    return {"type": "section", "text": {**plain_text("x", 1), "text": text}}
