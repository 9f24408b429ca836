"""A fact: the best sentence, and those worth showing beside it."""

from collections.abc import Sequence

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import (
    MOST,
    WORTH,
    Candidate,
    choose,
    current_first,
    repeats,
)
from knowledge.answers.forms.composed import Composed, Part, composed
from knowledge.models.documents import Kind
from knowledge.text.question_forms import asks_for_effect
from knowledge.text.stance import Stance, stance_of

OTHER_SOURCE = 0.8  # share of the last sentence's score from which another source takes its place


def compose(asked: Asked) -> Composed:
    """Take the best sentences, what is in force first, from two sources where scores allow."""
    least = asked.found.manifest.thresholds.answer
    settled = current_first(asked.ranked, asked.found, least)
    if asks_for_effect(asked.question):
        settled = _findings_first(settled)
    return composed(asked.citing, [Part("", _by_kind(_of_two_sources(settled, least)))])


def _findings_first(settled: list[Candidate]) -> list[Candidate]:
    """Put what was found of an effect before what describes the thing."""
    worth = WORTH * settled[0].score
    return sorted(settled, key=lambda one: one.score < worth or not _is_finding(one))


def _is_finding(one: Candidate) -> bool:
    evidence = one.hit.stored.document.kind is Kind.EVIDENCE
    return evidence and stance_of(one.text) is not Stance.NEUTRAL


def _of_two_sources(settled: list[Candidate], least: float) -> list[Candidate]:
    """Choose the best; where all are of one document, a good one of another takes the last place.

    Args:
        least: absolute score, 0..1, of a passage from which its document answers the question.
    """
    chosen = choose(settled)
    documents = {one.hit.stored.document.id for one in chosen}
    if len(chosen) < MOST or len(documents) > 1:
        return chosen
    worth = max(WORTH * settled[0].score, OTHER_SOURCE * chosen[-1].score)
    for one in settled:
        other = one.hit.stored.document.id not in documents
        if other and one.score >= worth and one.hit.absolute >= least and not repeats(one, chosen):
            return [*chosen[:-1], one]
    return chosen


def _by_kind(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Keep sentences of one kind together, in the order in which the kinds come first."""
    kinds = list(dict.fromkeys(one.hit.stored.document.kind for one in chosen))
    return sorted(chosen, key=lambda one: kinds.index(one.hit.stored.document.kind))
