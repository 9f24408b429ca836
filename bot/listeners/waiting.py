"""*Ask the channel*, *Tell me when someone knows*, and what came of either."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.listeners.windows import filled, opened
from bot.submitted import NOT_TO_BE_SENT, values_of
from bot.views.calls import (
    ASK_TITLE,
    CHANNEL,
    NAMED,
    NO_CALL,
    NO_CHANNEL,
    NO_QUESTION,
    NOBODYS,
    NOT_THERE,
    NOT_YOURS,
    QUESTION,
    THANKED,
    THANKS_TITLE,
    TOO_OFTEN,
    WITH_NAME,
    Choices,
    ask_form,
    asking_modal,
    call_rows,
    told_when_known,
)
from bot.views.offers import notice_modal
from bot.views.parts import Json
from bot.views.waits import (
    NOTHING_TO_TAKE_OUT,
    STOPPED,
    TAKEN_OUT,
    TELL_TITLE,
    TOO_MANY,
    WAITING_TITLE,
    mine_modal,
    tell_form,
    waiting_modal,
)
from bot.waiting.places import Places, Said, Spot, said_at
from bot.waiting.posting import KIND as CALL
from bot.waiting.thanking import KIND as THANKS
from bot.waiting.thanking import Thanks, may_thank
from knowledge.models.waiting import Call
from knowledge.stewardship.calling import Wanted
from knowledge.stewardship.waiting import MOST


def ask_channel(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Ask the channel*: show what would be asked, where, and under whose name."""
    ack()
    value, user = body["actions"][0]["value"], body["user"]["id"]
    view_id = opened(client, body["trigger_id"], ASK_TITLE, on_top=bool(body.get("view")))
    spot = Spot.of(value)
    said = said_at(client, spot.channel, spot.ts, spot.thread)
    filled(client, view_id, channel_form(value, said, user, desk))


