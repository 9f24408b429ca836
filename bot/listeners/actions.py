"""Buttons and menus under an answer."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.views.answer import about_modal
from bot.views.parts import Json
from bot.views.sources import documents_of, gone_modal, loading_modal, quotes_modal
from knowledge.models.answers import Answer

QUOTES = "Quotes"
ABOUT = "About this answer"


def show_quotes(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Open the quotes of an answer, as far as the viewer may read them today."""
    ack()
    key, user = body["actions"][0]["value"], body["user"]["id"]
    view_id = _open(client, body["trigger_id"], QUOTES)
    answer = desk.services.answer_log.load(key)
    view = quotes_modal(answer, _readable(desk, answer, user)) if answer else gone_modal(QUOTES)
    client.views_update(view_id=view_id, view=view)


def about_answer(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Say how an answer came about."""
    ack()
    _show_about(body["actions"][0]["value"], body["trigger_id"], client, desk)


def answer_menu(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The menu under an answer: about it, or the question again in private."""
    ack()
    verb, _, value = body["actions"][0]["selected_option"]["value"].partition("|")
    if verb == "about":
        _show_about(value, body["trigger_id"], client, desk)
    else:
        desk.workers.wake()


def choose_sense(ack: Ack, desk: Desk) -> None:
    """Wake a worker for the fuller question, which the gate has stored."""
    ack()
    desk.workers.wake()


def _show_about(key: str, trigger_id: str, client: WebClient, desk: Desk) -> None:
    view_id = _open(client, trigger_id, ABOUT)
    answer = desk.services.answer_log.load(key)
    client.views_update(view_id=view_id, view=about_modal(answer) if answer else gone_modal(ABOUT))


def _open(client: WebClient, trigger_id: str, title: str) -> str:
    # A trigger lives for three seconds, and looking things up may take longer.
    opened = client.views_open(trigger_id=trigger_id, view=loading_modal(title))
    view: Json = opened["view"]
    return str(view["id"])


def _readable(desk: Desk, answer: Answer, user: str) -> frozenset[str]:
    audience = desk.audiences.of_person(user)
    held = desk.services.documents.documents(documents_of(answer))
    return frozenset(key for key, info in held.items() if audience.may_read(info.scope))
