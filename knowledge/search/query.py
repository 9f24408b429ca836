"""A question as the search understands it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.text.glossary import Glossary
from knowledge.text.terms import stems, terms, words

_ACRONYM = re.compile(r"\b[A-Z][A-Z&-]*[A-Z]s?\b")

EXPANSION_WEIGHT = 0.5  # an expansion's words say less than the words that were asked


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        text: what is embedded; behind an acronym with one sense alone stands what it means.
        weights: term → weight in the lexical signal; expansions included.
        asked: the terms that the person wrote, for coverage.
        senses: term → its expansions' terms; one of them present counts as the term itself.
        acronyms: terms of the words that were written in capitals.
        written: asked term → the word that was written, in lower case.
        said: what people wrote, nothing added: the questions before it that it leans on, and it.
    """

    text: str
    weights: Mapping[str, float]
    asked: tuple[str, ...]
    senses: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    acronyms: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    said: str = ""

    def holds(self, term: str, present: frozenset[str]) -> bool:
        """Tell whether a text with these terms speaks of the asked term."""
        if term in present:
            return True
        return any(present.issuperset(sense) for sense in self.senses.get(term, ()) if sense)


def understand(question: str, glossary: Glossary, earlier: str = "") -> Query:
    """Build the query of a question; a question of stop words alone keeps them as terms.

    Args:
        earlier: what was asked before in the same thread, when the question leans on it.
    """
    asked = tuple(dict.fromkeys(terms(question) or stems(words(question))))
    senses = glossary.expansions(question)
    weights = dict.fromkeys(asked, 1.0)
    for sense in (one for each in senses.values() for one in each):
        for term in sense:
            weights.setdefault(term, EXPANSION_WEIGHT)
    meant = glossary.spelt_out(question)
    # Said twice: what is asked now weighs more than what was asked before.
    text = f"{earlier} {meant} {meant}" if earlier else meant
    for term in terms(earlier):
        weights.setdefault(term, EXPANSION_WEIGHT)
    plain = words(question)
    written = {term: word for term, word in zip(stems(plain), plain, strict=True) if term in asked}
    said = f"{earlier} {question}" if earlier else question
    return Query(text, weights, asked, senses, _acronyms(question), written, said)


def _acronyms(question: str) -> tuple[str, ...]:
    # A question that is shouted throughout says nothing by its capitals.
    if question.isupper():
        return ()
    return tuple(term for word in _ACRONYM.findall(question) for term in terms(word)[:1])
