"""The sensitivity gate: label and action for a text, before any of it is stored."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePath

from knowledge.models.documents import Document, Section
from knowledge.models.sensitivity import (
    UNMARKED,
    Finding,
    Identifier,
    IdentifierAction,
    MarkingAction,
    SensitivityRules,
    Verdict,
)
from knowledge.text.identifiers import Found, IdentifierFinder, redacted, redacted_section
from knowledge.text.marked_names import MarkedNames
from knowledge.text.markings import Hit, MarkingFinder

_GUESSED_HEADINGS = frozenset({".txt", ".pdf", ".csv"})
"""Formats without headings of their own: there a lone line in capitals is taken for one."""

_PAGES = ("page", "slide", "sheet")


class SensitivityGate:
    """Judges texts by one community's rules."""

    def __init__(self, rules: SensitivityRules) -> None:
        self._markings = MarkingFinder(rules)
        self._names = MarkedNames(rules)
        self._identifiers = IdentifierFinder(rules)
        self._order = {one.label: place for place, one in enumerate(rules.markings)}

    def assess(self, text: str, *, filename: str = "") -> Verdict:
        """Judge a text and the name of the file that it comes from."""
        hits = [*self._markings.in_text(text), *self._named(filename)]
        found = self._identifiers.find(text)
        verdict = self._verdict(hits, found)
        kept = "" if verdict.action is MarkingAction.BLOCK else redacted(text, found)
        return verdict.model_copy(update={"text": kept})

    def assess_document(
        self, document: Document, *, raw: str = "", approved: bool = False
    ) -> tuple[Document | None, Verdict]:
        """Judge a document with its title, headings, page edges and the name of its file.

        Args:
            raw: the file's text as it was written, where lines are not yet joined; or empty.
            approved: whether a curator has let exactly this version through a hold.

        Returns:
            The document as it may be stored, or None when it is held or blocked.
        """
        hits = [*self._hits(document), *self._markings.in_text(raw)]
        found = [one for text in _texts(document) for one in self._identifiers.find(text)]
        verdict = self._verdict(hits, found)
        held = verdict.action is MarkingAction.HOLD and not approved
        if held or verdict.action is MarkingAction.BLOCK:
            return None, verdict
        kept = self._redacted(document) if found else document
        chatham = any(hit.action is MarkingAction.UNATTRIBUTED for hit in hits)
        return (_unattributed(kept) if chatham else kept), verdict

    def _hits(self, document: Document) -> Iterator[Hit]:
        info, marks = document.info, self._markings
        guessed = PurePath(info.name).suffix.lower() in _GUESSED_HEADINGS
        yield from marks.in_field(info.marking)
        yield from self._named(info.name)
        yield from marks.in_text(info.title) if guessed else marks.in_heading(info.title)
        for heading in dict.fromkeys(one for part in document.sections for one in part.heading):
            yield from marks.in_text(heading) if guessed else marks.in_heading(heading)
        for text in (*document.edges, *(info.trial.texts() if info.trial else ())):
            yield from marks.in_text(text)
        yield from marks.in_text(_paged(document))

    def _named(self, filename: str) -> list[Hit]:
        return [Hit(one, one.action) for one in self._names.of(filename)] if filename else []

    def _verdict(self, hits: list[Hit], found: list[Found]) -> Verdict:
        kinds = [one.identifier for one in found]
        findings = [Finding(kind=hit.marking.label, span=hit.span) for hit in hits]
        findings += [Finding(kind=one.identifier.key, span=one.span) for one in found]
        label, action = self._decided(hits, kinds)
        return Verdict(
            label=label,
            action=action,
            findings=tuple(sorted(findings, key=lambda one: one.span)),
            operational=any(kind.operational for kind in kinds),
        )

    def _decided(self, hits: list[Hit], kinds: list[Identifier]) -> tuple[str, MarkingAction]:
        worst = min(hits, key=self._weight, default=None)
        if worst and worst.action in {MarkingAction.BLOCK, MarkingAction.HOLD}:
            return worst.marking.label, worst.action
        held = next((kind for kind in kinds if kind.action is IdentifierAction.HOLD), None)
        if held:
            return held.name, MarkingAction.HOLD
        return (worst.marking.label, worst.action) if worst else (UNMARKED, MarkingAction.ALLOW)

    def _weight(self, hit: Hit) -> tuple[int, int, int]:
        return hit.severity, hit.rank, self._order[hit.marking.label]

    def _redacted(self, document: Document) -> Document:
        def clean(text: str) -> str:
            return redacted(text, self._identifiers.find(text))

        sections = [
            redacted_section(
                part.model_copy(update={"heading": tuple(clean(one) for one in part.heading)}),
                self._identifiers.find(part.text),
            )
            for part in document.sections
        ]
        trial = document.info.trial and document.info.trial.rewritten(clean)
        facts = {"title": clean(document.info.title), "trial": trial}
        info = document.info.model_copy(update=facts)
        edges = tuple(clean(one) for one in document.edges)
        return document.model_copy(
            update={"info": info, "sections": tuple(sections), "edges": edges}
        )


@lru_cache(maxsize=4)
def gate_of(rules: SensitivityRules) -> SensitivityGate:
    """Return the gate for these rules, the same one each time."""
    return SensitivityGate(rules)


def assess(text: str, rules: SensitivityRules, *, filename: str = "") -> Verdict:
    """Judge a text and the name of the file that it comes from."""
    return gate_of(rules).assess(text, filename=filename)


def assess_document(
    document: Document, rules: SensitivityRules, *, raw: str = "", approved: bool = False
) -> tuple[Document | None, Verdict]:
    """Judge a document; see `SensitivityGate.assess_document`."""
    return gate_of(rules).assess_document(document, raw=raw, approved=approved)


def content_hash(document: Document) -> str:
    """Digest what a curator decides on: a document's words, and nothing else about it."""
    digest = hashlib.sha256()
    for text in (document.info.name, document.info.marking, *_texts(document)):
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _texts(document: Document) -> Iterator[str]:
    yield document.info.title
    if document.info.trial:
        yield from document.info.trial.texts()
    for part in document.sections:
        yield from part.heading
        yield part.text
    yield from document.edges


def _paged(document: Document) -> str:
    """Return the document's text with a form feed where a page begins."""
    return "\n".join(_paged_section(part) for part in document.sections)


def _paged_section(section: Section) -> str:
    starts = [one.start for one in section.locators if one.label.lower().startswith(_PAGES)]
    cuts = [0, *starts, len(section.text)]
    return "\f".join(section.text[start:end] for start, end in pairwise(cuts) if end > start)


def _unattributed(document: Document) -> Document:
    trial = document.info.trial and document.info.trial.of_nobody()
    nobody = {"credit": "", "members": (), "named": (), "owner": "", "trial": trial}
    return document.model_copy(update={"info": document.info.model_copy(update=nobody)})
