"""What a question asks for, and how an answer of that form is composed from sentences."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from knowledge.answers.asked import Asked
from knowledge.answers.forms import comparison, definition, fact, listing, people, summary, tried
from knowledge.answers.forms.beside import notes_beside
from knowledge.answers.forms.composed import Composed
from knowledge.models.answers import AnswerForm
from knowledge.text.question_forms import form_of

__all__ = ["COMPOSERS", "compose", "form_of", "notes_without_answer"]

COMPOSERS: Mapping[AnswerForm, Callable[[Asked], Composed]] = {
    AnswerForm.FACT: fact.compose,
    AnswerForm.COMPARISON: comparison.compose,
    AnswerForm.DEFINITION: definition.compose,
    AnswerForm.LIST: listing.compose,
    AnswerForm.PEOPLE: people.compose,
    AnswerForm.SUMMARY: summary.compose,
    AnswerForm.TRIED: tried.compose,
}


def compose(asked: Asked) -> Composed:
    """Compose the answer to a question that the index answers."""
    body = COMPOSERS.get(asked.form, fact.compose)(asked)
    return replace(body, notes=(*body.notes, *notes_beside(asked, body)))


def notes_without_answer(asked: Asked) -> tuple[str, ...]:
    """Return what can be said beside a question that the index does not answer."""
    if asked.form is AnswerForm.DEFINITION:
        return tuple(definition.senses(asked, ()))
    if asked.form is AnswerForm.PEOPLE:
        return people.finding(asked)
    if asked.form is AnswerForm.TRIED:
        return tried.finding_none(asked)
    return ()
