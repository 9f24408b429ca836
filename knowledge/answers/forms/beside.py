"""What is said beside every answer: kinds that differ, no evaluation, what letters stand for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from knowledge.answers.asked import Asked
from knowledge.answers.forms.composed import Composed
from knowledge.models.answers import KINDS_DIFFER, Citation
from knowledge.models.community import GlossaryEntry
from knowledge.models.documents import EvidenceLabel, Kind
from knowledge.text.glossary import letters_in
from knowledge.text.question_forms import asks_for_effect
from knowledge.text.terms import terms

MOST_EXPANSIONS = 3
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")
_EVALUATED: Final = frozenset({EvidenceLabel.EVALUATED, EvidenceLabel.PEER_REVIEWED})


def notes_beside(asked: Asked, composed: Composed) -> Iterator[str]:
    """Yield plain sentences that keep an answer from being taken for more than it is."""
    if asks_for_effect(asked.question) and not any(map(_is_evidence, composed.citations)):
        yield asked.pack.notices.no_evaluation
    yield from _kinds(asked, composed.citations)
    yield from _first_uses(asked, composed)


def _is_evidence(citation: Citation) -> bool:
    return citation.kind == Kind.EVIDENCE or citation.evidence in _EVALUATED


def _kinds(asked: Asked, citations: Sequence[Citation]) -> Iterator[str]:
    """Say which source is of which kind, where they are not all of one."""
    names = {one.key: one.name for one in asked.pack.answer_kinds}
    numbers: dict[str, str] = {}
    for one in citations:
        name = names.get(Kind(one.kind), one.kind)
        numbers[name] = f"{numbers.get(name, '')}[{one.n}]"
    if len(numbers) > 1:
        told = ", ".join(f"{which} {name.lower()}" for name, which in numbers.items())
        yield f"{KINDS_DIFFER}{told}."


def _first_uses(asked: Asked, composed: Composed) -> Iterator[str]:
    """Spell out the letters that the sentences use and nobody has spelt out."""
    texts = [asked.question, *(one.text for one in composed.sentences), *composed.notes]
    met: dict[str, GlossaryEntry] = {}
    for sentence in composed.sentences:
        for letters in letters_in(sentence.text):
            senses = asked.glossary.senses(letters)
            if len(senses) == 1 and senses[0].status == "sourced":
                met.setdefault(senses[0].acronym, senses[0])
    unknown = [one for one in met.values() if not _is_spelt_out(one, texts)]
    if unknown:
        yield " ".join(f"{one.acronym}: {one.expansion}." for one in unknown[:MOST_EXPANSIONS])


def _is_spelt_out(entry: GlossaryEntry, texts: Iterable[str]) -> bool:
    words = set(terms(_IN_BRACKETS.sub("", entry.expansion)))
    return any(words.issubset(terms(text)) for text in texts)
