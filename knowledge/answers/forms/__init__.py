"""What a question asks for, and how an answer of that form is composed from sentences."""

from collections.abc import Callable, Mapping

from knowledge.answers.asked import Asked
from knowledge.answers.forms import fact
from knowledge.answers.forms.composed import Composed
from knowledge.models.answers import AnswerForm

COMPOSERS: Mapping[AnswerForm, Callable[[Asked], Composed]] = {AnswerForm.FACT: fact.compose}


def form_of(_question: str) -> AnswerForm:
    """Return what a question asks for."""
    return AnswerForm.FACT


def compose(asked: Asked) -> Composed:
    """Compose the answer to a question that the index answers."""
    return COMPOSERS.get(asked.form, fact.compose)(asked)
