"""Remarks that say the same; they are linked to the first of them and never deleted.

Meaning is not looked at on purpose: "share it" and "do not share it" mean nearly the same to an
embedding model. Equal are those of which nothing but spelling, or one word in many, differs.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

from knowledge.models.remarks import Remark
from knowledge.text.polarity import turned
from knowledge.text.terms import words

LEAST_SHARED: Final = 0.9
"""Jaccard similarity of the words from which two texts may say the same."""

_ROUNDING: Final = 1e-9
_SPACES: Final = re.compile(r"\s+")
_STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")
_SHORT_NOT: Final = re.compile(r"\b(?:(ca)n't|(wo)n't|(\w+)n't)\b|\bcannot\b")
_NUMBER: Final = re.compile(r"(?:[-+−]\s?)?[£$€]?\d[\d.,:/]*\d?\s?%?")
_DENIALS: Final = frozenset(
    """no not never none nobody nothing nowhere neither nor without hardly barely scarcely rarely
    seldom unable unlikely against few little""".split()  # noqa: SIM905 - as in a text
)


class _Features(NamedTuple):
    plain: str
    words: tuple[str, ...]
    held: frozenset[str]
    denials: tuple[str, ...]
    numbers: tuple[str, ...]
    symbols: str
    asks: bool


def links(remarks: Iterable[Remark]) -> dict[str, str]:
    """Return id → id of the earlier remark that says the same.

    Only remarks that count are compared, and only under the same prompt. Links lead to the first
    of those that say the same, never to one that is linked itself, and do not depend on the
    order in which the remarks are given.
    """
    counted = (one for one in remarks if one.counts)
    held = sorted(counted, key=lambda one: (one.said_at, one.ts, one.id))
    firsts: dict[tuple[int, str], list[int]] = {}
    found: dict[str, str] = {}
    for position, one in enumerate(held):
        keys = [(one.prompt, key) for key in _keys(_features(one.text))]
        earlier = sorted({first for key in keys for first in firsts.get(key, ())})
        same = next((n for n in earlier if says_the_same(one.text, held[n].text)), None)
        if same is not None:
            found[one.id] = held[same].id
            continue
        for key in keys:
            firsts.setdefault(key, []).append(position)
    return found


def says_the_same(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing that could matter.

    Their plain forms are equal, or they share nine words in ten, have what they share in the
    same order, deny as much, have the same numbers and emoji, and both ask or neither does; and
    no word of one is the opposite of a word of the other.
    """
    first, second = _features(one), _features(other)
    if first.plain == second.plain:
        return True
    if not _shares_enough(first.held, second.held) or _marks(first) != _marks(second):
        return False
    if _shared(first, second) != _shared(second, first):
        return False
    return not turned(one, other) and not turned(other, one)


def _keys(one: _Features) -> Iterator[str]:
    """Yield keys of which two texts that say the same have one in common.

    Of two sets that share enough, not all shared words are among the last ones in any order (the
    prefix filter of set joins; Chaudhuri et al. 2006). Long words come first, as they are rarer.
    """
    yield f" {one.plain}"
    ordered = sorted(one.held, key=lambda word: (-len(word), word))
    yield from ordered[: len(ordered) - ceil(LEAST_SHARED * len(ordered) - _ROUNDING) + 1]


def _shares_enough(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= LEAST_SHARED * len(one | other) - _ROUNDING


def _marks(one: _Features) -> tuple[object, ...]:
    return one.denials, one.numbers, one.symbols, one.asks


def _shared(one: _Features, other: _Features) -> list[str]:
    return [word for word in one.words if word in other.held]


@lru_cache(maxsize=4096)
def _features(text: str) -> _Features:
    folded = unicodedata.normalize("NFKC", text).translate(_STRAIGHT).casefold()
    spelt_out = _SHORT_NOT.sub(_long_not, folded)
    said = tuple(words(spelt_out))
    return _Features(
        plain=_plain(spelt_out),
        words=said,
        held=frozenset(said),
        denials=tuple(word for word in said if word in _DENIALS),
        numbers=tuple(_SPACES.sub("", found) for found in _NUMBER.findall(spelt_out)),
        symbols="".join(filter(_is_symbol, folded)),
        asks="?" in folded,
    )


def _long_not(found: re.Match[str]) -> str:
    stem = next((part for part in found.groups() if part), "can")
    return {"ca": "can", "wo": "will"}.get(stem, stem) + " not"


def _plain(folded: str) -> str:
    """Take out what is spelling alone; signs, symbols and question marks may matter."""
    marks = (char if _matters(char) else " " for char in folded)
    return _SPACES.sub(" ", "".join(marks)).strip()


def _matters(char: str) -> bool:
    return char.isalnum() or char in "?%+-−" or _is_symbol(char)


def _is_symbol(char: str) -> bool:
    """Tell whether it is an emoji, a currency or the like."""
    return unicodedata.category(char)[0] == "S"
