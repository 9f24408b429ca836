"""A candidate answers in one message, or names somebody who knows better."""

from bot.views.offers import notice_modal
from bot.views.parts import Json, context, field, form, section, verbatim
from knowledge.models.introductions import Introduction

ANSWER_FORM, PASS_FORM = "letter_answer_form", "letter_pass_form"
ANSWER, PERSON = "answer", "person"
ANSWER_TITLE, PASS_TITLE = "Answer here", "Pass it on"
ANSWER_CHARS = 2400
NO_ANSWER = "Please write a line or two."
OVER = "This question is not open any more. Nothing is left for you to do."
ANSWERED = "Thank you. I hand your answer on now, under your name."
PASSED = (
    "Thank you. I ask them when their hours begin, by their own rules, and do not say who named "
    "them. Nothing is left to do for you."
)
NOT_THEM = "They cannot be asked this just now. Name somebody else, or choose “Not my area”."


def answer_form(one: Introduction) -> Json:
    """Return the form for an answer in one message."""
    element: Json = {
        "type": "plain_text_input",
        "action_id": ANSWER,
        "multiline": True,
        "min_length": 2,
        "max_length": ANSWER_CHARS,
    }
    hint = "No case, victim or operational detail, please, and nothing confidential."
    end = (
        "It goes to whoever asked, and to nobody else, with your name above it. I open no "
        "conversation then, and keep the answer only until this introduction is over."
    )
    blocks = [
        verbatim(one.question),
        field(ANSWER, "Your answer", element, hint=hint),
        context(end),
    ]
    return form(ANSWER_FORM, ANSWER_TITLE, "Send it", blocks, one.id)


def pass_form(one: Introduction) -> Json:
    """Return the form in which somebody else is named."""
    element: Json = {"type": "users_select", "action_id": PERSON}
    lead = (
        "Who may know better? I ask them only if they agreed to be asked, within their hours and "
        "as often as they allow. Whoever asked learns that it was passed on, and not to whom until "
        "that person agrees."
    )
    blocks = [verbatim(one.question), section(lead), field(PERSON, "Pass it to", element)]
    return form(PASS_FORM, PASS_TITLE, "Pass it on", blocks, one.id)


def reply_notice(text: str, title: str = ANSWER_TITLE) -> Json:
    """Return a window that says one thing."""
    return notice_modal(text, title)
