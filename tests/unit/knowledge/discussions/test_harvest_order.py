"""Events come twice, in any order, and to a process that dies: what is kept is the same."""

import random
from collections.abc import Callable

import pytest

from knowledge.discussions.doubles import links
from knowledge.discussions.harvesting import Harvesting
from knowledge.models.remarks import Remark, RemarkState
from tests.fakes.remarks import FakeRemarks
from tests.harvests import TALK, Evening, edited, said


def _events() -> list[Callable[[Harvesting], object]]:
    """Return what happens on one evening: messages, edits, deletions, what was taken back."""
    said_first: list[Callable[[Harvesting], object]] = []
    events: list[Callable[[Harvesting], object]] = []
    texts = ("A2 More time", "A1 No money\nA2 Pay", "A3 Later", "No number", "A2 more time!")
    for number in range(20):
        message = said(f"{texts[number % 5]}", 18 + number / 10, f"U0P{number % 7}")
        said_first.append(lambda h, m=message: h.hear(m))  # type: ignore[misc]
        if number % 3 == 0:
            after = edited(message, f"A1 Other words {number}", 22)
            events.append(lambda h, m=after: h.hear(m))  # type: ignore[misc]
        if number % 4 == 0:
            events.append(lambda h, m=message: h.unsay(TALK, m.ts))  # type: ignore[misc]
        if number % 6 == 0:
            blocked = edited(message, "A2 SECRET", 23)
            events.append(lambda h, m=blocked: h.hear(m))  # type: ignore[misc]
    return said_first + events


def _standing(night: Evening) -> list[Remark]:
    """Return what counts or waits; how often an edit was heard of does not matter."""
    held = (one for one in night.all if one.state is RemarkState.IN)
    return [one.model_copy(update={"revisions": 0}) for one in held]


def _orderly() -> list[Remark]:
    night = Evening()
    for event in _events():
        event(Harvesting(night.books))
    return _standing(night)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_events_does_not_matter(seed: int, night: Evening) -> None:
    """Nor how often each comes."""
    events = _events() * 2
    random.Random(seed).shuffle(events)  # noqa: S311 - an order, not a secret
    for event in events:
        event(Harvesting(night.books))

    assert _standing(night) == _orderly()


class KilledError(RuntimeError):
    """The process died."""


class _Dying(FakeRemarks):
    """Dies before its n-th write from now on, or just after it; never when `left` is 0."""

    left = 0
    is_after = False

    def put(self, remark: Remark) -> Remark:
        """Store, or die."""
        self._die(before=True)
        kept = super().put(remark)
        self._die(before=False)
        return kept

    def save(self, remark: Remark) -> None:
        """Store, or die."""
        self._die(before=True)
        super().save(remark)
        self._die(before=False)

    def _die(self, *, before: bool) -> None:
        self.left -= before
        if self.left == 0 and before is not self.is_after:
            raise KilledError


@pytest.mark.parametrize("seed", range(60))
def test_killed_at_any_write_the_event_that_comes_again_puts_it_right(seed: int) -> None:
    """It was not acknowledged, so Slack delivers it again."""
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    remarks = _Dying()
    night = Evening(remarks=remarks)
    deaths = 0
    for event in _events():
        remarks.left, remarks.is_after = chance.randint(1, 4), chance.random() < 0.5
        try:
            event(Harvesting(night.books))
        except KilledError:
            deaths += 1
            remarks.left = 0
            event(Harvesting(night.books))
        found = links(night.all)
        assert all(one.duplicate_of == found.get(one.id, "") for one in night.all)

    assert deaths
    assert _standing(night) == _orderly()
