"""Words that set themes apart from each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from knowledge.text.terms import terms, words

MOST: Final = 5
_SHORT_NOT: Final = re.compile(r"\w+n['’]t\b", re.IGNORECASE)  # “shouldn't” names no subject


@dataclass(frozen=True, slots=True)
class Said:
    """A text and who said it."""

    text: str
    person: str


def keywords(
    groups: Sequence[Sequence[Said]], prompt: str = "", most: int = MOST
) -> tuple[tuple[str, ...], ...]:
    """Return the words of each group that set it apart, best first.

    Class-based TF-IDF (Grootendorst 2022) over people: a word counts once for each person who
    uses it, so that nobody makes it a keyword by repeating it. Words that only one person uses
    are none, unless the group is one person's.

    Args:
        groups: themes; what is in none may be a group too, to compare with.
        prompt: the question; its words are keywords of nothing.
        most: how many a group.
    """
    asked = set(_terms(prompt))
    used = [_people_using(group, asked) for group in groups]
    sums = [sum(one.values()) for one in used]
    mean = sum(sums) / max(len(sums), 1)
    everywhere = Counter[str]()
    for one in used:
        everywhere.update(one)
    return tuple(
        _best(group, one, {term: log(1 + mean / everywhere[term]) for term in one}, most)
        for group, one in zip(groups, used, strict=True)
    )


def _people_using(group: Iterable[Said], asked: set[str]) -> Counter[str]:
    people: dict[str, set[str]] = defaultdict(set)
    for one in group:
        for term in set(_terms(one.text)) - asked:
            if not term.isdigit() and len(term) > 1:
                people[term].add(one.person)
    return Counter({term: len(who) for term, who in people.items()})


def _terms(text: str) -> list[str]:
    return terms(_SHORT_NOT.sub(" ", text))


def _best(
    group: Sequence[Said], used: Counter[str], weight: dict[str, float], most: int
) -> tuple[str, ...]:
    least = 2 if len({one.person for one in group}) > 1 else 1
    shared = [term for term in used if used[term] >= least]
    shared.sort(key=lambda term: (-round(used[term] * weight[term], 9), term))
    return tuple(_as_said(term, group) for term in shared[:most])


def _as_said(term: str, group: Iterable[Said]) -> str:
    """Return the form in which a term is said most often."""
    forms = Counter(word for one in group for word in words(one.text) if term in terms(word))
    return min(forms, key=lambda form: (-forms[form], form), default=term)
