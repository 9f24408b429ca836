"""*We tried this*: a form that is filled in on a telephone within 90 seconds."""

from bot.mrkdwn import safe
from bot.views.offers import MEMBER_KIND
from bot.views.parts import Json, actions, button, choice, field, form, line, section, select
from knowledge.models.answers import Answer, AnswerForm, AnswerState
from knowledge.models.community import CommunityPack
from knowledge.models.trials import TrialResult

WE_TRIED, TRIED_FORM = "we_tried_this", "tried_form"
TITLE = "We tried this"
WHAT, WHERE, STAGE, RESULT, LESSON, NAMED = (
    "what",
    "where",
    "stage",
    "result",
    "lesson",
    "named",
)
CONTACT = "contact"
"""Named, and to be asked; the other ways to be named are those of a `Credit`."""
WHAT_CHARS, LESSON_CHARS = 150, 1200
_RESULTS = {
    TrialResult.WORKED: "It worked",
    TrialResult.MIXED: "Mixed",
    TrialResult.FAILED: "It did not work",
    TrialResult.RUNNING: "Still running",
}
_NAMED = {
    CONTACT: "With my name, and people may contact me",
    "name": "With my name",
    "kind": "With my kind only, as chosen below",
    "anonymous": "Anonymously",
}


def tried_button(answer: Answer) -> list[Json]:
    """Return the button under an answer on whether anybody has tried something."""
    if answer.form is not AnswerForm.TRIED or answer.state is AnswerState.ROUTED:
        return []
    return [actions("tried", button(TITLE, WE_TRIED, "tried"))]


def tried_form(pack: CommunityPack) -> Json:
    """Return the form in which a member says what was tried, and what came of it."""
    stages = {term.key: term.name for term in pack.stages}
    results = {str(key): words for key, words in _RESULTS.items()}
    kinds = {term.key: term.name for term in pack.member_kinds}
    lesson: Json = {
        "type": "plain_text_input",
        "action_id": LESSON,
        "multiline": True,
        "max_length": LESSON_CHARS,
    }
    blocks = [
        section(safe(pack.notices.trying, 2000)),
        line(WHAT, "What did you try?", most=WHAT_CHARS),
        line(WHERE, "Where?", hint="An organisation or a place.", most=80, optional=True),
        select(STAGE, "How far did it come?", stages),
        select(RESULT, "What came of it?", results),
        field(LESSON, "What should others know?", lesson, hint="One or two sentences will do."),
        choice(NAMED, "How I am named", _NAMED, initial="name"),
        select(MEMBER_KIND, "My kind", kinds, optional=True),
    ]
    return form(TRIED_FORM, TITLE, "Offer it", blocks)
