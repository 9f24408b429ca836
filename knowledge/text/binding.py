"""Which words a number belongs to, so that two numbers of a source do not change places."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.text.terms import STOP_WORDS, stems

_TOKEN = re.compile(r"(?P<sign>[£$€]?)(?P<digits>\d[\d,.]*\d|\d)(?P<share>%?)|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 3  # words on each side
_CLEARLY = 2  # words more in common with another number than with its own


class _Number(NamedTuple):
    """A number with what it counts: its sort, and the stems of the words around it."""

    value: str
    sort: str
    near: frozenset[str]


def swapped(said: str, source: str) -> bool:
    """Tell whether a number in a sentence stands among the words of another one in its source.

    Numbers are compared with their own sort alone: shares, sums of money, counts; not dates.
    """
    theirs = list(_numbers(source))
    for one in _numbers(said):
        own = [len(one.near & it.near) for it in theirs if it[:2] == one[:2]]
        others = [
            len(one.near & it.near)
            for it in theirs
            if it.sort == one.sort and it.value != one.value
        ]
        if own and others and max(others) >= max(own) + _CLEARLY:
            return True
    return False


def _numbers(text: str) -> Iterator[_Number]:
    tokens = [
        one
        for one in _TOKEN.finditer(text.replace(" per cent", "%").replace(" percent", "%"))
        if one.group().lower() not in STOP_WORDS
    ]
    for place, token in enumerate(tokens):
        if token["digits"] and not _YEAR.fullmatch(token.group()):
            around = [*tokens[max(0, place - _REACH) : place], *tokens[place + 1 :][:_REACH]]
            near = stems(one.group().lower() for one in around if not one["digits"])
            value = token["digits"].replace(",", "")
            yield _Number(value, token["sign"] + token["share"], frozenset(near))
