"""*Ask the channel*: the form, the question in its channel, and what its asker is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.mrkdwn import clip, link, safe, visible
from bot.views.offers import LOOK, REFUSE
from bot.views.parts import (
    Json,
    Message,
    actions,
    button,
    choice,
    context,
    field,
    form,
    modal,
    section,
    select,
    verbatim,
)
from knowledge.models.waiting import MAX_CHARS, Call, CallState

ASK_FORM = "ask_channel_form"
TAKE_BACK_CALL = "take_back_call"
THIS_ANSWERS = "this_answers_it"
QUESTION, CHANNEL, NAMED = "question", "channel", "named"
WITH_NAME, WITHOUT_NAME = "named", "unnamed"
ASK_TITLE, THANKS_TITLE = "Ask the channel", "This answers it"

NO_CHANNEL = (
    "I am in no channel in which I could ask for you. Invite me to one, or ask a curator to, and "
    "press *Ask the channel* again."
)
NO_QUESTION = "Please write a question."
NOT_THERE = "I can no longer ask there for you. Choose another channel."
TOO_OFTEN = "You have asked channels {times} times today. Please ask this one tomorrow."
_READERS = "People read it without what was said before."
TAKEN_BACK = "[The question was taken back]"
THANKED = (
    "Thank you. I am asking its author whether it may be kept, so that others find it again. "
    "Nothing of it is kept unless they agree."
)
NO_CALL = (
    "This works on a reply to a question that I asked in a channel for somebody. To keep a message "
    "of your own, choose *Add to knowledge*."
)
NOT_YOURS = "Only whoever had me ask this, or a curator, can say which reply answers it."
NOBODYS = "Only what a member wrote can answer it, not an app's message."
OUTSIDER = (
    "You said that a reply answers a question of yours. Its author is from another organisation, "
    "of whose people I keep nothing, so I have not asked them. You might sum it up in a reply of "
    "your own."
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers.

    Attributes:
        question: as it was asked, or empty when nobody can tell any more.
        channels: id → name.
        channel: the one that is chosen at first, or empty.
        where: carried to the submission.
    """

    question: str
    channels: Mapping[str, str]
    channel: str
    where: str


def ask_form(choices: Choices, thanks: Sequence[str], days: int, science: str) -> Json:
    """Return the form in which somebody decides what is asked, where, and under whose name.

    Args:
        choices: what stands in it.
        thanks: names of the reactions with which a reply is thanked.
        days: for how long the question is kept.
        science: name of the command that lists waiting questions, or empty.
    """
    lead = (
        "I post your question in a channel, and people reply in its thread. When a reply helps, "
        f"react to it with {reactions(thanks)}, or choose *This answers it* in its menu, which "
        "only you see. Then I ask its author whether it may be kept, so that others find it again."
    )
    kept = (
        f"I keep the question for up to {days} days and tell you when I can answer it. A reply "
        f"that is kept is kept under your question, without your name.{_taking_back(science)}"
    )
    names = {WITH_NAME: "Under my name", WITHOUT_NAME: "Without my name"}
    blocks = [
        section(lead),
        question_field(choices.question, _READERS),
        select(CHANNEL, "Which channel", dict(choices.channels), initial=choices.channel),
        choice(NAMED, "How I ask it", names, initial=WITH_NAME),
        context(kept),
    ]
    return form(ASK_FORM, ASK_TITLE, "Ask it", blocks, choices.where)


def question_field(question: str, readers: str) -> Json:
    """Return the question, to be looked over and changed.

    Args:
        question: as it was asked; empty when nobody can tell any more.
        readers: a sentence on who or what reads it.
    """
    element: Json = {
        "type": "plain_text_input",
        "action_id": QUESTION,
        "multiline": True,
        "min_length": 5,
        "max_length": MAX_CHARS,
    }
    if question:
        element["initial_value"] = clip(visible(question), MAX_CHARS)
    again = "" if question else "Please write it again: I have kept nothing of it. "
    hint = f"{again}{readers} Leave out names, and anything personal or confidential."
    return field(QUESTION, "The question", element, hint=hint)


def call_message(call: Call, thanks: Sequence[str]) -> Message:
    """Return a question as its channel sees it."""
    who = f"<@{safe(call.member, 30)}> asks" if call.named else "A member asks"
    how = (
        "Do you know, or have you tried? Please reply in this thread. When a reply helps, whoever "
        f"asked reacts with {reactions(thanks)} or chooses *This answers it*; I then ask its "
        "author whether it may be kept."
    )
    words = verbatim(call.question)
    return Message(
        text=f"{who}: {safe(call.question, 1000)}",
        blocks=(section(f"*{who}*"), words, context(how)),
    )


def taken_back_message() -> Message:
    """Return what stands in a channel in place of a question that was taken back."""
    return Message(text=TAKEN_BACK, blocks=(section(TAKEN_BACK),))


