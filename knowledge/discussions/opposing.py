"""Statements that say opposite things of the same: they are held apart, with how many said each.

Vectors cannot tell them: “share the data” and “do not share the data” lie next to each other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from knowledge.discussions.sides import Sides
from knowledge.text.opposites import OPPOSITES
from knowledge.text.polarity import PREFIXES, SHORTEST_ROOT, Denial, denials
from knowledge.text.terms import stems, terms, words

SAME_SUBJECT: Final = 0.7
"""Share of common subject words (Jaccard) from which two clauses are about the same."""

_FEWEST_SHARED: Final = 2
_CONDITION: Final = re.compile(r"\b(?:if|unless)\b[^,;:.!?\n]*", re.IGNORECASE)
_SHORT: Final = re.compile(r"\b(\w+)n['’]t\b", re.IGNORECASE)
_LONG: Final = {"ca": "can", "wo": "will", "sha": "shall"}
_NO_DENIAL: Final = re.compile(
    r"\bnothing (?:but|less than)\b|\bno (?:difference|doubt|matter|wonder)\b|\bnot forget\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS: Final = re.compile(
    r"[,;:.!()–—\n]+|\b(?:because|since|as|when|while|where|who|which|so|but|although|though"
    r"|therefore|in order)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said.

    Attributes:
        id: unique among those that are compared.
        person: who said it.
    """

    id: str
    text: str
    person: str


@dataclass(frozen=True, slots=True)
class Views:
    """Statements of which some say the opposite of the others.

    Attributes:
        one, other: ids of the statements of either side, the side with more people first, and in
            each side what is most plainly opposed first.
        people_for_one, people_for_other: how many said so; whoever said both counts in both.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    people_for_one: int
    people_for_other: int


@dataclass(frozen=True, slots=True)
class _Clause:
    stems: frozenset[str]
    subject: frozenset[str]
    denials: tuple[Denial, ...]


def opposed(one: str, other: str) -> bool:
    """Tell whether two statements are about the same and say the opposite of it.

    They do when one of them denies what the other does not, or when a word of one is the
    opposite of a word of the other, but not when both is so: “not safe” and “dangerous” agree.
    """
    return _opposition(_read(one), _read(other)) > 0


def views(statements: Iterable[Statement]) -> tuple[Views, ...]:
    """Return where views differ, those of most people first.

    The order in which the statements are given decides nothing.

    Args:
        statements: under one prompt, or of one theme.
    """
    ordered = sorted(statements, key=lambda one: (one.text, one.id))
    read = [_read(one.text) for one in ordered]
    pairs = [
        (-near, first, second)
        for first in range(len(ordered))
        for second in range(first)
        if (near := _opposition(read[first], read[second])) > 0
    ]
    sides, strength = Sides(len(ordered)), [0.0] * len(ordered)
    for weight, first, second in sorted(pairs):
        sides.oppose(first, second)
        for row in (first, second):
            strength[row] = max(strength[row], -weight)
    found = []
    for both in sides.both():
        one, other = (sorted(side, key=lambda row: (-strength[row], row)) for side in both)
        found.append(_views(ordered, one, other))
    return tuple(sorted(found, key=lambda one: (-_people(one), one.one)))


def _people(found: Views) -> int:
    return found.people_for_one + found.people_for_other


def _views(ordered: Sequence[Statement], one: Sequence[int], other: Sequence[int]) -> Views:
    sides = []
    for rows in (one, other):
        said = [ordered[row] for row in rows]
        sides.append((len({part.person for part in said}), tuple(part.id for part in said)))
    sides.sort(key=lambda side: (-side[0], side[1]))
    (most, first), (fewer, second) = sides
    return Views(first, second, most, fewer)


def _opposition(one: Sequence[_Clause], other: Sequence[_Clause]) -> float:
    """Return how much two that are opposed share of their subject, or 0 when they are not.

    The clauses that are most about the same decide: reasons and conditions beside them may deny
    what they like.
    """
    pairs = [(_nearness(first, second), first, second) for first in one for second in other]
    nearest = max((near for near, _, _ in pairs), default=0.0)
    if not nearest:
        return 0
    decide = (_is_turned(first, second) for near, first, second in pairs if near == nearest)
    return nearest if all(decide) else 0


def _nearness(one: _Clause, other: _Clause) -> float:
    shared = len(one.subject & other.subject)
    near = shared / max(len(one.subject | other.subject), 1)
    is_same = near >= SAME_SUBJECT and (shared >= _FEWEST_SHARED or near == 1)
    return near if is_same else 0


def _is_turned(one: _Clause, other: _Clause) -> bool:
    against = _opposite_words(one.stems, other.stems)
    about = (one.subject & other.subject) | against
    denied = _denied(one, about, against) ^ _denied(other, about, against)
    return denied ^ bool(against)


def _denied(clause: _Clause, about: frozenset[str], against: frozenset[str]) -> bool:
    """Tell whether a statement denies what both are about: twice denied is not denied.

    A word such as `stop` that was already taken as the opposite of another is no denial besides.
    """
    odd = False
    for denial in clause.denials:
        is_word = bool(against & set(stems(words(denial.said))))
        scope = frozenset(map(_root_of, denial.scope)) | denial.scope
        odd ^= not is_word and (not scope or bool(scope & about))
    return odd


def _opposite_words(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the stems of one text whose opposite stands in the other, and those opposites."""
    mine, theirs = one - other, other - one
    found: set[str] = set()
    for side, against in OPPOSITES:
        for first, second in ((side, against), (against, side)):
            if mine & first and theirs & second and not (mine & second or theirs & first):
                found |= (mine & first) | (theirs & second)
    for plain, denied in ((mine, theirs), (theirs, mine)):
        for word in plain:
            if len(word) >= SHORTEST_ROOT:
                contrary = {f"{prefix}{word}" for prefix in PREFIXES} & denied
                found |= contrary | ({word} if contrary else set())
    return frozenset(found)


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[_Clause, ...]:
    """Read what a text states; a question states nothing, and a condition is no statement."""
    if text.rstrip().endswith("?"):
        return ()
    long = re.sub(r"\bcannot\b", "can not", _SHORT.sub(_spelt_out, text), flags=re.IGNORECASE)
    plain = _CONDITION.sub(",", _NO_DENIAL.sub(" ", long))
    return tuple(one for one in map(_clause, _CLAUSE_ENDS.split(plain)) if one.subject)


def _spelt_out(short: re.Match[str]) -> str:
    return f"{_LONG.get(short[1].lower(), short[1])} not"


def _clause(text: str) -> _Clause:
    found = tuple(denials(text))
    said = frozenset(stems(words(text)))
    denying = {stem for one in found for stem in stems(words(one.said))}
    subject = {_root_of(term) for term in terms(text) if term not in denying or term in _ROOTS}
    return _Clause(said, frozenset(subject), found)


def _root_of(term: str) -> str:
    """Return what stands for a term and for its opposites, so that both are the same subject."""
    if term in _ROOTS:
        return _ROOTS[term]
    for prefix in PREFIXES:
        if term.startswith(prefix) and len(term) - len(prefix) >= SHORTEST_ROOT:
            return term.removeprefix(prefix)
    return term


def _roots() -> dict[str, str]:
    groups: list[set[str]] = []
    for one, other in OPPOSITES:
        group = {*one, *other}
        for known in [known for known in groups if known & group]:
            groups.remove(known)
            group |= known
        groups.append(group)
    return {stem: min(group) for group in groups for stem in group}


_ROOTS: Final = _roots()
