"""Slack's own client complains of what does not fit a field, and the app hears nothing of it."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.inputs import Chosen
from bot.playground.workspace import Workspace
from tests.slack.workspace_world import BotEar, Json, entry, option, plain

ABC = [*map(option, "abc")]


def number(**more: Any) -> Json:
    """Return a field for a number."""
    return {"type": "number_input", "is_decimal_allowed": False, **more}


WRONG: dict[str, tuple[Json, Chosen, str]] = {
    "a word for a number": (number(), "three", "enter a number"),
    "no number at all": (number(), "NaN", "enter a number"),
    "a part of a number": (number(), "2.5", "whole number"),
    "a number too small": (number(min_value="1"), "0", "no smaller than 1"),
    "a number too great": (number(max_value="20"), "21", "no greater than 20"),
    "half an address": ({"type": "url_text_input"}, "example.org", "full address"),
    "another scheme": ({"type": "url_text_input"}, "ftp://example.org/x", "full address"),
    "half an e-mail address": ({"type": "email_text_input"}, "ada@example", "e-mail address"),
    "a short text": ({"type": "plain_text_input", "min_length": 5}, "four", "5 to 3000"),
    "a day that is none": ({"type": "datepicker"}, "2031-02-30", "choose a date"),
    "a time that is none": ({"type": "timepicker"}, "24:10", "choose a time"),
    "too many options": (
        {"type": "multi_static_select", "options": ABC, "max_selected_items": 2},
        ["a", "b", "c"],
        "at most 2",
    ),
    "too many people": (
        {"type": "multi_users_select", "max_selected_items": 1},
        ["U0CHEMIST", "U0GUEST"],
        "at most 1",
    ),
    "nothing": ({"type": "users_select"}, None, "required field"),
}


@pytest.fixture
def app(make_workspace: Callable[..., Workspace]) -> BotEar:
    """A connected app in the small community."""
    return BotEar(make_workspace())


def submit(app: BotEar, element: Json, chosen: Chosen) -> tuple[object, dict[str, str]]:
    """Fill in a form of one field; return what was sent and what the client complains of."""
    form = {
        "type": "modal",
        "title": plain("F"),
        "submit": plain("S"),
        "blocks": [entry("f", element)],
    }
    ana = app.workspace.as_person("U0ANALYST")
    ana.slash("/ask")
    app.opens(form)
    sent = ana.submit(f=chosen)
    return sent, ana.modal.errors if ana.modal else {}


@pytest.mark.parametrize("what", WRONG)
def test_what_does_not_fit_is_not_sent(app: BotEar, what: str) -> None:
    """The complaint stands under its field."""
    element, chosen, complaint = WRONG[what]
    sent, errors = submit(app, element, chosen)

    assert sent is None
    assert complaint in errors["f_b"]


@pytest.mark.parametrize(
    ("element", "chosen", "value"),
    [
        (number(min_value="1", max_value="20"), "20", "20"),
        (number(is_decimal_allowed=True), "2.5", "2.5"),
        ({"type": "url_text_input"}, "https://example.org/x", "https://example.org/x"),
        ({"type": "email_text_input"}, "ada@example.org", "ada@example.org"),
        ({"type": "datepicker"}, "2032-02-29", "2032-02-29"),
        ({"type": "timepicker"}, "09:30", "09:30"),
        ({"type": "users_select"}, "U0CHEMIST", "U0CHEMIST"),
        ({"type": "multi_users_select", "max_selected_items": 1}, ["U0GUEST"], ["U0GUEST"]),
    ],
)
def test_what_fits_arrives(app: BotEar, element: Json, chosen: Chosen, value: object) -> None:
    """As Slack's `state.values` say it."""
    submit(app, element, chosen)
    state = app.payload["view"]["state"]["values"]["f_b"]["f"]

    assert state["type"] == element["type"]
    assert value in state.values()
