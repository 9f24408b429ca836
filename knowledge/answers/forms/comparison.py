"""Both sides of a matter, each under its heading; never a verdict."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import (
    WORTH,
    Candidate,
    current_first,
    repeats,
)
from knowledge.answers.forms import fact
from knowledge.answers.forms.composed import Composed, Part, composed
from knowledge.answers.forms.reach import ranked_widely
from knowledge.text.definitions import defines
from knowledge.text.sides import sides_of, stances_asked_for
from knowledge.text.stance import Stance, stance_of
from knowledge.text.terms import terms

OTHER_SIDE = 0.5  # share of the best score that is enough for one side of a matter
MOST_A_SIDE = 2
HEADINGS = {Stance.FOR: "For", Stance.AGAINST: "Against"}
ONE_SIDED = {
    Stance.FOR: "Only one side is held here: nothing that I found speaks against it.",
    Stance.AGAINST: "Only one side is held here: nothing that I found speaks for it.",
}
NO_SIDE = "I found nothing that speaks for it or against it; this is what is said of it."
NOTHING_ON = "I found nothing to quote on {thing} alone."


def compose(asked: Asked) -> Composed:
    """Put two things beside each other, or what speaks for and against one."""
    settled = current_first(
        ranked_widely(asked), asked.found, asked.found.manifest.thresholds.answer
    )
    two = sides_of(asked.question)
    if two:
        return _of_two(asked, two, settled) or fact.compose(asked)
    return _of_one(asked, settled) or _without_sides(asked)


def _of_one(asked: Asked, settled: Sequence[Candidate]) -> Composed | None:
    sides = {side: _on_side(settled, side) for side in HEADINGS}
    held = [side for side in HEADINGS if sides[side]]
    if not held:
        return None
    named = stances_asked_for(asked.question)
    held.sort(key=lambda side: side not in named)
    known = len(named) == 1 and held[0] in named
    before = [] if known else _picked(_worth(settled), lambda one: _stance(one) is Stance.NEUTRAL)
    parts = [
        Part("", before[: 1 if named else MOST_A_SIDE]),
        *(Part(HEADINGS[side], sides[side]) for side in held),
    ]
    return composed(asked.citing, parts, [ONE_SIDED[held[0]]] if len(held) == 1 else [])


def _without_sides(asked: Asked) -> Composed:
    plain = fact.compose(asked)
    return replace(plain, notes=(NO_SIDE,)) if stances_asked_for(asked.question) else plain


def _on_side(settled: Sequence[Candidate], side: Stance) -> list[Candidate]:
    """Return what speaks for a side: in the best document first, where less is enough."""
    best = settled[0].hit.stored.document.id
    least = {True: OTHER_SIDE * settled[0].score, False: WORTH * settled[0].score}
    fitting = [one for one in settled if one.score >= least[_is_of(one, best)]]
    return _picked(
        sorted(fitting, key=lambda one: not _is_of(one, best)), lambda one: _stance(one) is side
    )


def _is_of(one: Candidate, document_id: str) -> bool:
    return one.hit.stored.document.id == document_id


def _worth(settled: Sequence[Candidate]) -> list[Candidate]:
    return [one for one in settled if one.score >= WORTH * settled[0].score]


def _of_two(asked: Asked, two: tuple[str, str], settled: Sequence[Candidate]) -> Composed | None:
    which = _Which(asked, two)
    least = OTHER_SIDE * settled[0].score
    settled = [one for one in settled if one.score >= least or defines(one.text, two)]
    both = _picked(settled, lambda one: which(one) == (True, True))[:1]
    one = _picked(_defining_first(settled, two[0]), lambda one: which(one) == (True, False))
    other = _picked(_defining_first(settled, two[1]), lambda one: which(one) == (False, True))
    if not (one or other):
        return None
    parts = [Part("", both), Part(f"On {two[0]}", one), Part(f"On {two[1]}", other)]
    missed = [thing for thing, said in zip(two, (one, other), strict=True) if not said]
    return composed(asked.citing, parts, [NOTHING_ON.format(thing=thing) for thing in missed])


def _defining_first(settled: Sequence[Candidate], thing: str) -> list[Candidate]:
    return sorted(settled, key=lambda one: not defines(one.text, [thing]))


class _Which:
    """Tells of which of two things a sentence speaks."""

    def __init__(self, asked: Asked, two: tuple[str, str]) -> None:
        self._all = [{*terms(thing)} for thing in two]
        one, other = self._all
        self._own = [one - other or one, other - one or other]
        self._query = asked.query

    def __call__(self, candidate: Candidate) -> tuple[bool, bool]:
        present = frozenset(terms(candidate.text))
        first, second = (self._holds(one, present) for one in self._all)
        own_first, own_second = (self._holds(one, present) for one in self._own)
        # A mention of what sets one apart is enough to say that a sentence is not of the other.
        return (first or (own_first and second), second or (own_second and first))

    def _holds(self, wanted: Iterable[str], present: frozenset[str]) -> bool:
        return all(self._query.holds(term, present) for term in wanted)


def _picked(candidates: Iterable[Candidate], fits: Callable[[Candidate], bool]) -> list[Candidate]:
    """Return the best that fit and say something new."""
    new: list[Candidate] = []
    fitting = (one for one in candidates if fits(one))
    new.extend(islice((one for one in fitting if not repeats(one, new)), MOST_A_SIDE))
    return new


def _stance(one: Candidate) -> Stance:
    return stance_of(one.text, " ".join(one.hit.stored.passage.heading[-1:]))
