"""Reactions as votes: which count, and for what."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from knowledge.discussions.recording import OUT, Books, is_listening
from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark, Vote

AGREES, UNSURE, DISAGREES = 1, 0, -1
VALUES: Final = {
    "+1": AGREES,
    "thumbsup": AGREES,
    "-1": DISAGREES,
    "thumbsdown": DISAGREES,
    "thinking_face": UNSURE,
    "thinking": UNSURE,
}
"""Names of reactions that are votes."""


def value_of(reaction: str) -> int | None:
    """Return what a reaction says, whatever its skin tone, or None when it is no vote."""
    return VALUES.get(reaction.strip(":").partition("::")[0])


def votes_on(remarks: Iterable[Remark], votes: Iterable[Vote]) -> dict[str, tuple[Vote, ...]]:
    """Return remark id → the votes that count for it, by voter.

    Left out is what is no vote on a remark that counts, and votes on one's own. Of an anonymous
    entry nobody's vote is left out: a missing one would tell who wrote it.

    Args:
        remarks: of a discussion.
        votes: of the same.
    """
    cast: dict[tuple[str, str], list[Vote]] = {}
    for vote in votes:
        cast.setdefault((vote.channel, vote.ts), []).append(vote)
    return {
        one.id: tuple(
            sorted(
                (
                    vote
                    for vote in cast.get((one.channel, one.message_ts), ())
                    if vote.voter != one.author
                ),
                key=lambda vote: vote.voter,
            )
        )
        for one in remarks
        if one.counts
    }


class Voting:
    """Keeps what people react with, while a discussion takes votes.

    Args:
        books: stores and rules.
    """

    def __init__(self, books: Books) -> None:
        self._books = books

    def react(self, channel: str, ts: str, voter: str, reaction: str, at: datetime) -> bool:
        """Keep a reaction as a vote; it may come before its message does.

        The later of two votes of one person stands, in whichever order they come.

        Args:
            channel: where the message stands.
            ts: its timestamp.
            voter: member id.
            reaction: name of an emoji, with or without skin tone.
            at: when they reacted.

        Returns:
            Whether it is a vote that may count.
        """
        value = value_of(reaction)
        if value is None:
            return False
        with self._books.lock:
            one = self._discussion(channel, ts)
            if one is None or not self._may(one, channel, ts, voter):
                return False
            speaker = self._books.speaker(voter)
            if speaker.is_bot:
                return False
            self._books.remarks.vote(
                Vote(
                    discussion=one.id,
                    channel=channel,
                    ts=ts,
                    voter=voter,
                    value=value,
                    kind=speaker.kind,
                    at=at,
                )
            )
            return True

    def unreact(self, channel: str, ts: str, voter: str, reaction: str) -> bool:
        """Take back the vote that a reaction was.

        Returns:
            Whether a vote went: then the message's reactions are to be read again, since another
            one of theirs may still stand there.
        """
        value = value_of(reaction)
        if value is None:
            return False
        with self._books.lock:
            one = self._discussion(channel, ts)
            held = self._books.remarks.votes(one.id) if one else ()
            key = (channel, ts, voter, value)
            if not any((had.channel, had.ts, had.voter, had.value) == key for had in held):
                return False
            self._books.remarks.unvote(channel, ts, voter)
            return True

    def settle(self, discussion_id: str) -> int:
        """Forget votes on what turned out to be no remark, on what is gone, and on one's own.

        To be called when a discussion takes no more answers: until then a message may still come.

        Returns:
            How many votes went.
        """
        with self._books.lock:
            remarks = self._books.remarks
            held = {
                (part.channel, part.message_ts): part.author
                for part in remarks.of(discussion_id)
                if part.state not in OUT
            }
            gone = [
                vote
                for vote in remarks.votes(discussion_id)
                if held.get((vote.channel, vote.ts), vote.voter) == vote.voter
            ]
            for vote in gone:
                remarks.unvote(vote.channel, vote.ts, vote.voter)
            return len(gone)

    def _discussion(self, channel: str, ts: str) -> Discussion | None:
        known = self._books.remarks.at(channel, ts)
        if known:
            return self._books.discussions.get(known.discussion)
        return self._books.taking(channel, "", ts)

    def _may(self, one: Discussion, channel: str, ts: str, voter: str) -> bool:
        parts = self._books.parts(channel, ts)
        if not one.options.votes or not is_listening(one):
            return False
        # A message of which an edit or the host left something is still voted on.
        is_gone = bool(parts) and all(part.state in OUT for part in parts)
        if is_gone or any(part.author == voter for part in parts):
            return False
        return voter not in self._books.remarks.opted_out(one.id)
