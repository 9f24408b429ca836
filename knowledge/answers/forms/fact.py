"""A fact: the best sentence, and those worth showing beside it."""

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import choose, current_first
from knowledge.answers.forms.composed import Composed


def compose(asked: Asked) -> Composed:
    """Take the best sentences, what is in force first."""
    settled = current_first(asked.ranked, asked.found, asked.found.manifest.thresholds.answer)
    sentences, citations = asked.citing.answer(choose(settled))
    return Composed(sentences, citations)
