"""Weeks of introductions on a fast clock: no rule is broken, and the watcher would notice."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.models.members import Member
from knowledge.people import hours
from knowledge.people.introductions import due, letters, resting, rules
from tests.simulation.running import open_town, town_in_memory
from tests.simulation.telling import draw, table
from tests.simulation.town import Town

HAPPENS = (
    *("introduced", "expired", "declined", "passed on", "refused", "followed up", "nudged"),
    *("taken back", "given up", "paused", "told of their pause"),
)
BUSY = 150.0
"""Questions a week: so many for sixty members that caps and pauses are met every day."""


def lived(town: Town, days: int) -> Town:
    """Let a town live for some days."""
    town.live(days)
    return town


def test_no_rule_is_broken_over_a_real_database(tmp_path: Path) -> None:
    """What curators see at the end is what was seen on the way."""
    with open_town(tmp_path, members=90, asks=100, seed=20261124) as town:
        lived(town, 15)
        report = town.introducing.load()

        assert +town.watcher.found == Counter()
        assert town.watcher.looked["over the cap"] == town.counts["asked"] > 50
        assert (report.asked, report.introduced) == (
            town.counts["asked"],
            town.counts["introduced"],
        )
        assert any("over the cap" in line for line in table(town, report, 0))
        assert draw(town).startswith(b"\x89PNG")


def test_no_rule_is_broken_in_any_of_many_communities() -> None:
    """In which everything happens, most of it often."""
    happened, found = Counter[str](), Counter[str]()
    for seed in range(8):
        town = lived(town_in_memory(60, BUSY, seed), 40)
        happened += town.counts
        found += town.watcher.found

    assert found == Counter()
    assert {name for name in HAPPENS if happened[name] < 3} == set()


Patch = tuple[object, str, object]
FORGETTING: dict[str, tuple[Patch, ...]] = {
    "quiet hours": ((hours, "in_hours", lambda *_: True),),
    "paused": (
        (rules, "is_paused", lambda *_: False),
        (rules.Rules, "opening", rules.Rules.hours_begin),
    ),
    "declined topic": ((rules, "is_declined", lambda *_: False),),
    "kept apart": ((rules, "_apart", lambda *_: False),),
    "over the cap": ((rules, "WINDOW", hours.WINDOW / 1000),),
    "not to be contacted": ((Member, "is_listed", True),),
    "nudged too early": ((letters, "NUDGE_DAYS", 1),),
    "expired too early": ((due, "EXPIRY_DAYS", 2),),
    "silence without a pause": ((resting, "UNANSWERED", 4),),
}


@pytest.mark.parametrize("rule", FORGETTING)
def test_the_watcher_notices_code_that_forgets_a_rule(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would prove nothing."""
    for where, name, careless in FORGETTING[rule]:
        monkeypatch.setattr(where, name, careless)
    found = Counter[str]()
    for seed in range(3):
        town = town_in_memory(60, BUSY, seed)
        for person in list(town.people.values()):
            if person.apart:
                town.change(replace(person, apart=frozenset(town.people) - {person.id}))
        found += lived(town, 25).watcher.found

    assert found[rule] > 0
