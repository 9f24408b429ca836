"""An evening of which much was missed is, once read again, the same as one that heard all."""

import random
from dataclasses import dataclass, field
from functools import partial

import pytest

from knowledge.discussions.counting import Counts, count
from knowledge.discussions.harvesting import Harvesting
from knowledge.discussions.rereading import Reacted, Read, Rereading
from knowledge.discussions.voting import Voting
from knowledge.models.channels import Said
from knowledge.models.remarks import Remark, RemarkState
from tests.harvests import TALK, Evening, at, edited, said, ts_of

FIRST, SECOND = ts_of(7), ts_of(17)


@dataclass
class Slack:
    """What stands in the channel, and the evening that hears of some of it."""

    chance: random.Random
    heard: float
    night: Evening = field(default_factory=Evening)
    messages: dict[str, Said] = field(default_factory=dict)
    reactions: dict[tuple[str, str], str] = field(default_factory=dict)

    def play(self, steps: int) -> None:
        """Let people talk, change their minds and vote."""
        for step in range(steps):
            minute = 18 + step / 10
            act = self.chance.choices(
                (self._say, self._edit, self._delete, self._react), (6, 2, 1, 6)
            )
            act[0](minute)

    def repair(self) -> bool:
        """Read everything again, and tell whether anything changed."""
        rereading = Rereading(self.night.books)
        repaired = [
            rereading.repair(self.night.id, thread, partial(self._read, thread))
            for thread in ("", FIRST, SECOND)
        ]
        return any(repaired)

    @property
    def counts(self) -> Counts:
        """What a board shows."""
        night = self.night
        return count(night.now, night.all, night.remarks.votes(night.id))

    def _read(self, thread: str) -> Read:
        there = [
            one
            for one in self.messages.values()
            if (one.thread if one.thread != one.ts else "") == thread
        ]
        reactions = [
            Reacted(ts, name, (voter,))
            for (ts, voter), name in self.reactions.items()
            if ts in {one.ts for one in there}
        ]
        return Read(TALK, tuple(there), reactions=tuple(reactions))

    def _hears(self) -> bool:
        return self.chance.random() < self.heard

    def _say(self, minute: float) -> None:
        number, member = self.chance.choice("012"), f"U0P{self.chance.randint(0, 8)}"
        thread = {"1": FIRST, "2": SECOND}.get(number, "")
        text = self.chance.choice(("A1 No time", "A2 Mentors", "Pay", "A3 Later", "A1 X\nA2 Y"))
        message = said(text, minute, member, **({"thread": thread} if thread else {}))
        self.messages[message.ts] = message
        if self._hears():
            Harvesting(self.night.books).hear(message)

    def _edit(self, minute: float) -> None:
        if self.messages:
            message = edited(self.chance.choice(list(self.messages.values())), "A2 Else", minute)
            self.messages[message.ts] = message
            if self._hears():
                Harvesting(self.night.books).hear(message)

    def _delete(self, _minute: float) -> None:
        if self.messages:
            message = self.messages.pop(self.chance.choice(list(self.messages)))
            self.reactions = {k: v for k, v in self.reactions.items() if k[0] != message.ts}
            if self._hears():
                Harvesting(self.night.books).unsay(TALK, message.ts)

    def _react(self, minute: float) -> None:
        if not self.messages:
            return
        ts, voter = self.chance.choice(list(self.messages)), f"U0P{self.chance.randint(0, 8)}"
        before, name = self.reactions.pop((ts, voter), ""), self.chance.choice(("+1", "-1", ""))
        voting = Voting(self.night.books)
        if before and self._hears():
            voting.unreact(TALK, ts, voter, before)
        if name:
            self.reactions[ts, voter] = name
            if self._hears():
                voting.react(TALK, ts, voter, name, at(minute))


def facts(held: tuple[Remark, ...]) -> list[Remark]:
    """Return what stands; how many edits were heard of on the way does not matter."""
    return [one.model_copy(update={"revisions": 0}) for one in held if one.state is RemarkState.IN]


@pytest.mark.parametrize("seed", range(8))
def test_after_an_evening_with_gaps_nothing_is_lost_and_nothing_doubled(seed: int) -> None:
    """Remarks and counts are those of an evening that heard everything."""
    whole, broken, deaf = (Slack(random.Random(seed), heard) for heard in (1.0, 0.6, 0.0))  # noqa: S311
    for slack in (whole, broken, deaf):
        slack.play(200)
        slack.night.clock.advance(3600)

    changed = [slack.repair() for slack in (broken, deaf)]

    assert all(changed)
    assert facts(broken.night.all) == facts(whole.night.all) == facts(deaf.night.all)
    assert broken.counts == whole.counts == deaf.counts
    assert whole.counts.whole.remarks > 20
    assert whole.counts.whole.voters > 3
    assert not any(slack.repair() for slack in (whole, broken, deaf))
