"""A community's wall time and UTC."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from knowledge.errors import PlanError

FIELD: Final = "time"


def resolve(local: str, zone: str) -> datetime:
    """Return the moment in UTC at which a community's clocks show a time.

    Args:
        local: wall time, such as `2026-11-25T21:00`.
        zone: name of the clock, such as `Europe/London`.

    Raises:
        PlanError: it is no time; or, as the clocks change, there is none such or there are two.
    """
    try:
        wall = datetime.fromisoformat(local)
    except ValueError:
        raise PlanError(
            FIELD, "This is no date and time", "Give them as 25/11/2026 and 21:00"
        ) from None
    clock = ZoneInfo(zone)
    before, behind = (
        wall.replace(tzinfo=clock, fold=fold).astimezone(UTC) for fold in (False, True)
    )
    if before == behind:
        return before
    day, hour = f"{wall.day} {wall:%B %Y}", f"{wall:%H:%M}"
    if before.astimezone(clock).replace(tzinfo=None) != wall:
        raise PlanError(
            FIELD,
            f"There is no {hour} on {day} in {zone}, as the clocks go forward then",
            "Choose a time at least an hour earlier or later",
        )
    raise PlanError(
        FIELD,
        f"{hour} comes twice on {day} in {zone}, as the clocks go back then",
        "Choose a time at least an hour earlier or later",
    )


def local_of(moment: datetime, zone: str) -> str:
    """Return the wall time of a moment, such as `2026-11-25T21:00`."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")
