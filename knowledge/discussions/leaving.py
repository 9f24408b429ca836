"""Opting out: what somebody said in a discussion is forgotten, and nothing more is kept."""

from knowledge.discussions.recording import OUT, Books
from knowledge.discussions.tokens import is_token_of
from knowledge.models.remarks import Remark, RemarkState


class Leaving:
    """Takes people out of discussions, at any time, also after the report.

    Args:
        books: stores and rules.
    """

    def __init__(self, books: Books) -> None:
        self._books = books

    def opt_out(self, discussion_id: str, member: str) -> int:
        """Forget what a member said and voted in a discussion, and keep nothing more of them.

        Their anonymous entries go too, as long as anybody can tell which these are.

        Returns:
            How many remarks went.

        Raises:
            NotFoundError: there is no such discussion.
        """
        with self._books.lock:
            one = self._books.discussion(discussion_id)
            # First of all: killed after this, nothing more is kept, and a sweep does the rest.
            self._books.remarks.opt_out(one.id, member)
            return self.sweep(one.id)

    def sweep(self, discussion_id: str) -> int:
        """Forget whatever is still there of those who opted out.

        Returns:
            How many remarks went.
        """
        with self._books.lock:
            one, remarks = self._books.discussion(discussion_id), self._books.remarks
            members = remarks.opted_out(one.id)
            for vote in remarks.votes(one.id):
                if vote.voter in members:
                    remarks.unvote(vote.channel, vote.ts, vote.voter)
            gone = [
                part
                for part in remarks.of(one.id)
                if part.state not in OUT and self._is_of(part, members, one.salt)
            ]
            for part in gone:
                self._books.take_out(part, RemarkState.OPTED_OUT)
            self._books.relink(one.id)
            return len(gone)

    def _is_of(self, part: Remark, members: frozenset[str], salt: str) -> bool:
        if part.author:
            return part.author in members
        return any(is_token_of(part, member, salt) for member in members)
