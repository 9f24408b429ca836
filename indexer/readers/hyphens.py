"""Words that were divided at the end of a line, put together again."""

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_DIVIDED = re.compile(r"([^\W\d_]+)[-‐]\Z")
_REST = re.compile(r"[^\W\d_]+")
# Parts of compounds that are hardly ever a syllable of another word.
_FIRST_PARTS = {"self", "non", "cross", "well", "evidence", "decision", "peer", "three", "third"}
_LAST_PARTS = {"based", "driven", "related", "oriented", "specific", "making", "solving", "sharing"}
_LAST_PARTS |= {"led", "term", "wide", "level", "centred", "centered"}


class Hyphens:
    """Knows a document's words, and so whether a hyphen at a line's end belongs to one."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Count the words of a document's lines."""
        self._words = Counter(
            word for line in lines for word in _WORD.findall(line.casefold().replace("‐", "-"))
        )

    def joined(self, before: str, after: str) -> str:
        """Join two lines: with a space, or as the halves of a word."""
        divided = _DIVIDED.search(before)
        rest = _REST.match(after)
        if not divided:
            return f"{before} {after}"
        if not rest or not after[0].islower() or self._keeps(divided.group(1), rest.group()):
            return before + after
        return before[:-1] + after

    def _keeps(self, first: str, last: str) -> bool:
        first, last = first.casefold(), last.casefold()
        with_hyphen, without = self._words[f"{first}-{last}"], self._words[first + last]
        if with_hyphen != without:
            return with_hyphen > without
        return (first in _FIRST_PARTS and last != "ing") or last in _LAST_PARTS
