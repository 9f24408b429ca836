"""Take documents out of answers now, and out of the files soon after."""

from collections.abc import Iterable

from knowledge.ports import DocumentStore, Jobs


class Withdrawals:
    """What is withdrawn is gone from the next answer on; a build is queued for the rest."""

    def __init__(self, documents: DocumentStore, jobs: Jobs) -> None:
        self._documents = documents
        self._jobs = jobs

    def withdraw(self, document_ids: Iterable[str]) -> None:
        """Withdraw documents; ids that are not held are passed over.

        Args:
            document_ids: see `DocumentInfo.id`.
        """
        ids = list(document_ids)
        for one in ids:
            self._documents.withdraw(one)
        if ids:
            self._jobs.request("")
