"""Proper names and acronyms of a text, told by their capitals."""

import re
from collections.abc import Collection, Iterator

from knowledge.text.figures import is_numeral
from knowledge.text.terms import STOP_WORDS, stems

_TOKEN = re.compile(r"[^\W_]+(?:[&'’.][^\W_]+)*")
_ENDING = re.compile(r"['’]s$")
_HEAD = re.compile(r"(?:^|[.!?]\s+)[\"'“‘(\[]*$")


def names(text: str, ordinary: Collection[str] = frozenset()) -> frozenset[str]:
    """Return the names in a text, in lower case, each word of a name by itself.

    The first word of a sentence has its capital in any case: it counts as a name unless it is a
    function word or one of `ordinary`, the stems of words that are known to name nobody.
    """
    return frozenset(_names(text, ordinary))


def _names(text: str, ordinary: Collection[str]) -> Iterator[str]:
    for found in _TOKEN.finditer(text):
        word = _ENDING.sub("", found.group())
        if not _has_capital(word) or word == "I" or is_numeral(word.lower()):
            continue
        folded = plain_name(word)
        is_plain = word[1:].islower() or len(word) == 1
        if is_plain and (folded in STOP_WORDS or _is_ordinary_head(text, found, ordinary)):
            continue
        yield folded


def _is_ordinary_head(text: str, found: re.Match[str], ordinary: Collection[str]) -> bool:
    stem = stems([found.group().lower()])[0]
    return stem in ordinary and bool(_HEAD.search(text[: found.start()]))


def named_words(text: str) -> frozenset[str]:
    """Return every word of a text in the form in which `names` returns one."""
    return frozenset(plain_name(_ENDING.sub("", word)) for word in _TOKEN.findall(text))


def plain_name(word: str) -> str:
    """Return a name in lower case, without dots and without the plural of an acronym."""
    bare = word.replace(".", "")
    if bare.endswith("s") and bare[:-1].isupper() and len(bare) > 2:  # noqa: PLR2004 - `ARIs`
        bare = bare[:-1]
    return bare.casefold()


def _has_capital(word: str) -> bool:
    return any(char.isupper() for char in word)
