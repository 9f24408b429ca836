"""How introductions go, counted from their logs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from knowledge.models.introductions import Introduction, IntroductionState, Step
from knowledge.models.load import (
    BUSIEST,
    FEWEST_ASKERS,
    NOBODY_SUITED,
    Failure,
    LoadReport,
    OpenTopic,
)
from knowledge.ports import Gaps, Introductions

DAYS: Final = 90
_S = IntroductionState
_ANSWERS: Final = frozenset({_S.ACCEPTED, _S.DECLINED, _S.PASSED_ON})


def load_of(introductions: Introductions, gaps: Gaps, now: datetime) -> LoadReport:
    """Return what became of the letters of the last `DAYS` days."""
    since = now - timedelta(days=DAYS)
    asked = [
        one
        for one in introductions.in_states(_S)
        if one.asked_at is not None and one.asked_at >= since
    ]
    ends = {one.id: _by_state(introductions.steps(one.id)) for one in asked}
    reached = Counter(state for states in ends.values() for state in states)
    return LoadReport(
        days=DAYS,
        asked=len(asked),
        waiting=sum(one.state is _S.ASKED for one in asked),
        accepted=reached[_S.ACCEPTED],
        declined=reached[_S.DECLINED] + reached[_S.PASSED_ON],
        expired=reached[_S.EXPIRED],
        withdrawn=sum(_S.WITHDRAWN in one and _S.ACCEPTED not in one for one in ends.values()),
        introduced=reached[_S.INTRODUCED],
        failed=reached[_S.FAILED],
        median_hours=_median_hours(asked, ends),
        members=len({one.candidate for one in asked if one.candidate}),
        busiest_share=busiest_share(one.candidate for one in asked if one.candidate),
        failures=tuple(
            Failure(introduction=one.id, trouble=one.trouble)
            for one in introductions.in_states([_S.FAILED])
            if one.made_at >= since
        ),
        topics=_topics(gaps),
    )


def busiest_share(candidates: Iterable[str]) -> float | None:
    """Return the share of asks that went to the five who were asked most, 0 to 1.

    Returns:
        None where no more than five were asked: it would tell of them.
    """
    asks = Counter(candidates)
    if len(asks) <= BUSIEST:
        return None
    return sum(count for _, count in asks.most_common(BUSIEST)) / asks.total()


def _by_state(steps: Iterable[Step]) -> dict[IntroductionState, datetime]:
    return {one.after: one.at for one in steps}


def _median_hours(
    asked: Iterable[Introduction], ends: Mapping[str, Mapping[IntroductionState, datetime]]
) -> float | None:
    hours = [
        (ends[one.id][state] - one.asked_at) / timedelta(hours=1)
        for one in asked
        for state in _ANSWERS & ends[one.id].keys()
        if one.asked_at
    ]
    return median(hours) if hours else None


def _topics(gaps: Gaps) -> tuple[OpenTopic, ...]:
    return tuple(
        OpenTopic(text=one.text, askers=one.askers)
        for one in gaps.counted()
        if one.state == NOBODY_SUITED and one.askers >= FEWEST_ASKERS
    )
