"""*Find someone who knows*: the command, the shortcut, the button, and what stands on a card."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from bot.desk import Desk
from bot.experts.carried import Request, Search
from bot.gate import is_own_word
from bot.listeners.asked import Asked, asked_of
from bot.listeners.profile import my_profile
from bot.listeners.windows import filled, opened
from bot.markup import plain_text
from bot.submitted import NOT_TO_BE_SENT, values_of
from bot.views.cards import (
    NO_TOPIC,
    QUESTION,
    TITLE,
    experts_help,
    people_message,
    people_modal,
)
from bot.views.offers import notice_modal
from bot.views.parts import Message
from bot.views.reason import (
    NAMED,
    NEEDED,
    NO_QUESTION,
    REASON,
    REASON_TITLE,
    WITHOUT_NAME,
    preview_form,
    reason_form,
)
from bot.waiting.places import Spot, said_at

TYPED = "||"
"""Where a question stands that was typed for this: nowhere that others could read it."""


def about(_asked: Asked, desk: Desk) -> Message:
    """`/experts` alone: what may follow it."""
    return experts_help(desk.services.pack)


WORDS: dict[str, Callable[[Asked, Desk], Message | None]] = {
    "": about,
    "help": about,
    "me": my_profile,
}
"""What a word after the command does; `bot.gate.OWN_WORDS` says which are no subject."""


def experts(
    ack: Ack, command: dict[str, Any], respond: Respond, client: WebClient, desk: Desk
) -> None:
    """`/experts subject or name`: the gate has stored it; a worker replies to the asker alone."""
    ack()
    text = str(command.get("text", "")).strip()
    if not is_own_word(text):
        desk.workers.wake()
        return
    message = WORDS.get(text.lower(), about)(asked_of(command, client), desk)
    if message:
        respond(text=message.text, blocks=list(message.blocks), response_type="ephemeral")


def find_people(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The button below an answer: whoever presses sees people, and nobody else does."""
    ack()
    key, _, where = body["actions"][0]["value"].partition("|")
    view_id = opened(client, body["trigger_id"], TITLE)
    spot = Spot.of(where)
    said = said_at(client, spot.channel, spot.ts, spot.thread)
    text, user = said.text if said else "", body["user"]["id"]
    view = desk.experts.opening.window(text, Search(answer=key), user, where)
    filled(client, view_id, view)


def find_someone(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """In a message's menu: its text is what is looked for."""
    ack()
    view_id = opened(client, body["trigger_id"], TITLE)
    message, user = body["message"], body["user"]["id"]
    where = f"{body['channel']['id']}|{message['ts']}|{message.get('thread_ts') or message['ts']}"
    text = plain_text(message.get("text") or "")
    view = desk.experts.opening.window(text, Search(), user, where)
    filled(client, view_id, view)


def looked_for(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """Somebody has written what they want to know.

    The window changes with the acknowledgement: a later change may overtake that.
    """
    view, user = body["view"], body["user"]["id"]
    text, search = values_of(view)[QUESTION], Search.of(view["private_metadata"])
    if not any(char.isalnum() for char in text):
        ack(response_action="errors", errors={QUESTION: NO_TOPIC})
        return
    found = desk.experts.opening.window(text, search, user, TYPED)
    ack(response_action="update", view=found)


def turn_dial(
    ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond, desk: Desk
) -> None:
    """The same question, asked for depth or for a reply soon."""
    ack()
    _look_again(Search.of(body["actions"][0]["value"]).turned(), body, client, respond, desk)


def not_right(
    ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond, desk: Desk
) -> None:
    """Show somebody else instead; nobody else learns of it, and nothing of it is kept."""
    ack()
    member, _, search = body["actions"][0]["value"].partition("|")
    _look_again(Search.of(search).without(member), body, client, respond, desk)


def ask_person(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Ask for an introduction*: show the form."""
    ack()
    member, _, carried = body["actions"][0]["value"].partition("|")
    view_id = opened(client, body["trigger_id"], REASON_TITLE, on_top=bool(body.get("view")))
    search = Search.of(carried)
    request = Request(candidate=member, search=search, question=search.question)
    card = desk.experts.requesting.card(request, body["user"]["id"])
    if isinstance(card, str):
        filled(client, view_id, notice_modal(card, REASON_TITLE))
    else:
        filled(client, view_id, reason_form(card, request))


def reason_given(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """Show what would be read; nothing is sent, and nothing kept."""
    view, user = body["view"], body["user"]["id"]
    said, request = values_of(view), Request.of(view["private_metadata"])
    kept, wrong = _fit(said, desk)
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    hidden = said[NAMED] == WITHOUT_NAME
    told = {**kept, "needed": said[NEEDED], "anonymous": hidden}
    written = Request(candidate=request.candidate, search=request.search, **told)
    name = "" if hidden else desk.people.of(user).name
    ack(response_action="push", view=preview_form(written, name))


def reason_sent(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """The asker has seen what will be read, and sends it."""
    request = Request.of(body["view"]["private_metadata"])
    command = f"{desk.science} introductions" if desk.science else ""
    shown = desk.experts.requesting.send(request, body["user"]["id"], command)
    ack(response_action="update", view=shown)


def _look_again(
    search: Search, body: dict[str, Any], client: WebClient, respond: Respond, desk: Desk
) -> None:
    view, user = body.get("view"), body["user"]["id"]
    where = TYPED if view else f"{body['channel']['id']}||"
    shown = desk.experts.finding.people(search, user, where)
    if view:
        filled(client, view["id"], people_modal(shown))
        return
    message = people_message(shown)
    respond(
        text=message.text,
        blocks=list(message.blocks),
        response_type="ephemeral",
        replace_original=True,
    )


def _fit(said: dict[str, str], desk: Desk) -> tuple[dict[str, str], dict[str, str]]:
    """Return what may be kept, and what is wrong, each by field."""
    if not any(char.isalnum() for char in said[QUESTION]):
        return {}, {QUESTION: NO_QUESTION}
    typed = {name: said[name] for name in (QUESTION, REASON)}
    kept = {name: desk.services.fit_to_keep(text) if text else "" for name, text in typed.items()}
    return kept, {name: NOT_TO_BE_SENT for name, text in typed.items() if text and not kept[name]}
