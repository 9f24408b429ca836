"""Acronyms in a question, spelt out for the lexical side of a search."""

import re
from collections import defaultdict
from collections.abc import Iterable

from knowledge.models.community import GlossaryEntry
from knowledge.text.terms import terms

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9&\-]*")


class Glossary:
    """Look-up from acronyms to what they stand for.

    An acronym of three letters or more is also known in lower case (`ari`) unless that is a word
    that a passage may hold for its own sake; shorter ones count only as they are written.
    """

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._folded: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            for name in (entry.acronym, f"{entry.acronym}s"):
                self._exact[name].append(entry.expansion)
                if len(entry.acronym) > 2 and entry.acronym.isupper():  # noqa: PLR2004
                    self._folded[name.lower()].append(entry.expansion)

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
