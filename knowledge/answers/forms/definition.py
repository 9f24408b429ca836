"""A definition: the sentence that says what a name means, and what its letters stand for."""

from collections.abc import Iterable, Sequence
from typing import Final

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import Candidate, choose, current_first
from knowledge.answers.forms.composed import Composed, Part, composed
from knowledge.answers.forms.reach import ranked_widely
from knowledge.models.community import GlossaryEntry
from knowledge.text.definitions import defined_in, defines
from knowledge.text.terms import terms

STANDS_FOR = "{letters} stands for {expansion}."
SEVERAL = "{letters} can mean: {expansions}."
UNSOURCED = "{expansion} (no source is held for this sense)"
_WORTH: Final = 0.4  # share of the best score from which a defining sentence comes first


def compose(asked: Asked) -> Composed:
    """Put the sentence that defines first, and state the senses that no sentence states."""
    settled = current_first(
        ranked_widely(asked), asked.found, asked.found.manifest.thresholds.answer
    )
    chosen = choose(_defining_first(settled, _names(asked)))
    told = [one.text for one in chosen]
    return composed(asked.citing, [Part("", chosen)], senses(asked, told))


def senses(asked: Asked, told: Sequence[str]) -> list[str]:
    """Return what the letters that a question asks about stand for, unless it is told already.

    A sense without a source is never stated alone: only beside one that has a source, or beside
    what a source says.

    Args:
        told: sentences that are quoted; none where the question is not answered.
    """
    if asked.reading.notes or asked.reading.choices:
        return []  # said there already
    name = defined_in(asked.question)
    held = asked.glossary.senses(name)
    stated = held if told or any(one.status == "sourced" for one in held) else ()
    if len(stated) > 1:
        listed = "; ".join(_in_words(one) for one in stated)
        return [SEVERAL.format(letters=stated[0].acronym, expansions=listed)]
    return [
        STANDS_FOR.format(letters=one.acronym, expansion=_in_words(one))
        for one in stated
        if not _is_told(one, told)
    ]


def _in_words(entry: GlossaryEntry) -> str:
    if entry.status == "sourced":
        return entry.expansion
    return UNSOURCED.format(expansion=entry.expansion)


def _is_told(entry: GlossaryEntry, told: Iterable[str]) -> bool:
    words = set(terms(entry.expansion))
    return any(words.issubset(terms(text)) for text in told)


def _names(asked: Asked) -> list[str]:
    name = defined_in(asked.question)
    return [name, *(one.expansion for one in asked.glossary.senses(name))]


def _defining_first(settled: list[Candidate], names: Sequence[str]) -> list[Candidate]:
    worth = _WORTH * settled[0].score
    best = next((one for one in settled if defines(one.text, names)), settled[0])
    if best.score < worth:
        return settled
    return [best, *(one for one in settled if one is not best)]