def asking_modal(call: Call, name: str, address: str, told: str) -> Json:
    """Return what somebody reads who has had a question asked.

    Args:
        call: the one that asks it, which may be somebody else's.
        name: of the channel.
        address: where it stands already; empty when it does not, or nobody knows.
        told: whether they are told when it can be answered; see `told_when_known`.
    """
    if call.state is CallState.UNSURE:
        unsure = f"{_unsure(name)} {told}"
        return modal(ASK_TITLE, [section(unsure), actions("call", _take_back(call))])
    where = f"#{safe(name, 80)}"
    if address:
        said = f"This stands in {where} already: {link(address, 'have a look', 60)}."
    else:
        said = f"I ask it in {where} now, and write to you as soon as it stands there."
    return modal(ASK_TITLE, [section(f"{said} {told}")])


def told_when_known(science: str, most: int, *, is_told: bool) -> str:
    """Return the sentence on whether somebody is told when their question can be answered.

    Args:
        science: name of the command that lists waiting questions, or empty.
        most: questions that one member may wait for.
        is_told: whether this is one of them.
    """
    if is_told:
        return f"I also tell you when I can answer it.{_taking_back(science)}"
    where = f"in `{science} waiting`" if science else "on my Home tab"
    return (
        f"I cannot also tell you when I can answer it: you wait for {most} questions already. To "
        f"be told of this one, too, stop waiting for another {where}, and ask this again: it is "
        "not posted twice."
    )


def called_letter(call: Call, name: str, address: str, thanks: Sequence[str]) -> Message:
    """Return what an asker reads once their question stands in a channel."""
    seen = "" if call.named else " A reaction shows your name; *This answers it* does not."
    text = (
        f"Your question stands in #{safe(name, 80)}: {link(address, 'open its thread', 60)}. When "
        f"a reply helps, react to it with {reactions(thanks)}, or choose *This answers it* in its "
        f"menu.{seen}"
    )
    row = actions("call", _take_back(call))
    return Message(text=text, blocks=(section(text), row))


def not_called_letter(name: str, *, is_told: bool) -> Message:
    """Return what an asker reads whose question could not be posted.

    Args:
        name: of the channel, or empty.
        is_told: whether they wait for an answer to it all the same.
    """
    still = "; I still tell you when I can answer it" if is_told else ""
    where = f"#{safe(name, 80)}" if name else "that channel"
    return Message(
        text=f"I could not ask your question in {where}: I may not post there any more. It was not "
        f"posted anywhere. You can ask it in another channel{still}."
    )


def unsure_letter(call: Call, name: str) -> Message:
    """Return what an asker reads of whose question nobody can see whether it was posted."""
    text = _unsure(name)
    return Message(text=text, blocks=(section(text), actions("call", _take_back(call))))


def thanked_letter(name: str, address: str, value: str) -> Message:
    """Return the question to an author whose reply helped somebody.

    Args:
        name: of the channel.
        address: of the reply.
        value: carried by the buttons.
    """
    where = f"#{safe(name, 80)}" if name else "a channel"
    text = (
        f"Thank you: {link(address, 'a reply of yours', 60)} to a question in {where} helped. May "
        "it be kept, so that it answers others too? *Have a look* shows exactly what would be "
        "kept, and you choose whether with your name, with your kind only, or anonymously. Nothing "
        "of it is kept unless you agree."
    )
    row = actions(
        "proposal", button("Have a look", LOOK, value), button("No, thanks", REFUSE, value)
    )
    return Message(text=text, blocks=(section(text), row))


def call_rows(call: Call, name: str, address: str) -> list[Json]:
    """Return a call in the list of its asker's own."""
    where = f"#{safe(name, 80)}" if name else "a channel"
    stands = f"Asked in {where}, {call.asked_at:%-d %B %Y}"
    place = f"{stands} · {link(address, 'open its thread', 60)}" if address else stands
    return [verbatim(call.question), context(place), actions(f"call {call.id}", _take_back(call))]


def reactions(names: Sequence[str]) -> str:
    """Return reactions as a picture and by the names under which people find them."""
    shown = [f":{name}: (`{name}`)" for name in names]
    return " or ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _take_back(call: Call) -> Json:
    sure = (
        "Take it back?",
        "The question is taken out of the channel; what others replied stays theirs.",
        "Take it back",
    )
    return button("Take the question back", TAKE_BACK_CALL, call.id, danger=sure)


def _taking_back(science: str) -> str:
    return f" `{science} waiting` shows it, and takes it back." if science else ""


def _unsure(name: str) -> str:
    where = f"#{safe(name, 80)}" if name else "its channel"
    return (
        "I was interrupted while I posted your question, and cannot see whether it stands in "
        f"{where}. Please have a look; I do not post it again. If it does not stand there, take it "
        "back; then you can ask it anew."
    )
