"""Take documents out of answers now, and out of the files soon after."""

from collections.abc import Iterable

from knowledge.ports import Chores, DocumentStore, Jobs
from knowledge.stewardship.holds import Holds

REWRITE = "(withdrawal)"
"""In place of a source's key: the files are rewritten, and no source is read."""
CATCH_UP_S = 60.0


class Withdrawals:
    """What is withdrawn is gone from the next answer on; the files are rewritten by the worker.

    What a legal hold covers is hidden in the same way, and kept until the hold ends.
    """

    def __init__(self, documents: DocumentStore, jobs: Jobs, holds: Holds) -> None:
        self._documents = documents
        self._jobs = jobs
        self._holds = holds

    def withdraw(self, document_ids: Iterable[str]) -> None:
        """Withdraw documents; ids that are not held are passed over.

        Args:
            document_ids: see `DocumentInfo.id`; with a file's id go all the documents in it.
        """
        ids = list(document_ids)
        parts = tuple(f"{one}#" for one in ids)
        held = [one for one in self._documents.live() if one.startswith(parts)] if ids else []
        for one in (*ids, *held):
            if self._holds.covers_document(one):
                self._documents.set_aside(one)
            else:
                self._documents.withdraw(one)
        if ids:
            self._jobs.request("", REWRITE)


def catch_up(documents: DocumentStore, jobs: Jobs, chores: Chores) -> None:
    """Queue what the files still owe when nothing that waits would see to it.

    A build that failed, or a process that died between a deletion and its request, leaves such.
    """
    if documents.owed_erasure() and not jobs.waiting() and chores.claim(REWRITE, CATCH_UP_S):
        jobs.request("", REWRITE)
