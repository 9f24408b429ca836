"""What stands in a submitted form."""

from typing import Any

import pytest

from bot.brought import Details
from bot.documents.form import details_of
from knowledge.models.documents import Kind


def view(**changes: Any) -> dict[str, Any]:
    """Return a submitted view as Slack sends it."""
    state: dict[str, Any] = {
        "title": {"type": "plain_text_input", "value": " Tide  trials "},
        "date": {"type": "plain_text_input", "value": None},
        "kind": {"type": "static_select", "selected_option": {"value": "practice"}},
        "audience": {"type": "radio_buttons", "selected_option": {"value": "community"}},
        "channel": {"type": "conversations_select", "selected_conversation": None},
        "owner": {"type": "plain_text_input", "value": "Harbour office"},
        "licence": {"type": "plain_text_input", "value": None},
        "review_date": {"type": "datepicker", "selected_date": "2027-05-01"},
    }
    for name, value in changes.items():
        key = {"kind": "selected_option", "audience": "selected_option"}.get(name, "value")
        key = "selected_conversation" if name == "channel" else key
        state[name] = {key: {"value": value} if key == "selected_option" else value}
    return {"state": {"values": {name: {name: value} for name, value in state.items()}}}


def test_a_whole_form_is_read() -> None:
    """Spaces that nobody meant are gone."""
    assert details_of(view()) == Details(
        title="Tide trials",
        kind=Kind.PRACTICE,
        scope="community",
        owner="Harbour office",
        review_date="2027-05-01",
    )


@pytest.mark.parametrize("date", ["2026", "2026-05", "2026-05-17", " 2026-05 "])
def test_a_date_may_be_a_year_a_month_or_a_day(date: str) -> None:
    """As far as it is known."""
    details = details_of(view(date=date))

    assert isinstance(details, Details)
    assert details.date == date.strip()


@pytest.mark.parametrize("date", ["17/05/2026", "2026-13", "2026-02-30", "May", "0000", "20260517"])
def test_a_date_of_another_form_is_complained_of(date: str) -> None:
    """Under its own field."""
    assert set(details_of(view(date=date))) == {"date"}


def test_a_channel_is_asked_for_only_where_it_is_meant() -> None:
    """A channel that was chosen for nothing changes nothing."""
    chosen = details_of(view(audience="channel", channel="C1"))
    idle = details_of(view(audience="public", channel="C1"))

    assert isinstance(chosen, Details)
    assert isinstance(idle, Details)
    assert (chosen.scope, idle.scope) == ("channel:C1", "public")
    assert set(details_of(view(audience="channel"))) == {"channel"}


def test_a_title_of_nothing_visible_is_none() -> None:
    """Slack takes a zero-width space for a text."""
    assert set(details_of(view(title="\u200b \u202e"))) == {"title"}
