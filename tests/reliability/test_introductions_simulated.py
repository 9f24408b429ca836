"""Weeks of introductions on a fast clock: no rule is broken, and the watcher would notice."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.people import hours, rules
from tests.simulation.running import open_town
from tests.simulation.telling import draw, table
from tests.simulation.town import Town

BUSY = 150.0


def lived(town: Town, days: int = 21) -> Town:
    """Let a town live for some days."""
    town.live(days)
    return town


def test_no_rule_is_broken_in_a_busy_community(tmp_path: Path) -> None:
    """So few members for so many questions that caps, pauses and refusals are met every day."""
    with open_town(tmp_path, members=90, asks=BUSY, seed=20261124) as town:
        lived(town)
        report = town.introducing.load()

        assert town.watcher.found.total() == 0
        happened = town.counts
        for name in ("introduced", "expired", "declined", "passed on", "refused", "followed up"):
            assert happened[name] > 5, name
        assert happened["paused"] > 0
        assert (report.asked, report.introduced) == (happened["asked"], happened["introduced"])
        assert any("over the cap" in line for line in table(town, report, 0))
        assert draw(town).startswith(b"\x89PNG")


def breaks(town: Town) -> set[str]:
    """Return which rules were broken."""
    lived(town, 14)
    return {rule for rule, times in town.watcher.found.items() if times}


@pytest.mark.parametrize(
    ("module", "name", "careless", "rule"),
    [
        (hours, "in_hours", lambda *_: True, "quiet hours"),
        (rules, "is_paused", lambda *_: False, "paused"),
        (rules, "is_declined", lambda *_: False, "declined topic"),
        (rules.Rules, "are_apart", lambda *_: False, "kept apart"),
    ],
)
def test_the_watcher_notices_code_that_forgets_a_rule(
    module: object,
    name: str,
    careless: object,
    rule: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otherwise it would prove nothing."""
    monkeypatch.setattr(module, name, careless)
    with open_town(tmp_path, members=60, asks=BUSY, seed=5) as town:
        for person in list(town.people.values()):
            if person.apart:
                everybody = frozenset(town.people) - {person.id}
                town._change(replace(person, apart=everybody))

        assert rule in breaks(town)


def test_the_watcher_notices_a_cap_that_nobody_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither when somebody is asked nor when the letter is due."""
    monkeypatch.setattr(rules, "WINDOW", hours.WINDOW / 1000)
    with open_town(tmp_path, members=60, asks=BUSY, seed=5) as town:
        assert "over the cap" in breaks(town)
