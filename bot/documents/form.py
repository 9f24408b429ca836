"""What stands in a submitted form: details of a document, or a complaint under each field."""

import re
from datetime import date
from typing import Any

from bot.brought import Details, Errand
from bot.mrkdwn import visible
from bot.views.document_form import CHANNEL
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.documents import Kind

Json = dict[str, Any]
Complaints = dict[str, str]
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def errand_of(view: Json) -> Errand:
    """Return what the form is about."""
    return Errand.model_validate_json(view["private_metadata"])


def details_of(view: Json) -> Details | Complaints:
    """Return what was said of the document, or complaints by block id."""
    said = {name: _value(state[name]) for name, state in view["state"]["values"].items()}
    complaints = {
        "title": "" if visible(said["title"]) else "Give it a title, as it is to be cited.",
        "date": _date_complaint(said["date"]),
        "channel": "" if _scope(said) else "Choose the channel whose members may read it.",
    }
    wrong = {name: complaint for name, complaint in complaints.items() if complaint}
    if wrong:
        return wrong
    return Details(
        title=visible(said["title"]),
        date=said["date"].strip(),
        kind=Kind(said["kind"]),
        scope=_scope(said),
        owner=visible(said["owner"]),
        licence=visible(said["licence"]),
        review_date=said["review_date"],
    )


def _value(state: Json) -> str:
    option = state.get("selected_option") or {}
    found = (
        state.get("value")
        or option.get("value")
        or state.get("selected_conversation")
        or state.get("selected_date")
    )
    return str(found or "")


def _scope(said: dict[str, str]) -> str:
    if said["audience"] != CHANNEL:
        return PUBLIC if said["audience"] == PUBLIC else COMMUNITY
    return f"channel:{said['channel']}" if said["channel"] else ""


def _date_complaint(typed: str) -> str:
    wrong = "Write a year, a month or a day: 2026, 2026-05 or 2026-05-17."
    if not typed.strip():
        return ""
    parts = _DATE.fullmatch(typed.strip())
    if parts is None:
        return wrong
    try:
        date(*(int(part or 1) for part in parts.groups()))
    except ValueError:
        return wrong
    return ""
