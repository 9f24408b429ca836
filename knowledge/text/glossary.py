"""Acronyms in a question, spelt out for a search."""

import re
from collections import defaultdict
from collections.abc import Iterable

from knowledge.models.community import GlossaryEntry
from knowledge.text.terms import terms

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9&\-]*")

_CAPITALS = re.compile(r"\b[A-Z](?:[A-Z0-9&-]*[A-Z0-9])s?\b")


class Glossary:
    """Look-up from acronyms to what they stand for.

    An acronym of three letters or more is also known in lower case (`ari`) unless that is a word
    that a passage may hold for its own sake; shorter ones count only as they are written.
    """

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._folded: dict[str, list[str]] = defaultdict(list)
        self._entries: dict[str, list[GlossaryEntry]] = defaultdict(list)
        for entry in entries:
            self._entries[entry.acronym].append(entry)
            for name in (entry.acronym, f"{entry.acronym}s"):
                self._exact[name].append(entry.expansion)
                if len(entry.acronym) > 2 and entry.acronym.isupper():  # noqa: PLR2004
                    self._folded[name.lower()].append(entry.expansion)

    def senses(self, letters: str) -> tuple[GlossaryEntry, ...]:
        """Return what letters stand for, in any case and in the plural; empty when unknown."""
        for name in (letters, letters.removesuffix("s"), *self._unfolded(letters)):
            if name in self._entries:
                return tuple(self._entries[name])
        return ()

    def _unfolded(self, letters: str) -> tuple[str, ...]:
        names = (letters.upper(), letters.lower().removesuffix("s").upper())
        return tuple(name for name in names if letters.lower() in self._folded)

    def expansions(self, question: str) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Find the acronyms of a question.

        Returns:
            The acronym's own stemmed term → the stemmed terms of each of its senses.
        """
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for match in _TOKEN.finditer(question):
            word = match.group()
            senses = self._exact.get(word) or self._folded.get(word.lower())
            own = terms(word)
            if senses and own:
                found[own[0]] = tuple(tuple(terms(sense)) for sense in senses)
        return found

    def spelt_out(self, question: str) -> str:
        """Write what an acronym stands for behind it, where that is one thing alone."""
        return _TOKEN.sub(self._with_meaning, question)

    def _with_meaning(self, match: re.Match[str]) -> str:
        word = match.group()
        senses = self._exact.get(word) or self._folded.get(word.lower()) or ()
        return f"{word} ({senses[0]})" if len(senses) == 1 else word


def letters_in(text: str) -> list[str]:
    """Return the words of a text that are written in capitals, in order: `ARI`, `P-ACEs`."""
    return _CAPITALS.findall(text)
