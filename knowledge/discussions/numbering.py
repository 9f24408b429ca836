"""The answer numbers that messages, or lines of them, begin with: `A2`, `A1:`, `a 1`, `1A)`."""

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

_LEAD: Final = r"[\s*_~>\"'“‘(\[•·–-]*"
# "a 5-minute walk", "a 1 in 4 chance": an article and a number that counts something.
_COUNTED: Final = (
    r"(?![-–\s]*(?:(?:in|to|or|of|out of)\s\d|(?:per|week|day|hour|minute|min|second|month|year"
    r"|point|stage|step|star|way|hr|pm|am|th|st|nd|rd|cent)s?\b))(?!\s?[%£$€])"
)
_LETTER: Final = r"a(?:ns(?:wer)?)?[.#]?"
_LETTER_FIRST: Final = (
    rf"{_LETTER}(?:(?P<n>\d{{1,2}})|\s(?P<spaced>\d{{1,2}}){_COUNTED})\b(?![.,]\d)"
)
_NUMBER_FIRST: Final = r"(?P<before>\d{1,2})(?:(?-i:A)\b|a(?=\s?[).:–-]))"
_HEAD: Final = re.compile(rf"{_LEAD}(?:{_LETTER_FIRST}|{_NUMBER_FIRST})", re.IGNORECASE)
_MORE: Final = re.compile(
    r"\s*(?:/|&|\+|,|\band\b)\s*(?:a\s?(?P<n>\d{1,2})|(?P<before>\d{1,2})(?-i:A))\b(?![.,]\d)"
    r"|/(?P<bare>\d{1,2})\b(?![.,/]?\d)",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(r"[\s*_~)\].:,;\"'”’–—-]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of a message that stand under the same numbers.

    Attributes:
        numbers: with which it begins, each once.
        text: as it was written.
        bare: without the numbers.
    """

    numbers: tuple[int, ...]
    text: str
    bare: str


def pieces(text: str, known: Container[int]) -> list[Piece]:
    """Cut a text at lines that begin with answer numbers.

    Args:
        text: of a whole message.
        known: numbers that exist; another one is no answer number, as in `A40`.

    Returns:
        None that says nothing; none at all unless the first line begins with a number.
    """
    cut: list[list[str]] = []
    for line in text.splitlines():
        if head(line, known)[0]:
            cut.append([line])
        elif cut:
            cut[-1].append(line)
        elif line.strip():
            return []
    wholes = ("\n".join(lines).strip() for lines in cut)
    found = (Piece(head(whole, known)[0], whole, head(whole, known)[1]) for whole in wholes)
    return [piece for piece in found if piece.bare]


def head(text: str, known: Container[int]) -> tuple[tuple[int, ...], str]:
    """Return the numbers that a text begins with, and what follows them."""
    found = _HEAD.match(text)
    if found is None or _number(found) not in known:
        return (), text
    numbers, end = [_number(found)], found.end()
    while (more := _MORE.match(text, end)) and _number(more) in known:
        numbers.append(_number(more))
        end = more.end()
    after = _AFTER.match(text, end)
    rest = text[after.end() if after else end :]
    return tuple(dict.fromkeys(numbers)), rest.strip()


def _number(found: re.Match[str]) -> int:
    return int(next(digits for digits in found.groups() if digits))
