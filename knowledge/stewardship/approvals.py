"""Documents that wait for a curator, and which versions of them were let through."""

from collections.abc import Iterable
from hashlib import sha256

from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.documents import PERSON
from knowledge.models.work import Held
from knowledge.ports import Clock, Contributions
from knowledge.stewardship.life import ANSWERING

DOCUMENT_KIND = "document"
_JUDGED = ("slack:", "contribution:")
_LET_THROUGH = frozenset({ContributionState.ACCEPTED, ContributionState.INDEXED})


class Approvals:
    """Ties held documents to the curators' queue."""

    def __init__(self, contributions: Contributions, clock: Clock) -> None:
        self._contributions = contributions
        self._clock = clock

    def approved(self, document_id: str, content_hash: str) -> bool:
        """Tell whether a document may be indexed though its text would be held.

        What was said or offered in Slack was judged text by text when it came.
        """
        if document_id.startswith(_JUDGED):
            return True
        root, _, upload = document_id.partition(":")
        if root == "upload" and self._upload_is_approved(upload.partition("#")[0]):
            return True
        known = self._contributions.by_origin(file_origin(document_id))
        return bool(known and known.state in _LET_THROUGH and known.digest == content_hash)

    def _upload_is_approved(self, contribution_id: str) -> bool:
        """Tell whether a curator let an upload in although it would be held.

        Its file is read only when it is the one that was looked at; see `Contribution.digest`.
        """
        one = self._contributions.get(contribution_id)
        return one is not None and one.state in ANSWERING and bool(one.reasons)

    def enqueue(self, held: Iterable[Held]) -> None:
        """Put held documents into the curators' queue, without a word of their text.

        A version that was looked at already is not asked about again; another one is.
        """
        for document in held:
            if document.document_id.startswith(PERSON):
                continue  # what describes a person is theirs to change, and no curator's
            known = self._contributions.by_origin(file_origin(document.document_id))
            if known and known.digest == document.content_hash:
                continue
            if known:
                self._contributions.delete(known.id)
            self._contributions.offer(self._contribution(document))

    def _contribution(self, document: Held) -> Contribution:
        origin = file_origin(document.document_id)
        return Contribution(
            id=sha256(f"{origin}\n{document.content_hash}".encode()).hexdigest()[:32],
            state=ContributionState.HELD,
            origin=origin,
            channel=DOCUMENT_KIND,
            title=document.name,
            digest=document.content_hash,
            label=document.label,
            reasons=(document.reason,),
            offered_at=self._clock.now(),
        )


def file_origin(document_id: str) -> str:
    """Return the origin of a held document."""
    return f"file:{document_id}"
