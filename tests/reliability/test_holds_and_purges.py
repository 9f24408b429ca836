"""Whatever the order of holds, purges and forgets: the law keeps, time and members erase."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import HeldError
from knowledge.models.retention import HoldKind
from tests.stewards import ANA, BEN, Stewards, open_stewards

MEMBERS = (ANA, BEN)
WORDS = ("lamps", "ropes", "nets")
DAYS = 90

steps = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.sampled_from(WORDS)),
        st.tuples(st.just("offer"), st.sampled_from(MEMBERS), st.sampled_from(WORDS)),
        st.tuples(st.just("hold topic"), st.sampled_from(WORDS), st.integers(1, 200)),
        st.tuples(st.just("hold member"), st.sampled_from(MEMBERS), st.integers(1, 200)),
        st.tuples(st.just("lift")),
        st.tuples(st.just("wait"), st.integers(1, 120)),
        st.tuples(st.just("purge")),
        st.tuples(st.just("forget"), st.sampled_from(MEMBERS)),
    ),
    max_size=14,
)


@dataclass
class Expected:
    """What must be held, worked out the simple way.

    Attributes:
        asked: (word, day it was asked on).
        offered: member → words offered.
        held: (word or member, day on which it ends).
    """

    stewards: Stewards
    day: float = 0.0
    asked: list[tuple[str, float]] = field(default_factory=list)
    offered: dict[str, list[str]] = field(default_factory=lambda: {one: [] for one in MEMBERS})
    held: list[tuple[str, float]] = field(default_factory=list)
    number: int = 0

    def covers(self, *what: str) -> bool:
        """Tell whether a hold is on any of these."""
        return any(value in what and self.day < ends for value, ends in self.held)

    def do(self, step: tuple[str, ...]) -> None:
        """Take a step, in truth and in expectation."""
        verb, *rest = step
        getattr(self, f"_{verb.replace(' ', '_')}")(*rest)

    def _ask(self, word: str) -> None:
        self.stewards.gaps.note(f"who mends {word}?", "not_held", "U0ASKER")
        self.asked.append((word, self.day // 1))

    def _offer(self, member: str, word: str) -> None:
        self.number += 1
        self.stewards.contribute(member, f"Here the {word} are kept, {self.number}.", self.number)
        self.offered[member].append(word)

    def _hold_topic(self, word: str, days: int) -> None:
        self._hold(HoldKind.TOPIC, word, days)

    def _hold_member(self, member: str, days: int) -> None:
        self._hold(HoldKind.MEMBER, member, days)

    def _hold(self, kind: HoldKind, value: str, days: int) -> None:
        until = self.stewards.world.clock.now() + timedelta(days=days)
        self.stewards.world.holds.place(kind, value, until, "an inquiry")
        self.held.append((value, self.day + days))

    def _lift(self) -> None:
        for one in self.stewards.world.holds.active():
            self.stewards.world.holds.lift(one.id)
        self.held.clear()

    def _wait(self, days: int) -> None:
        self.stewards.world.clock.advance(days * 86_400)
        self.day += days

    def _purge(self) -> None:
        self.stewards.purge.run()
        self.asked = [
            (word, day) for word, day in self.asked if self.day - day < DAYS or self.covers(word)
        ]

    def _forget(self, member: str) -> None:
        covered = self.covers(member, *self.offered[member])
        if covered:
            with pytest.raises(HeldError):
                self.stewards.forgetting.forget(member)
        else:
            self.stewards.forgetting.forget(member)
            self.offered[member].clear()


@settings(max_examples=20, deadline=None)
@given(taken=steps)
def test_what_is_covered_stays_and_everything_else_goes_in_its_time(
    tmp_path_factory: pytest.TempPathFactory, taken: list[tuple[str, ...]]
) -> None:
    """After each step the store holds exactly what a simple list says."""
    with open_stewards(tmp_path_factory.mktemp("holds")) as stewards:
        expected = Expected(stewards)
        for step in taken:
            expected.do(step)
        expected.do(("purge",))
        kept = sorted(word for gap in stewards.gaps.counted() for word in [gap.text] * gap.times)

        assert kept == sorted(f"who mends {word}?" for word, _ in expected.asked)
        for member, words in expected.offered.items():
            assert len(stewards.contributions.of_member(member)) == len(words)
