"""When somebody may be written to: their hours, their pauses, working days.

All moments that come in and go out are in UTC. A clock on the wall decides: hours are open
while the local time lies in them, also on the two nights when clocks are changed.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from knowledge.models.experts import Free
from knowledge.models.members import WORKING_WEEK, Availability, Member

WINDOW: Final = timedelta(days=14)
"""Within which asks are counted against what a member allows."""

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_WEEK: Final = 7
_FAR: Final = timedelta(days=3660)


def free(member: Member, asks_14d: int, now: datetime, community_zone: str) -> Free:
    """Tell whether a member may be asked now.

    Args:
        member: as stored; `not_asked` when they want no asks, or have no hours at all.
        asks_14d: how often they were asked, or are about to be, within `WINDOW`.
        now: the present moment.
        community_zone: IANA name; holds for members who named none.
    """
    availability = member.availability
    if not (member.wishes.contactable and availability.days and availability.most_asks):
        return Free.NOT_ASKED
    if asks_14d >= availability.most_asks or is_paused(availability, now, community_zone):
        return Free.BUSY
    return Free.ASKABLE if in_hours(availability, now, community_zone) else Free.LATER_TODAY


def is_paused(availability: Availability, now: datetime, community_zone: str) -> bool:
    """Tell whether somebody is left in peace: until a day, or until they come back."""
    until = availability.paused_until
    if until is None:
        return availability.paused_by_us
    return now.astimezone(availability.zone(community_zone)).date() < until


def in_hours(availability: Availability, now: datetime, community_zone: str) -> bool:
    """Tell whether a moment lies in somebody's hours, paused or not.

    Hours that end before they begin go on past midnight, and belong to the day they begin on.
    """
    local = now.astimezone(availability.zone(community_zone))
    opens, closes, wall = availability.opens, availability.closes, local.time()
    today, yesterday = local.weekday(), (local.weekday() - 1) % _WEEK
    if opens == closes:
        return today in availability.days
    if opens < closes:
        return today in availability.days and opens <= wall < closes
    began_today = wall >= opens and today in availability.days
    return began_today or (wall < closes and yesterday in availability.days)


def may_be_written_to(availability: Availability, now: datetime, community_zone: str) -> bool:
    """Tell whether a moment lies in somebody's hours while they are not paused."""
    return in_hours(availability, now, community_zone) and not is_paused(
        availability, now, community_zone
    )


def next_opening(availability: Availability, now: datetime, community_zone: str) -> datetime | None:
    """Return the first moment from now on at which somebody may be written to.

    Returns:
        `now` itself when it is such a moment; None when none is in sight: no open day, a pause
        that they have to end themselves, or one of more than ten years.
    """
    until, zone = availability.paused_until, availability.zone(community_zone)
    today = now.astimezone(zone).date()
    endless = until is None and availability.paused_by_us
    if not availability.days or endless or (until is not None and until - today > _FAR):
        return None
    if may_be_written_to(availability, now, community_zone):
        return now
    first = max(today, until or today)
    # Two weeks: the only open day may be over, and a clock change may take its hours the next time.
    for day in (first + n * _DAY for n in range(2 * _WEEK + 1)):
        for moment in sorted(_edges(day, availability, zone)):
            if moment > now and may_be_written_to(availability, moment, community_zone):
                return moment
    return None


def working_days_after(moment: datetime, n: int, zone: str) -> datetime:
    """Return the moment that is n whole working days later, by the clock on the wall.

    Days off count as nothing: from Friday noon, two days reach to Tuesday noon, and from
    anywhere in a weekend to the end of Tuesday.

    Args:
        moment: where to begin.
        n: 0 or more.
        zone: IANA name of the place whose Monday to Friday are meant.
    """
    local = moment.astimezone(ZoneInfo(zone))
    day, wall = local.date(), local.time()
    while day.weekday() not in WORKING_WEEK:
        day, wall = day + _DAY, time()
    for _ in range(n):
        day += _DAY
        while not _is_reached_by_work(day, wall):
            day += _DAY
    return _utc(day, wall, ZoneInfo(zone))


def _is_reached_by_work(day: date, wall: time) -> bool:
    # Midnight is the end of the day before: that of Friday is reached on Saturday.
    return (day if wall > time() else day - _DAY).weekday() in WORKING_WEEK


def _edges(day: date, availability: Availability, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the moments of a local day at which hours can begin."""
    for wall in (time(), availability.opens):
        for fold in (0, 1):
            yield _utc(day, wall.replace(fold=fold), zone)
    begin, end = _utc(day, time(), zone), _utc(day + _DAY, time(), zone)
    if begin.astimezone(zone).utcoffset() != end.astimezone(zone).utcoffset():
        yield _clock_change(begin, end, zone)


def _clock_change(begin: datetime, end: datetime, zone: ZoneInfo) -> datetime:
    """Return the minute in which the one clock change between two moments takes effect."""
    offset = begin.astimezone(zone).utcoffset()
    while end - begin > _MINUTE:
        middle = begin + _whole_minutes((end - begin) / 2)
        if middle.astimezone(zone).utcoffset() == offset:
            begin = middle
        else:
            end = middle
    return end


def _whole_minutes(span: timedelta) -> timedelta:
    return max(_MINUTE, span // _MINUTE * _MINUTE)


def _utc(day: date, wall: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, wall, tzinfo=zone).astimezone(UTC)
