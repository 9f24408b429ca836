"""What came of an introduction: the question to each side, and an answer that others may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.mrkdwn import safe
from bot.views.offers import credit_fields, notice_modal
from bot.views.parts import (
    Json,
    Message,
    actions,
    button,
    context,
    divider,
    exactly,
    field,
    form,
    quotation,
    section,
    verbatim,
)
from knowledge.models.community import Term
from knowledge.models.contributions import Credit
from knowledge.models.introductions import Introduction, Outcome

HELPED, NOT_REALLY, NOT_YET = "outcome_helped", "outcome_not_really", "outcome_not_yet"
THANK, WRITE_UP, READ_ANSWER = "outcome_thank", "outcome_write_up", "outcome_read"
WRITE_FORM, AGREE_FORM = "outcome_write_form", "outcome_agree_form"
ANSWER = "answer"
ANSWER_CHARS, SHOWN_CHARS = 2400, 300
WRITE_TITLE, AGREE_TITLE = "Write the answer up", "May others read it?"
OUTCOMES = {HELPED: Outcome.HELPED, NOT_REALLY: Outcome.NOT_REALLY, NOT_YET: Outcome.NOT_YET}
"""What each button says, by its id."""

NO_ANSWER = "Please write an answer."
NOT_KEPT = (
    "Nothing was kept: it looks like something that must not be here. Leave that out, please."
)
NO_MORE = "This introduction is over; what you see here can no longer be changed."
CHANGED = "It was changed since you opened it. Please have a look at the newest letter."
PARTNERS = (
    "One of you is here from another organisation, of whose people I keep nothing. You may each "
    "keep what you learnt, of course."
)
SENT = (
    "I have shown exactly this to the other side. It is published only when both of you agree; "
    "until then nobody else sees it."
)
AGREED = (
    "Thank you both. It waits for a curator now, and answers others once one has accepted it. I "
    "tell whoever is its author what they decide."
)
_SAID = {
    Outcome.HELPED: "You said: it helped.",
    Outcome.NOT_REALLY: "You said: not really. Thank you for saying so.",
    Outcome.NOT_YET: "You said: you have not talked yet. Your conversation stays open.",
}
_LEAD = "I brought you together with {name} some days ago about this. Did it help?"
_ALONE = (
    "Your answer is counted without your name; the other side does not see it. *Thank* sends them "
    "one line from you."
)
_WRITE = (
    "Would it help others? *Write the answer up*, and the other side is shown exactly your words. "
    "Only when both agree it goes to the curators."
)


@dataclass(frozen=True, slots=True)
class Asking:
    """The question to one side.

    Attributes:
        other: name of the other side.
        says: what this side has said, or None.
        thanked: whether they have thanked.
    """

    made: Introduction
    other: str
    says: Outcome | None
    thanked: bool = False


def outcome_message(asking: Asking) -> Message:
    """Return the question what came of it, with what was said already."""
    made = asking.made
    lead = _LEAD.format(name=safe(asking.other, 80))
    said = [section(_SAID[asking.says])] if asking.says else []
    carried = made.id
    row = [
        button("It helped", HELPED, carried),
        button("Not really", NOT_REALLY, carried),
        button("We have not talked yet", NOT_YET, carried),
    ]
    row += [] if asking.thanked else [button("Thank", THANK, carried)]
    more: list[Json] = [context(_ALONE)]
    if asking.says is Outcome.HELPED:
        row.append(button(WRITE_TITLE, WRITE_UP, carried))
        more.append(context(_WRITE))
    asked = quotation(made.question, SHOWN_CHARS)
    return Message(text=lead, blocks=(section(lead), asked, *said, actions("outcome", *row), *more))


def over_message(says: Outcome | None) -> Message:
    """Return what is left of the question once nothing more can be said."""
    said = _SAID[says] if says else "You were asked whether an introduction helped."
    text = f"{said} It is closed now, and nothing is left to do."
    return Message(text=text, blocks=(section(text),))


def thanks_letter(name: str) -> Message:
    """Return one side's thanks to the other."""
    text = f"{safe(name, 80)} thanks you: the introduction helped them on."
    return Message(text=text, blocks=(section(text),))


def write_form(made: Introduction, kinds: Sequence[Term], *, is_author: bool) -> Json:
    """Return the form in which one side writes the answer up.

    Args:
        made: the introduction.
        kinds: of members, by one of which an author may be named.
        is_author: whether it is the candidate who writes, whose knowledge it is.
    """
    element: Json = {
        "type": "plain_text_input",
        "action_id": ANSWER,
        "multiline": True,
        "min_length": 5,
        "max_length": ANSWER_CHARS,
    }
    if made.answer:
        element["initial_value"] = made.answer[:ANSWER_CHARS]
    hint = "No case, victim or operational detail, and nobody's name, please."
    who = (
        "It is yours: you choose below how you are named. The question stands above it without a "
        "name."
        if is_author
        else "Whoever helped is its author and chooses how they are named. The question stands "
        "above it without your name."
    )
    blocks = [
        section("*The question*"),
        verbatim(made.question),
        field(ANSWER, "The answer, as others may read it", element, hint=hint),
        context(who),
        *(credit_fields(kinds, Credit.NAME) if is_author else []),
        context("The other side sees exactly this, and it goes no further unless they agree."),
    ]
    return form(WRITE_FORM, WRITE_TITLE, "Show it to them", blocks, made.id)


def look_letter(name: str, carried: str) -> Message:
    """Return the question to one side whether what the other wrote may be published."""
    text = (
        f"{safe(name, 80)} has written up what you talked about, so that it helps others too. "
        "*Have a look* shows exactly what would be kept; nothing is unless you agree."
    )
    row = actions("look", button("Have a look", READ_ANSWER, carried))
    return Message(text=text, blocks=(section(text), row))


def agree_form(made: Introduction, kinds: Sequence[Term], carried: str, *, is_author: bool) -> Json:
    """Return exactly what would be published, for the other side to agree.

    Args:
        made: the introduction, with the answer.
        kinds: of members, by one of which an author may be named.
        carried: comes back with the submission.
        is_author: whether it is the candidate who agrees.
    """
    blocks = [
        section("*The question*, without a name"),
        verbatim(made.question),
        section("*The answer*"),
        exactly(made.answer),
        divider(),
        *(credit_fields(kinds, Credit.NAME) if is_author else []),
        context("Members of this community may read it once a curator has accepted it."),
    ]
    return form(AGREE_FORM, AGREE_TITLE, "I agree", blocks, carried)


def outcome_notice(text: str) -> Json:
    """Return a window that says one thing."""
    return notice_modal(text, WRITE_TITLE)
