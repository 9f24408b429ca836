"""Remarks and votes in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.models.remarks import Remark, Vote


@dataclass
class FakeRemarks:
    """Satisfies the port `Remarks`."""

    held: dict[str, Remark] = field(default_factory=dict)
    cast: dict[tuple[str, str, str], Vote] = field(default_factory=dict)
    out: set[tuple[str, str]] = field(default_factory=set)

    def put(self, remark: Remark) -> Remark:
        """Store one; whatever has its channel and `ts` already stays, and is returned."""
        known = self.at(remark.channel, remark.ts) or remark
        self.held[known.id] = known
        return known

    def get(self, remark_id: str) -> Remark | None:
        """Return one, or None."""
        return self.held.get(remark_id)

    def at(self, channel: str, ts: str) -> Remark | None:
        """Return the one that a message became, or None."""
        there = (one for one in self.held.values() if (one.channel, one.ts) == (channel, ts))
        return next(there, None)

    def save(self, remark: Remark) -> None:
        """Store a change of one that is known by its id; its `ts` may change too."""
        if remark.id in self.held:
            self.held[remark.id] = remark

    def of(self, discussion_id: str) -> tuple[Remark, ...]:
        """Return all of a discussion, in the order in which they were said."""
        return self._sorted(one for one in self.held.values() if one.discussion == discussion_id)

    def by(self, member: str) -> tuple[Remark, ...]:
        """Return all that a member said anywhere."""
        return self._sorted(one for one in self.held.values() if one.author == member)

    def vote(self, vote: Vote) -> None:
        """Store a vote; the same voter's later vote on the same message replaces it."""
        key = (vote.channel, vote.ts, vote.voter)
        known = self.cast.get(key, vote)
        if known.at <= vote.at:
            self.cast[key] = vote

    def unvote(self, channel: str, ts: str, voter: str) -> None:
        """Take a vote away."""
        self.cast.pop((channel, ts, voter), None)

    def votes(self, discussion_id: str) -> tuple[Vote, ...]:
        """Return all votes of a discussion, by message and voter."""
        found = (one for one in self.cast.values() if one.discussion == discussion_id)
        return tuple(sorted(found, key=lambda one: (one.channel, one.ts, one.voter)))

    def opt_out(self, discussion_id: str, member: str) -> None:
        """Note that nothing that a member says or votes in a discussion is to be kept."""
        self.out.add((discussion_id, member))

    def opted_out(self, discussion_id: str) -> frozenset[str]:
        """Return the member ids of those who opted out of a discussion."""
        return frozenset(member for one, member in self.out if one == discussion_id)

    @staticmethod
    def _sorted(found: Iterable[Remark]) -> tuple[Remark, ...]:
        return tuple(sorted(found, key=lambda one: (one.said_at, one.ts, one.id)))
