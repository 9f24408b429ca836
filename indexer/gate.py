"""What may enter the index: everything read passes here before any of it is stored."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.readers.raw import decode, load
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document
from knowledge.models.sensitivity import MarkingAction, SensitivityRules, Verdict
from knowledge.models.work import Held, Refusal
from knowledge.text.sensitivity import assess_document, content_hash

Approved = Callable[[str, str], bool]
"""Tells, of a document's id and content hash, whether a curator accepted exactly this version."""

_BLOCKED = "It is marked {label}, which must not be here. Delete the file."
_HELD = "It is marked {label} and waits for a curator."
_IDENTIFIED = "It holds a {label} and waits for a curator. Take it out, or have the file accepted."
WRITTEN_AS_READ = frozenset({".md", ".txt"})
"""Formats of one document a file, whose lines the reader joins to paragraphs."""


def nobody_approved(_document_id: str, _content_hash: str) -> bool:
    """Let no held document through."""
    return False


@dataclass(slots=True)
class Gate:
    """Lets documents in, and notes what was kept out.

    Attributes:
        approved: asked about documents that would be held.
        barred: ids of documents that were kept out.
    """

    rules: SensitivityRules
    approved: Approved = nobody_approved
    refused: list[Refusal] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    barred: set[str] = field(default_factory=set)

    def admit(self, documents: Iterable[Document], file: Path | None = None) -> Iterator[Document]:
        """Yield the documents as they may be stored.

        Args:
            file: where they were read from, when its text says more than they do.
        """
        raw = _raw_text(file) if file else ""
        for document in documents:
            digest = content_hash(document)
            accepted = self.approved(document.info.id, digest)
            kept, verdict = assess_document(document, self.rules, raw=raw, approved=accepted)
            if kept is not None:
                yield kept
            else:
                self._note(document, verdict, digest)

    def _note(self, document: Document, verdict: Verdict, digest: str) -> None:
        name, label = document.info.listed_as, verdict.label
        self.barred.add(document.info.id)
        if verdict.action is MarkingAction.BLOCK:
            self.refused.append(Refusal(name=name, reason=_BLOCKED.format(label=label)))
            return
        known = {marking.label for marking in self.rules.markings}
        reason = (_HELD if label in known else _IDENTIFIED).format(label=label)
        self.held.append(
            Held(
                name=name,
                reason=reason,
                document_id=document.info.id,
                content_hash=digest,
                label=label,
            )
        )


def _raw_text(file: Path) -> str:
    if file.suffix.lower() not in WRITTEN_AS_READ:
        return ""
    try:
        return decode(load(file))
    except RefusedFile:
        return ""  # the reader has refused it, or will at the next build