def channel_asked(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """The asker has decided: that is the consent."""
    view, user = body["view"], body["user"]["id"]
    said = values_of(view)
    question, wrong = _fit(said[QUESTION], desk)
    room = _places(desk).allowed(user, said[CHANNEL])
    if wrong or room is None:
        ack(response_action="errors", errors=wrong or {CHANNEL: NOT_THERE})
        return
    wanted = Wanted(user, question, room.id, named=said[NAMED] == WITH_NAME)
    call = desk.services.calling.call(wanted)
    if call is None:
        most = desk.services.pack.calls.a_day
        ack(response_action="errors", errors={QUESTION: TOO_OFTEN.format(times=most)})
        return
    desk.services.inbox.put(f"{CALL} {call.id}", CALL, {"call": call.id})
    is_told = desk.services.waiting.wait(user, question) is not None
    told = told_when_known(desk.science, MOST, is_told=is_told)
    shown = asking_modal(call, _name(call, desk), _address(call, desk), told)
    ack(response_action="update", view=shown)
    desk.workers.wake()


def tell_me(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Tell me when someone knows*: show what would be kept."""
    ack()
    value = body["actions"][0]["value"]
    view_id = opened(client, body["trigger_id"], TELL_TITLE, on_top=bool(body.get("view")))
    spot = Spot.of(value)
    said = said_at(client, spot.channel, spot.ts, spot.thread)
    days = desk.services.waiting.days
    view = tell_form(_one_line(said), value, days, desk.science)
    filled(client, view_id, view)


def told_later(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """They have decided: that is the consent."""
    view, user = body["view"], body["user"]["id"]
    question, wrong = _fit(values_of(view)[QUESTION], desk)
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    wait = desk.services.waiting.wait(user, question)
    if wait is None:
        ack(response_action="errors", errors={QUESTION: TOO_MANY.format(most=MOST)})
        return
    shown = waiting_modal(wait, desk.services.waiting.days, desk.science)
    ack(response_action="update", view=shown)


def this_answers(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*This answers it* in a message's menu: the same as a reaction, and nobody else sees it."""
    ack()
    message, user, channel = body["message"], body["user"]["id"], body["channel"]["id"]
    call = desk.services.calling.at(channel, message.get("thread_ts") or "")
    if call is None or message["ts"] == call.ts:
        said = NO_CALL
    elif message.get("bot_id") or not message.get("user"):
        said = NOBODYS
    elif not may_thank(call, user, desk.roles):
        said = NOT_YOURS
    else:
        pressed = body["action_ts"]
        thanks = Thanks(user=user, channel=channel, ts=message["ts"], occasion=pressed)
        desk.services.inbox.put(thanks.key, THANKS, thanks.model_dump())
        desk.workers.wake()
        said = THANKED
    client.views_open(trigger_id=body["trigger_id"], view=notice_modal(said, THANKS_TITLE))


def waiting(asked: Asked, desk: Desk) -> None:
    """`/science waiting`: what this member waits for, and had asked."""
    _open_mine(asked.client, asked.trigger_id, asked.user, desk)


def open_waiting(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The button on the Home tab."""
    ack()
    _open_mine(client, body["trigger_id"], body["user"]["id"], desk)


def stop_waiting(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Stop waiting*: what was kept of the question goes."""
    ack()
    user = body["user"]["id"]
    desk.services.waiting.stop(body["actions"][0]["value"], user)
    filled(client, body["view"]["id"], _mine(user, desk, STOPPED))


def take_back_call(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Take the question back*, in the list or in the letter about it."""
    ack()
    user, call_id = body["user"]["id"], body["actions"][0]["value"]
    news = NOTHING_TO_TAKE_OUT
    if desk.services.calling.take_back(call_id, user):
        news = TAKEN_OUT
        # Should it be under way to its channel, whoever comes second edits it there.
        desk.services.inbox.put(f"{CALL} {call_id} back", CALL, {"call": call_id})
        desk.workers.wake()
    if body.get("view"):
        filled(client, body["view"]["id"], _mine(user, desk, news))
    else:
        view = notice_modal(news, ASK_TITLE)
        client.views_open(trigger_id=body["trigger_id"], view=view)


def _fit(typed: str, desk: Desk) -> tuple[str, dict[str, str]]:
    """Return a question as it may be kept, or what is wrong with it, by field."""
    if not any(char.isalnum() for char in typed):
        return "", {QUESTION: NO_QUESTION}
    question = desk.services.fit_to_keep(typed)
    return question, {} if question else {QUESTION: NOT_TO_BE_SENT}


def channel_form(value: str, said: Said | None, user: str, desk: Desk) -> Json:
    """Return the form in which a channel is chosen, or that there is none.

    Args:
        value: where the question stands; see `gap_controls`.
        said: what it says, or None when nobody can tell.
        user: who wants to ask.
        desk: everything.
    """
    spot = Spot.of(value)
    channels = _places(desk).for_asking(user, spot, said.author if said else "")
    if not channels:
        return notice_modal(NO_CHANNEL, ASK_TITLE)
    rules, science = desk.services.pack.calls, desk.science
    proposed = [one for one, name in channels.items() if name == f"#{rules.channel}"]
    first = spot.channel if spot.channel in channels else "".join(proposed[:1])
    choices = Choices(_one_line(said), channels, first, value)
    return ask_form(choices, rules.thanks, desk.services.waiting.days, science)


def _open_mine(client: WebClient, trigger_id: str, user: str, desk: Desk) -> None:
    view_id = opened(client, trigger_id, WAITING_TITLE)
    filled(client, view_id, _mine(user, desk))


def _mine(user: str, desk: Desk, news: str = "") -> Json:
    rows = [
        call_rows(one, _name(one, desk), _address(one, desk))
        for one in desk.services.calling.of_member(user)
    ]
    return mine_modal(desk.services.waiting.of_member(user), rows, news)


def _name(call: Call, desk: Desk) -> str:
    facts = desk.rooms.facts(call.channel)
    return facts.name if facts else ""


def _address(call: Call, desk: Desk) -> str:
    return desk.rooms.message_url(call.channel, call.ts) if call.ts else ""


def _one_line(said: Said | None) -> str:
    return " ".join(said.text.split()) if said else ""


def _places(desk: Desk) -> Places:
    return Places(desk.rooms, desk.audiences)
