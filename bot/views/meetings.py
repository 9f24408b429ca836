"""Two who both want it are brought together: the conversation, the answer, and what else."""

from dataclasses import dataclass

from bot.mrkdwn import link, safe
from bot.views.parts import (
    FALLBACK_CHARS,
    Json,
    Message,
    actions,
    button,
    context,
    exactly,
    quotation,
    section,
    verbatim,
)
from knowledge.models.answers import WITHDRAWN
from knowledge.models.introductions import Introduction

NEXT_PERSON, NEXT_CHANNEL = "introduction_next", "introduction_channel"
SHOWN_CHARS = 300
_SILENT = (
    "You both agreed to this conversation. I write no more in it, and am not told what you say "
    "unless you mention me. Nothing of it is kept. No case, victim or operational detail, please."
)
_NOT_COME = "This did not come about:"
_ON = (
    "That may have any reason, and says nothing about your question. I have put it to nobody else. "
    "Would you like to go on?"
)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an introduction, as the other one reads it.

    Attributes:
        kind, organisation, interest: as they let others find it, or empty.
        contact: the line that they chose for when no conversation can be opened, or empty.
    """

    member: str
    name: str
    kind: str = ""
    organisation: str = ""
    interest: str = ""
    contact: str = ""


def group_message(one: Introduction, asker: Party, candidate: Party) -> Message:
    """Return the only message in a conversation of two."""
    who = "\n".join((f"{_line(asker)}: asked", f"{_line(candidate)}: agreed to help"))
    blocks = (section(who), *_question(one), context(_SILENT))
    text = f"{safe(asker.name, 80)} and {safe(candidate.name, 80)}, you wanted to talk."
    return Message(text=text, blocks=blocks)


def _line(party: Party) -> str:
    declared = f"declared commercial interest: {party.interest}" if party.interest else ""
    told = (party.kind, party.organisation, declared)
    what = ", ".join(safe(one, 150) for one in told if one)
    return f"<@{safe(party.member, 30)}>" + (f", {what}" if what else "")


def _question(one: Introduction) -> list[Json]:
    rows = [verbatim(one.question)]
    rows += [section("*Why*"), verbatim(one.reason)] if one.reason else []
    # Whoever passed it on was chosen by the asker; for the next one nobody checked the sources.
    sources = () if one.passed_from else one.sources
    found = [f"• {link(url, title, 200)}" for title, url in sources]
    return [*rows, *([section("*Found already*\n" + "\n".join(found))] if found else [])]


def pointer(other: Party, address: str) -> Message:
    """Return where the conversation is, to somebody who may not have seen it open."""
    said = (
        f"I was interrupted while I opened a conversation for you and {safe(other.name, 80)}, and "
        "cannot see whether my message stands in it. You both agreed: please write there yourself."
    )
    opened = section(f"{said} {link(address, 'Open the conversation', 40)}")
    return Message(text=said, blocks=(opened,))


def contact_letter(one: Introduction, other: Party) -> Message:
    """Return how to reach the other side where Slack opens no conversation."""
    name, member = safe(other.name, 80), safe(other.member, 30)
    how = f"They chose this line for it: {safe(other.contact, 300)}" if other.contact else (
        f"They have left no other line: write to them in Slack, where they are <@{member}>. If "
        "Slack does not let you either, ask a curator to pass your message on."
    )  # fmt: skip
    text = (
        f"You and {name} both agreed to talk, but Slack does not let me open a conversation for "
        f"the two of you. {how}"
    )
    return Message(text=text, blocks=(section(text), quotation(one.question, SHOWN_CHARS)))


def answer_letter(one: Introduction, candidate: Party) -> Message:
    """Return a candidate's answer to whoever asked."""
    said = f"{_line(candidate)} answers what you asked:"
    end = "They chose to answer in one message, so no conversation follows. Do thank them."
    text = f"{safe(candidate.name, 80)} answers your question."
    return Message(
        text=safe(text, FALLBACK_CHARS),
        blocks=(
            section(said),
            quotation(one.question, SHOWN_CHARS),
            exactly(one.answer),
            context(end),
        ),
    )


def over_letter(introduction_id: str, question: str) -> Message:
    """Return what an asker reads whenever a question did not come about: always the same."""
    carried = f"{introduction_id}|{question}"
    row = actions(
        "over",
        button("Ask the next person", NEXT_PERSON, carried),
        button("Ask the channel", NEXT_CHANNEL, carried),
    )
    text = f"{_NOT_COME} {safe(question, SHOWN_CHARS)}"
    blocks = (section(_NOT_COME), quotation(question, SHOWN_CHARS), section(_ON), row)
    return Message(text=text, blocks=blocks)


def passed_letter(question: str) -> Message:
    """Return what an asker reads whose question was passed on."""
    text = (
        "Somebody whom you asked thinks that somebody else knows better, and passed your question "
        "on. I put it to them by the same rules, and name them to you once they agree."
    )
    return Message(text=text, blocks=(section(text), quotation(question, SHOWN_CHARS)))


def gone_message() -> Message:
    """Return what stands where somebody was quoted or named who is forgotten."""
    return Message(text=WITHDRAWN, blocks=(section(WITHDRAWN),))
