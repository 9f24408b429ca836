"""Moments as people read them, and Slack's `<!date^…>`."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup, escape

_FORMATS = {
    "date_num": "%Y-%m-%d",
    "date": "%-d %B %Y",
    "date_short": "%-d %b %Y",
    "date_long": "%A %-d %B %Y",
    "date_pretty": "%-d %B %Y",
    "date_short_pretty": "%-d %b %Y",
    "date_long_pretty": "%A %-d %B %Y",
    "time": "%H:%M",
    "time_secs": "%H:%M:%S",
}
_FIELD = re.compile(r"\{([a-z_]+)\}")


def _zone() -> tzinfo:
    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        return UTC


ZONE = _zone()


def moment(ts: str) -> datetime:
    """Return the time of a message's `ts` where the workspace is."""
    return datetime.fromtimestamp(float(ts), tz=ZONE)


def slack_date(body: str, fallback: str, link: Callable[[str, str], Markup]) -> Markup:
    """Render `!date^<seconds>^<format>[^<link>]`; the fallback when it makes no sense."""
    _, seconds, pattern, *address = [*body.split("^"), ""][:5]
    if not seconds.isdigit() or len(seconds) > len("9999999999"):
        return escape(fallback)
    when = datetime.fromtimestamp(int(seconds), tz=ZONE)

    def filled(match: re.Match[str]) -> str:
        style = _FORMATS.get(match.group(1))
        return when.strftime(style) if style else match.group()

    shown = _FIELD.sub(filled, pattern)
    return link(address[0], shown) if address and address[0] else escape(shown)


def is_date(text: str) -> bool:
    """Whether a text is a day as Slack writes it, YYYY-MM-DD."""
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and _parses(date.fromisoformat, text)


def is_time(text: str) -> bool:
    """Whether a text is a time as Slack writes it, HH:MM."""
    return bool(re.fullmatch(r"\d{2}:\d{2}", text)) and _parses(time.fromisoformat, text)


def _parses(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
