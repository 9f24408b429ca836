"""*Tell me when someone knows*: the form, the list, and what those who wait are told."""

from collections.abc import Sequence

from bot.mrkdwn import safe
from bot.views.answer import Handle, answer_message
from bot.views.calls import question_field
from bot.views.parts import (
    Json,
    Message,
    actions,
    button,
    context,
    divider,
    form,
    header,
    modal,
    quotation,
    section,
    verbatim,
)
from knowledge.models.answers import Answer
from knowledge.models.waiting import MAX_CHARS, Wait

TELL_FORM = "tell_me_form"
STOP_WAITING = "stop_waiting"
OPEN_WAITING = "home_waiting"
TELL_TITLE, WAITING_TITLE = "Tell me", "What you wait for"
TOO_MANY = "You wait for {most} questions already. Stop waiting for one of them first."
STOPPED = "You no longer wait for that one."
TAKEN_OUT = "Taken back: it is out of the channel within a minute. What was replied stays."
NOTHING_TO_TAKE_OUT = (
    "There is nothing left for me to take out: the question was taken back already, or I no longer "
    "know where it stood. If you still see it in a channel, please ask an administrator of this "
    "workspace to delete it."
)
SHOWN = 20
_TOLD_END = "You no longer wait for this. If it does not answer you, please ask me again."
_RETOLD = (
    "You asked me to tell you when someone knows. Something that I told you then was withdrawn; "
    "this is what is left:"
)
_NOTHING = (
    "You wait for nothing. When I cannot answer a question, *Tell me when someone knows* stands "
    "below it."
)


def tell_form(question: str, where: str, days: int, science: str) -> Json:
    """Return the form in which somebody agrees to have a question kept.

    Args:
        question: as it was asked, or empty when nobody can tell any more.
        where: carried to the submission.
        days: for how long it is kept.
        science: name of the command that lists waiting questions, or empty.
    """
    stop = f" `{science} waiting` shows it, and ends it." if science else ""
    kept = (
        f"I keep this question with your name for up to {days} days, look again whenever I learn "
        f"something, and write to you once. Nobody else sees that you wait.{stop}"
    )
    alone = "I look for exactly this, without what was said before."
    blocks = [question_field(question, alone), context(kept)]
    return form(TELL_FORM, TELL_TITLE, "Tell me", blocks, where)


def waiting_modal(wait: Wait, days: int, science: str) -> Json:
    """Return what somebody reads who waits now."""
    stop = f" `{science} waiting` shows what you wait for." if science else ""
    text = (
        "I write to you once, as soon as I can answer this from something that you may read, or "
        f"after {days} days to say that I still cannot.{stop}"
    )
    row = actions("wait", button("Stop waiting", STOP_WAITING, wait.id))
    return modal(TELL_TITLE, [verbatim(wait.question), section(text), row])


def told_message(wait: Wait, answer: Answer, handle: Handle) -> Message:
    """Return the answer to somebody who has waited for it."""
    lead = f"On {wait.since:%-d %B} you asked me to tell you when someone knows this:"
    said = answer_message(answer, handle)
    return Message(
        text=f"{lead} {safe(wait.question, 500)} {said.text}",
        blocks=(section(lead), _asked(wait), *said.blocks, context(_TOLD_END)),
    )


def retold_message(said: Message) -> Message:
    """Return what is left of such an answer; the question is no longer known to anybody.

    Args:
        said: the answer without what is gone.
    """
    return Message(
        text=f"{_RETOLD} {said.text}",
        blocks=(section(_RETOLD), *said.blocks, context(_TOLD_END)),
    )


def waited_message(wait: Wait, days: int) -> Message:
    """Return what somebody reads whose time is over."""
    lead = f"For {days} days I looked for an answer to this for you, and still do not hold one:"
    end = (
        "I have deleted what I had of it, and look no further. If you still want to know, ask me "
        "again, and press *Ask the channel* below my reply."
    )
    return Message(
        text=f"{lead} {safe(wait.question, 500)} {end}",
        blocks=(section(lead), _asked(wait), section(end)),
    )


def _asked(wait: Wait) -> Json:
    return quotation(wait.question, MAX_CHARS)


def mine_modal(waits: Sequence[Wait], calls: Sequence[list[Json]], news: str = "") -> Json:
    """Return what a member waits for, and what was asked in channels for them.

    Args:
        waits: oldest first.
        calls: the rows of each call.
        news: stands above the list, in our own words; or empty.
    """
    blocks: list[Json] = [section(news)] if news else []
    if not waits and not calls:
        blocks.append(section(_NOTHING))
    if waits:
        blocks.append(header("I tell you when I can answer"))
    for wait in waits[:SHOWN]:
        blocks += [
            verbatim(wait.question),
            context(f"Since {wait.since:%-d %B %Y}"),
            actions(f"wait {wait.id}", button("Stop waiting", STOP_WAITING, wait.id)),
        ]
    if calls:
        blocks += [*([divider()] if waits else []), header("I asked in channels for you")]
    for rows in calls[:10]:
        blocks += rows
    return modal(WAITING_TITLE, blocks)


def home_waiting(count: int) -> list[Json]:
    """Return the section of the Home tab about what a member waits for; nothing for nothing."""
    if not count:
        return []
    one = "one question" if count == 1 else f"{count:,} questions"
    return [
        header("Waiting for an answer"),
        section(f"You wait for an answer to {one}."),
        actions("home_waiting", button("What you wait for", OPEN_WAITING, "waiting")),
    ]
