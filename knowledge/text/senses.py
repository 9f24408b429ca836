"""Acronyms that stand for more than one thing, and which of them a question means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.models.community import GlossaryEntry
from knowledge.text.terms import terms

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9&\-]*")
_REMARK = re.compile(r"\s*\(.*?\)")
_VOWELS = frozenset("aeiou")
_ROOT = 5  # letters that words of one family share
_FOLDED = 3  # letters from which an acronym is known in lower case too


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that an acronym stands for.

    Attributes:
        expansion: spelt out.
        names: terms of the expansion.
        hints: terms of other names for it.
        is_ours: whether the glossary has a row for it, rather than a remark beside another.
    """

    expansion: str
    names: frozenset[str]
    hints: frozenset[str] = frozenset()
    is_ours: bool = False

    def pull(self, said: frozenset[str]) -> int:
        """Return how much other words point to this sense; its own name counts twice."""
        return 2 * _shared(said, self.names) + _shared(said, self.hints)


@dataclass(frozen=True, slots=True)
class Collision:
    """An acronym in a question that has several senses.

    Attributes:
        acronym: as the glossary writes it.
        written: as the question writes it.
        term: the term that stands for it in a query.
    """

    acronym: str
    written: str
    term: str
    senses: tuple[Sense, ...]

    def meant_by(self, texts: Iterable[str]) -> Sense | None:
        """Return the one sense that other words point to, or None.

        Args:
            texts: the question, and what was asked before it.
        """
        said = frozenset(term for text in texts for term in terms(text)) - {self.term}
        pointed = [(one.pull(said), one) for one in self.senses]
        most = max(count for count, _ in pointed)
        best = [one for count, one in pointed if count == most]
        return best[0] if most and len(best) == 1 else None

    def is_spelt_out(self, text: str) -> bool:
        """Tell whether a text says itself what the acronym stands for."""
        said = frozenset(terms(text))
        return any(one.names <= said for one in self.senses)

    def held_by(self, text: str) -> tuple[Sense, ...]:
        """Return the senses that a text spells out."""
        said = frozenset(terms(text))
        return tuple(one for one in self.senses if one.names <= said)

    def in_full(self, question: str, sense: Sense) -> str:
        """Return the question with one sense spelt out."""
        article = "an " if sense.expansion[:1].lower() in _VOWELS else "a "
        pattern = rf"(?P<article>\ban? )?(?<!\w){re.escape(self.written)}(?!\w)"
        return re.sub(
            pattern,
            lambda found: (
                f"{article if found['article'] else ''}{sense.expansion} ({self.acronym})"
            ),
            question,
            count=1,
        )


class Collisions:
    """Finds colliding acronyms in questions."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        rows: dict[str, list[GlossaryEntry]] = defaultdict(list)
        for entry in entries:
            rows[entry.acronym].append(entry)
        self._known = {
            name: senses for name, own in rows.items() if len(senses := _senses(name, own)) > 1
        }
        self._folded = {
            name.lower(): name
            for name in self._known
            if len(rows[name]) > 1 and len(name) >= _FOLDED
        }

    def of(self, question: str) -> tuple[Collision, ...]:
        """Return the colliding acronyms of a question, in order, each once."""
        found: dict[str, Collision] = {}
        for match in _TOKEN.finditer(question):
            written = match.group()
            name = self._name(written)
            if name:
                term = next(iter(terms(written)), written.lower())
                found.setdefault(name, Collision(name, written, term, self._known[name]))
        return tuple(found.values())

    def _name(self, written: str) -> str:
        for form in (written, written.removesuffix("s")):
            if form in self._known:
                return form
            if form.lower() in self._folded:
                return self._folded[form.lower()]
        return ""


def _shared(said: Iterable[str], names: Iterable[str]) -> int:
    """Count the names that are said, if only by their root: `scienc` and `scientif`."""
    roots = {one[:_ROOT] for one in said}
    return sum(one[:_ROOT] in roots for one in names)


def _senses(acronym: str, rows: Sequence[GlossaryEntry]) -> tuple[Sense, ...]:
    senses = {
        one.expansion.casefold(): Sense(
            _REMARK.sub("", one.expansion),
            frozenset(terms(_REMARK.sub("", one.expansion))),
            _hints(acronym, one),
            is_ours=True,
        )
        for one in rows
    }
    for other in (each for one in rows for each in _noted(acronym, one.ambiguous_note)):
        senses.setdefault(other.casefold(), Sense(other, frozenset(terms(other))))
    return tuple(senses.values())


def _hints(acronym: str, entry: GlossaryEntry) -> frozenset[str]:
    told = " ".join([*entry.variants, entry.kind])
    return frozenset(terms(told)) - frozenset(terms(acronym))


def _noted(acronym: str, note: str) -> Iterable[str]:
    """Yield what a note such as `DA = data analyst; DA = district attorney` names."""
    for part in note.split(";"):
        name, equals, sense = part.partition("=")
        if equals and name.strip().casefold() == acronym.casefold():
            yield _REMARK.sub("", sense).strip()
