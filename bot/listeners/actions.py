"""Buttons and menus under an answer."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.why import show_why
from bot.listeners.windows import filled, opened
from bot.views.sources import documents_of, gone_modal, quotes_modal
from knowledge.models.answers import Answer

QUOTES = "Quotes"


def show_quotes(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Open the quotes of an answer, as far as the viewer may read them today."""
    ack()
    key, user = body["actions"][0]["value"], body["user"]["id"]
    view_id = opened(client, body["trigger_id"], QUOTES)
    answer = desk.services.answer_log.load(key)
    view = quotes_modal(answer, _readable(desk, answer, user)) if answer else gone_modal(QUOTES)
    filled(client, view_id, view)


def answer_menu(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The menu under an answer: why it is so, or the question again in private."""
    ack()
    verb, _, value = body["actions"][0]["selected_option"]["value"].partition("|")
    if verb == "about":
        show_why(value, body, client, desk)
    else:
        desk.workers.wake()


def choose_sense(ack: Ack, desk: Desk) -> None:
    """Wake a worker for the fuller question, which the gate has stored."""
    ack()
    desk.workers.wake()


def _readable(desk: Desk, answer: Answer, user: str) -> frozenset[str]:
    audience = desk.audiences.of_person(user)
    held = desk.services.documents.documents(documents_of(answer))
    return frozenset(key for key, info in held.items() if audience.may_read(info.scope))
