"""The request for an introduction: written, looked over, sent."""

from typing import Protocol

from bot.experts.carried import QUESTION_CHARS, REASON_CHARS, Request
from bot.mrkdwn import clip, safe
from bot.views.parts import (
    Json,
    choice,
    context,
    field,
    form,
    header,
    modal,
    paragraph,
    plain_text,
    section,
    select,
    verbatim,
)
from knowledge.models.experts import Card, Free
from knowledge.models.introductions import EXPIRY_DAYS, Introduction

REASON_FORM, SEND_FORM = "introduction_reason", "introduction_send"
QUESTION, REASON, NEEDED, NAMED = "question", "reason", "needed", "named"
WITH_NAME, WITHOUT_NAME = "named", "unnamed"
REASON_TITLE, PREVIEW_TITLE = "Ask for introduction", "What they will see"
SENT_TITLE = "Introduction"
NEEDED_WORDS = {
    "message": "A message or two",
    "quarter": "A quarter of an hour",
    "hour": "About an hour",
    "longer": "Longer: working on something together",
}
"""How much time the asker hopes for, by key."""

NO_QUESTION = "Please write a question."
NOT_ASKABLE = "They cannot be asked at the moment. You can ask somebody else on the list."
NOT_FOUND = "They can no longer be suggested to you. Close this, and look again."
_NO_CASES = (
    "No case, victim or operational detail, please, and nothing confidential: a member reads this, "
    "and it is kept until the introduction is over."
)
UNNAMED = "A member, who is named once you agree"
_AGREE = "They agree first. If they do not, nobody says why, and nothing is held against anybody."


class HasQuestion(Protocol):
    """What somebody wants to ask."""

    @property
    def question(self) -> str:
        """In their words."""
        ...

    @property
    def reason(self) -> str:
        """In their words, or empty."""
        ...


def reason_form(card: Card, request: Request) -> Json:
    """Return the form in which somebody says what they would like to ask, and why."""
    element: Json = {
        "type": "plain_text_input",
        "action_id": QUESTION,
        "multiline": True,
        "min_length": 5,
        "max_length": QUESTION_CHARS,
    }
    if request.question:
        element["initial_value"] = clip(request.question, QUESTION_CHARS)
    named = {
        WITH_NAME: "With my name",
        WITHOUT_NAME: "Anonymously, until they agree",
    }
    blocks = [
        section(f"*{safe(card.name, 80)}* reads what you write here. {_AGREE}"),
        field(QUESTION, "Your question", element, hint=_NO_CASES),
        paragraph(REASON, "Why do you ask?", hint="What you work on.", most=REASON_CHARS),
        select(NEEDED, "How long would you need?", NEEDED_WORDS, initial="message"),
        choice(NAMED, "How you ask", named, initial=WITH_NAME),
    ]
    return form(REASON_FORM, REASON_TITLE, "Show me the letter", blocks, request.carried)


def preview_form(request: Request, asker: str) -> Json:
    """Return what the candidate will read, for its writer to send.

    Args:
        request: fit to be kept.
        asker: as Slack names them.
    """
    blocks = [
        section("This is what they will see, with the reasons for which I suggested them to you."),
        header("A question for you"),
        *request_rows(request, asker),
        context("It is not sent yet. *Change it* takes you back."),
    ]
    shown = form(SEND_FORM, PREVIEW_TITLE, "Send it", blocks, request.carried)
    return {**shown, "close": plain_text("Change it", 24)}


def request_rows(request: Request, asker: str) -> list[Json]:
    """Return a request as its candidate reads it."""
    needed = NEEDED_WORDS.get(request.needed, "")
    return told_rows(request, "" if request.anonymous else asker, needed)


def told_rows(request: HasQuestion, asker: str, needed: str) -> list[Json]:
    """Return what a candidate reads of a request.

    Args:
        request: what is asked, and why.
        asker: their name; empty for somebody who is not named yet.
        needed: how much time is hoped for, in words; or empty.
    """
    who = safe(asker, 80) if asker else UNNAMED
    rows = [verbatim(request.question)]
    rows += [section("*Why*"), verbatim(request.reason)] if request.reason else []
    said = f"From: {who}" + (f" · Time hoped for: {safe(needed, 80)}" if needed else "")
    return [*rows, context(said)]


def sent_modal(card: Card, made: Introduction, command: str) -> Json:
    """Return what happens next.

    Args:
        card: of the candidate.
        made: the introduction that was asked for.
        command: that lists introductions, or empty.
    """
    when = "when their hours begin" if card.free is Free.LATER_TODAY else "now, within their hours"
    lines = [
        f"I write to *{safe(card.name, 80)}* {when}, and put your question to nobody else.",
        "If I hear nothing, I remind them once.",
        f"After {EXPIRY_DAYS} working days without a reply I offer you the next person or a "
        "channel.",
        "If they agree, I open a conversation for the two of you, and write no more in it.",
        "A no is never explained: it may be time, or the subject, or anything else.",
    ]
    steps = "\n".join(f"• {line}" for line in lines)
    back = f"`{command}` shows it, and takes it back." if command else ""
    return _ending([verbatim(made.question), section(steps), *([context(back)] if back else [])])


def elsewhere_modal(command: str) -> Json:
    """Return that somebody else was asked this already, and has not replied yet."""
    back = f" `{command}` shows whom, and takes it back." if command else ""
    text = f"This question is with somebody already. I put it to one person at a time.{back}"
    return _ending([section(text)])


def unavailable_modal(words: str, card: Card) -> Json:
    """Return why nobody was asked, in the words of whoever refused."""
    kept = "Nothing of what you wrote was kept. You can ask somebody else on the list."
    return _ending([section(f"*{safe(card.name, 80)}*: {safe(words, 2000)}"), context(kept)])


def _ending(blocks: list[Json]) -> Json:
    # What lies below was answered by this one.
    return {**modal(SENT_TITLE, blocks), "clear_on_close": True}
