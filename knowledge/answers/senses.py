"""The sense of a colliding acronym: read from the question, from what is held, or asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.models.answers import Choice, Hit
from knowledge.search.query import Query
from knowledge.text.focus import content_terms
from knowledge.text.senses import Collision, Sense
from knowledge.text.terms import terms

_LOOKED_AT = 3  # best passages, one of which may tell the sense
_SAID = 0.5  # share of the other content that such a passage has to speak of


@dataclass(frozen=True, slots=True)
class Reading:
    """How the colliding acronyms of a question are read.

    Attributes:
        notes: one sentence for each that was decided.
        choices: the senses of the first one that was not; the asker chooses.
        asks: what to ask the asker then, or empty.
        undecided: that acronym, or None.
        senses: term → the sense that was decided on, as terms.
    """

    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    asks: str = ""
    undecided: Collision | None = None
    senses: tuple[tuple[str, Sense], ...] = ()

    def is_answered_by(self, text: str) -> bool:
        """Tell whether a text says what the undecided acronym stands for, in all our senses."""
        if self.undecided is None:
            return True
        ours = {one for one in self.undecided.senses if one.is_ours}
        return ours <= set(self.undecided.held_by(text))

    def narrowed(self, query: Query) -> Query:
        """Return the query with only the senses that were decided on."""
        if not self.senses:
            return query
        decided = {term: (tuple(terms(one.expansion)),) for term, one in self.senses}
        return replace(query, senses={**query.senses, **decided})


def read(
    question: str, earlier: str, query: Query, hits: Sequence[Hit], found: Sequence[Collision]
) -> Reading:
    """Read the colliding acronyms of a question.

    Args:
        question: as the person wrote it.
        earlier: what was asked before it in the same place, or empty.
        query: the question as it was searched.
        hits: what was found, best first.
        found: the colliding acronyms.
    """
    notes: list[str] = []
    decided: list[tuple[str, Sense]] = []
    for one in found:
        if one.is_spelt_out(question):
            continue
        sense = one.meant_by([question, earlier]) or _told(one, query, hits) or _only_ours(one)
        if sense is None:
            return _asking(one, question, notes, decided)
        notes.append(_note(one, sense))
        decided.append((one.term, sense))
    return Reading(notes=tuple(notes), senses=tuple(decided))


def _told(one: Collision, query: Query, hits: Sequence[Hit]) -> Sense | None:
    """Return the one sense that the best passages speak of, together with all else that is asked.

    Without anything else in the question they would tell what is held, not what is meant.
    """
    others = [term for term in content_terms(query.asked) if term != one.term]
    told: set[Sense] = set()
    for hit in hits[:_LOOKED_AT] if others else ():
        text = hit.stored.searched_text
        present = frozenset(terms(text))
        spoken = sum(query.holds(term, present) for term in others)
        if spoken >= max(1, _SAID * len(others)):
            told.update(one.held_by(hit.stored.document.title) or one.held_by(text))
    return told.pop() if len(told) == 1 else None


def _only_ours(one: Collision) -> Sense | None:
    """Return the sense that the glossary has a row for, when it has but one."""
    ours = [each for each in one.senses if each.is_ours]
    return ours[0] if len(ours) == 1 else None


def _note(one: Collision, sense: Sense) -> str:
    others = [each.expansion for each in one.senses if each is not sense]
    return f"Here, {one.acronym} is read as {sense.expansion}; it can also mean {_or(others)}."


def _asking(
    one: Collision, question: str, notes: list[str], decided: list[tuple[str, Sense]]
) -> Reading:
    choices = tuple(
        Choice(label=_capital(each.expansion), question=one.in_full(question, each))
        for each in one.senses
    )
    asks = f"{one.acronym} can mean {_or([each.expansion for each in one.senses])}. Which is meant?"
    return Reading(tuple(notes), choices, asks, one, tuple(decided))


def _or(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _capital(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
