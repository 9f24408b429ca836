"""Gaps repaired: what was missed is added, what changed is revised, what is gone is withdrawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from knowledge.discussions.anonymity import is_posted
from knowledge.discussions.harvesting import Harvesting, Outcome
from knowledge.discussions.recording import OUT, Books
from knowledge.discussions.voting import Voting, value_of
from knowledge.models.channels import Said
from knowledge.models.remarks import Remark, Vote

TAKE_BACK: Final = "no_entry_sign"
"""Reaction with which authors take their own messages back."""


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction as it stands at a message.

    Attributes:
        ts: of the message.
        name: of the emoji.
        members: who reacted with it, as far as Slack says.
        whole: whether these are all; Slack leaves some out where there are many.
    """

    ts: str
    name: str
    members: tuple[str, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Read:
    """A thread, or a channel's own messages, read to the end.

    Attributes:
        channel: in which it stands.
        said: what people say there now.
        others: timestamps of what else stands there, such as the bot's own messages.
        reactions: at any of these, in Slack's order.
        oldest: timestamp from which on it was read; empty for the beginning.
    """

    channel: str
    said: tuple[Said, ...]
    others: frozenset[str] = frozenset()
    reactions: tuple[Reacted, ...] = ()
    oldest: str = ""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was put right: numbers of messages, and of votes that came or went."""

    added: int = 0
    revised: int = 0
    withdrawn: int = 0
    votes: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.added or self.revised or self.withdrawn or self.votes)


class Rereading:
    """Holds what is kept against what stands in Slack; doing it twice changes nothing.

    Args:
        books: stores and rules.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._harvesting = Harvesting(books)
        self._voting = Voting(books)

    def repair(self, discussion_id: str, thread: str, read: Callable[[], Read]) -> Repaired:
        """Read a place again and put right what is kept of it.

        What is kept is looked up before reading: what comes in meanwhile is not missing from what
        was read.

        Args:
            discussion_id: of the discussion.
            thread: timestamp of the message that opened the thread; empty for the channel itself.
            read: reads the place; whatever it raises leaves everything as it is.

        Raises:
            NotFoundError: there is no such discussion.
        """
        one = self._books.discussion(discussion_id)
        known = [
            part
            for part in self._books.remarks.of(one.id)
            if part.thread == thread and part.state not in OUT and is_posted(part)
        ]
        voted = self._books.remarks.votes(one.id)
        # What somebody reacts with while it is read counts as later than what was read.
        at = self._books.clock.now()
        page = read()
        outcomes = [self._harvesting.hear(said).outcome for said in page.said]
        went = self._withdraw(known, page)
        self._books.relink(one.id)
        return Repaired(
            added=outcomes.count(Outcome.NEW),
            revised=outcomes.count(Outcome.REVISED),
            withdrawn=went,
            votes=self._vote(voted, page, at),
        )

    def _withdraw(self, known: Iterable[Remark], page: Read) -> int:
        there = {said.ts for said in page.said} | page.others
        gone = {part.message_ts for part in known if part.message_ts >= page.oldest} - there
        outcomes = [self._harvesting.unsay(page.channel, ts).outcome for ts in sorted(gone)]
        authors = {said.ts: said.member for said in page.said}
        for reacted in page.reactions:
            author = authors.get(reacted.ts, "")
            if reacted.name == TAKE_BACK and author in reacted.members:
                took_back = self._harvesting.unsay(page.channel, reacted.ts, by=author)
                outcomes.append(took_back.outcome)
        return outcomes.count(Outcome.GONE)

    def _vote(self, voted: Iterable[Vote], page: Read, at: datetime) -> int:
        """Make the votes on what was read what they are in Slack."""
        there = {said.ts for said in page.said} | page.others
        before = {(vote.ts, vote.voter): vote for vote in voted if vote.ts in there}
        standing = _standing(page.reactions)
        unsure = {one.ts for one in page.reactions if not one.whole and _is_vote(one.name)}
        changed = 0
        for (ts, voter), values in standing.items():
            had = before.get((ts, voter))
            if had and had.value in values:
                continue
            last = values[next(reversed(values))]
            changed += self._voting.react(page.channel, ts, voter, last, at)
        for (ts, voter), vote in before.items():
            if (ts, voter) not in standing and ts not in unsure:
                changed += self._unvote(vote)
        return changed

    def _unvote(self, vote: Vote) -> bool:
        """Take a vote away, unless it has changed since it was looked up."""
        with self._books.lock:
            if vote not in self._books.remarks.votes(vote.discussion):
                return False
            self._books.remarks.unvote(vote.channel, vote.ts, vote.voter)
            return True


def _standing(reactions: Iterable[Reacted]) -> dict[tuple[str, str], dict[int, str]]:
    """Return (ts, voter) → value → name of what stands there, the last one last."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for one in reactions:
        value = value_of(one.name)
        if value is not None:
            for voter in one.members:
                found.setdefault((one.ts, voter), {})[value] = one.name
    return found


def _is_vote(name: str) -> bool:
    return value_of(name) is not None
