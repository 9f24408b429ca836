"""Taking back what was said, and forgetting who said it."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from knowledge.models.erasure import Correction, Receipt

Json = dict[str, Any]


class Quotes(Protocol):
    """Which answers quote which documents, and which posts are to be edited.

    The document store queues the edits, in the transaction in which a document goes; the logged
    answer loses the document's quotes in the same one.
    """

    def note(
        self,
        answer_key: str,
        document_ids: Iterable[str],
        post_key: str,
        layout: str,
        beside: Iterable[str] = (),
    ) -> None:
        """Note what an answer quotes, before it is posted.

        Args:
            answer_key: under which the answer was logged.
            document_ids: see `DocumentInfo.id`.
            post_key: of the post in the ledger; empty for an answer that cannot be edited.
            layout: what the bot needs to write the post again.
            beside: ids of documents that the log names and the post does not: when one of them
                goes, the log loses it and the post stays as it is.
        """
        ...

    def due(self) -> tuple[Correction, ...]:
        """Return the posts to edit now, oldest first; those not yet posted are left out."""
        ...

    def corrected(self, correction_id: int) -> None:
        """Note that a post was edited, or is no longer there."""
        ...

    def postpone(self, correction_id: int, delay_s: float) -> None:
        """Try again in `delay_s` seconds."""
        ...


class Holding(Protocol):
    """One sort of thing that is held of members."""

    @property
    def name(self) -> str:
        """What people call it, in the plural: `contributions`."""
        ...

    def members(self) -> frozenset[str]:
        """Return the ids of all of whom something is held."""
        ...

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return everything held of a member, fit to hand out to them.

        Others' private things in it are left out.
        """
        ...

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return what is on a topic, fit to hand out to a stranger.

        Who contributed anonymously is not named.

        Args:
            is_about: tells whether a text is on the topic.
        """
        ...

    def erase(self, member: str) -> int:
        """Erase everything of a member; once more changes nothing.

        Returns:
            How many things were erased.
        """
        ...


class Receipts(Protocol):
    """Receipts of erasures, kept outside the database so that a restored backup obeys them."""

    def subject_of(self, member: str) -> str:
        """Return the keyed digest that stands for a member."""
        ...

    def write(self, receipt: Receipt) -> None:
        """Store a receipt; the same id again replaces it. It is on the disk on return.

        Raises:
            StoreError: it cannot be written.
        """
        ...

    def all(self) -> tuple[Receipt, ...]:
        """Return all receipts, oldest first.

        Raises:
            StoreError: they cannot be read.
        """
        ...


class Erasures(Protocol):
    """Which receipts the database has obeyed."""

    def obeyed(self) -> frozenset[str]:
        """Return their ids."""
        ...

    def obey(self, receipt_id: str) -> None:
        """Note that a receipt's erasure was made here."""
        ...
