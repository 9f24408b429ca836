"""“Why this answer?”, and whether the question is kept with the record of it."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.listeners.windows import filled, opened
from bot.models import Place, Question
from bot.views.parts import Json, Message, note
from bot.views.records import MOST_SHOWN, records_message
from bot.views.sources import gone_modal
from bot.views.why import WHY, Keeping, why_modal
from knowledge.answers.explaining import looked_at

SHOWN = 5
KEPT = "Your question is kept."
NOT_READ = (
    "Nothing was kept: I cannot read a question of yours there. It may have been deleted, or be "
    "somebody else's."
)
NOT_FIT = (
    "Nothing was kept: the question is marked, something in it identifies somebody, or it was kept "
    "before in other words."
)
TAKEN_BACK = "Your question is no longer kept."


def why_answer(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Say how an answer came about."""
    ack()
    show_why(body["actions"][0]["value"], body, client, desk)


def show_why(value: str, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Open the explanation of an answer.

    Args:
        value: `key|asked`; see `Handle`.
    """
    view_id = opened(client, body["trigger_id"], WHY)
    filled(client, view_id, _view(desk, value, body["user"]["id"]))


def keep_question(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Keep the asker's question with the record, when it can be read and may be kept."""
    ack()
    value, user = body["actions"][0]["value"], body["user"]["id"]
    key, _, asked = value.partition("|")
    text = desk.threads.words_of(_question(key, asked, user))
    if not text:
        notice = NOT_READ
    else:
        notice = KEPT if desk.services.records.keep(key, user, text) else NOT_FIT
    _show_again(client, body, _view(desk, value, user, notice))


def take_back(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Delete the question at once."""
    ack()
    value, user = body["actions"][0]["value"], body["user"]["id"]
    desk.services.records.take_back(value.partition("|")[0], user)
    _show_again(client, body, _view(desk, value, user, TAKEN_BACK))


def answers(asked: Asked, desk: Desk) -> Message:
    """`/science answers [n]`: what was answered last; who asked is not said."""
    wanted = int(asked.rest) if asked.rest.isdecimal() and asked.rest.isascii() else SHOWN
    if asked.rest and not asked.rest.isdecimal():
        return note(f"How many answers do you want to see? Write a number up to {MOST_SHOWN}.")
    return records_message(desk.services.records.latest(max(1, min(wanted, MOST_SHOWN))))


def _view(desk: Desk, value: str, user: str, notice: str = "") -> Json:
    key, _, asked = value.partition("|")
    answer = desk.services.answer_log.load(key)
    if answer is None:
        return gone_modal(WHY)
    audience = desk.audiences.of_person(user)
    passages = looked_at(answer, desk.services.documents, audience.may_read)
    records = desk.services.records
    record, keeping = records.of(key), None
    if record and records.is_by(key, user):
        is_kept = bool(record.question)
        keeping = Keeping(value, records.keep_days, is_kept, bool(asked), notice)
    return why_modal(answer, passages, record.at if record else None, keeping)


def _question(key: str, asked: str, user: str) -> Question:
    channel, ts, thread = [*asked.split("|"), "", "", ""][:3]
    return Question(
        key=key, place=Place.CHANNEL, user=user, channel=channel, ts=ts, thread=thread or ts
    )


def _show_again(client: WebClient, body: dict[str, Any], view: Json) -> None:
    filled(client, body["view"]["id"], view)
