"""Say of a document what its file does not: that it is superseded, or how it is supported."""

import difflib

from knowledge.errors import CurationError
from knowledge.models.access import PEOPLE
from knowledge.models.documents import DocumentInfo, EvidenceLabel
from knowledge.ports import Audit, DocumentStore, Marks

_LISTED = 10  # documents that are named in an error


class Curation:
    """Curators' marks: in force from the next answer on, kept when the files are indexed again.

    Every method takes a document's id, name or title; `actor` is the member id of whoever does
    it, empty for the terminal.
    """

    def __init__(self, documents: DocumentStore, marks: Marks, audit: Audit) -> None:
        self._documents = documents
        self._marks = marks
        self._audit = audit

    def find(self, words: str) -> DocumentInfo:
        """Return the one live document of that id, else of that name, else of that title.

        Raises:
            CurationError: there is none, or there are several; they are listed.
        """
        live = self._documents.documents(self._documents.live())
        held = {key: one for key, one in live.items() if one.scope != PEOPLE}
        if words in held:
            return held[words]
        named = [one for one in held.values() if one.name == words]
        found = named or [one for one in held.values() if one.title.casefold() == words.casefold()]
        if len(found) == 1:
            return found[0]
        if not found:
            near = difflib.get_close_matches(words, [one.name for one in held.values()], n=3)
            hint = f"Did you mean {' or '.join(near)}" if near else "Give its name, title or id"
            raise CurationError(f"No indexed document is called “{words}”", hint)
        ids = ", ".join(sorted(one.id for one in found)[:_LISTED])
        raise CurationError(f"{len(found)} documents are called “{words}”", f"Give one id of {ids}")

    def supersede(self, old: str, new: str, actor: str = "") -> tuple[DocumentInfo, DocumentInfo]:
        """Say that one document replaces another.

        Raises:
            CurationError: it names no document or several, or the two would replace each other.
        """
        replaced, successor = self.find(old), self.find(new)
        self._check_no_circle(replaced, successor)
        mark = self._marks.of(replaced.id)
        self._marks.put(replaced.id, mark.model_copy(update={"superseded_by": successor.id}))
        self._audit.record("document.superseded", actor, replaced.id, by=successor.id)
        return replaced, successor

    def reinstate(self, old: str, actor: str = "") -> DocumentInfo:
        """Take back that a document is superseded; what its file states holds again.

        Returns:
            The document as it now stands.

        Raises:
            CurationError: no curator said so.
        """
        document = self.find(old)
        mark = self._marks.of(document.id)
        if not mark.superseded_by:
            raise CurationError(
                f"No curator marked {document.name} as superseded",
                "If its file says so, change the file and index it again",
            )
        self._marks.put(document.id, mark.model_copy(update={"superseded_by": ""}))
        self._audit.record("document.reinstated", actor, document.id)
        return self.find(document.id)

    def label(self, document: str, label: EvidenceLabel | None, actor: str = "") -> DocumentInfo:
        """Give a document an evidence label; None takes the curators' label back.

        Returns:
            The document as it now stands.

        Raises:
            CurationError: it names no document or several.
        """
        found = self.find(document)
        words = label.value if label else ""
        mark = self._marks.of(found.id)
        self._marks.put(found.id, mark.model_copy(update={"evidence": words}))
        self._audit.record("document.labelled", actor, found.id, label=words)
        return self.find(found.id)

    def _check_no_circle(self, replaced: DocumentInfo, successor: DocumentInfo) -> None:
        at: DocumentInfo | None = successor
        seen: set[str] = set()
        while at is not None and at.id not in seen:
            if at.id == replaced.id:
                raise CurationError(
                    f"{successor.name} is {replaced.name} itself, or is superseded by it already",
                    "Take that back first with --clear, or turn the two names round",
                )
            seen.add(at.id)
            at = self._documents.documents([at.superseded_by]).get(at.superseded_by)
