"""When, how often and on what a member may be asked, and with whom they are never introduced."""

from collections.abc import Sequence
from datetime import time

from bot.views.parts import Json, day, field, form, line, paragraph, plain_text, section
from knowledge.models.members import Availability

HOURS_FORM, HOURS_TITLE = "hours_form", "When I may be asked"
PAUSED, MOST, OPENS, CLOSES = "paused_until", "most_asks", "opens", "closes"
DAYS, TIME_ZONE, DECLINED, NEVER = "days", "time_zone", "declined_topics", "never_pair"
LEAST_ASKS, MOST_ASKS = 0, 20
MOST_DECLINED, DECLINED_CHARS, MOST_APART = 10, 60, 50
_DECLINED_CHARS = MOST_DECLINED * (DECLINED_CHARS + 1)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LEAD = (
    "I write to you within these hours alone, and nobody is told why you cannot be asked at a "
    "moment: all that others read is that you cannot."
)
_APART = (
    "You are not shown to them, nor they to you, and neither is asked for the other. This is "
    "confidential: nobody is told, neither they nor a curator."
)


def hours_form(held: Availability, apart: Sequence[str], paused: str) -> Json:
    """Return the form.

    Args:
        held: as it stands; its time zone is one.
        apart: ids of members with whom they are never introduced.
        paused: ISO date of the first day on which they may be asked again, or empty.
    """
    blocks = [
        section(_LEAD),
        day(PAUSED, "Paused until", initial=paused, hint="Leave it empty to be asked now."),
        _most(held.most_asks),
        _clock(OPENS, "I may be written to from", held.opens),
        _clock(CLOSES, "I may be written to until", held.closes, "The same twice means all day."),
        _days(held.days),
        line(
            TIME_ZONE, "Time zone", initial=held.time_zone, hint="Such as Europe/London.", most=60
        ),
        _declined(held.declined_topics),
        _never(apart),
    ]
    return form(HOURS_FORM, HOURS_TITLE, "Save", blocks)


def _declined(held: Sequence[str]) -> Json:
    return paragraph(
        DECLINED,
        "Subjects on which I do not want to be asked",
        initial="\n".join(held),
        hint=f"One a line, at most {MOST_DECLINED}.",
        most=_DECLINED_CHARS,
    )


def _most(held: int) -> Json:
    element: Json = {
        "type": "number_input",
        "action_id": MOST,
        "is_decimal_allowed": False,
        "min_value": str(LEAST_ASKS),
        "max_value": str(MOST_ASKS),
        "initial_value": str(held),
    }
    hint = f"{LEAST_ASKS} to {MOST_ASKS}. Your profile is shown all the same."
    return field(MOST, "Most requests within 14 days", element, hint=hint)


def _clock(name: str, label: str, at: time, hint: str = "") -> Json:
    element: Json = {"type": "timepicker", "action_id": name, "initial_time": f"{at:%H:%M}"}
    return field(name, label, element, hint=hint)


def _days(held: Sequence[int]) -> Json:
    options = [
        {"text": plain_text(name, 75), "value": str(number)} for number, name in enumerate(_DAYS)
    ]
    element: Json = {"type": "checkboxes", "action_id": DAYS, "options": options}
    chosen = [options[number] for number in sorted(set(held))]
    if chosen:
        element["initial_options"] = chosen
    return field(DAYS, "On these days", element)


def _never(apart: Sequence[str]) -> Json:
    element: Json = {
        "type": "multi_users_select",
        "action_id": NEVER,
        "placeholder": plain_text("Nobody", 150),
        "max_selected_items": MOST_APART,
    }
    if apart:
        element["initial_users"] = list(apart)[:MOST_APART]
    label = "People with whom I am never to be introduced"
    return field(NEVER, label, element, hint=_APART, optional=True)
