"""What a candidate presses below the letter that asks them."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.delivery import Notice
from bot.desk import Desk
from bot.introductions.deeds import Deed, What
from bot.listeners.windows import filled, opened
from bot.submitted import NOT_TO_BE_SENT, values_of
from bot.views.letters import BACK
from bot.views.parts import note
from bot.views.replies import ANSWER, ANSWER_TITLE, NO_ANSWER, PASS_TITLE, PERSON
from knowledge.models.introductions import Decline


def happy(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """*Happy to*: a worker brings the two together."""
    _put(body, body["actions"][0]["value"], What.ACCEPT, desk)
    ack()
    desk.workers.wake()


def not_now(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """*Not now*: nobody learns why."""
    _put(body, body["actions"][0]["value"], What.DECLINE, desk)
    ack()
    desk.workers.wake()


def not_my_area(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """*Not my area*: nobody learns why."""
    _put(body, body["actions"][0]["value"], What.DECLINE, desk, Decline.NOT_MY_AREA)
    ack()
    desk.workers.wake()


def another_reason(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """Another reason: nobody learns it."""
    introduction, _, why = body["actions"][0]["selected_option"]["value"].partition("|")
    _put(body, introduction, What.DECLINE, desk, Decline(why))
    ack()
    desk.workers.wake()


def pause_me(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """*Pause me*: as *Not now*, and nothing more for a while."""
    _put(body, body["actions"][0]["value"], What.PAUSE, desk)
    ack()
    desk.workers.wake()


def answer_here(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Answer here in one message*: show the form."""
    ack()
    introduction, user = body["actions"][0]["value"], body["user"]["id"]
    view_id = opened(client, body["trigger_id"], ANSWER_TITLE)
    view = desk.introductions.replying.answer_form(introduction, user)
    filled(client, view_id, view)


def answered(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """The answer is handed on as soon as it is kept."""
    view, user = body["view"], body["user"]["id"]
    typed = values_of(view)[ANSWER]
    if not any(char.isalnum() for char in typed):
        ack(response_action="errors", errors={ANSWER: NO_ANSWER})
        return
    text = desk.services.fit_to_keep(typed)
    if not text:
        ack(response_action="errors", errors={ANSWER: NOT_TO_BE_SENT})
        return
    introduction = view["private_metadata"]
    shown = desk.introductions.replying.answer(introduction, user, text, view["id"])
    ack(response_action="update", view=shown)
    desk.workers.wake()


def pass_on(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Pass to…*: show the form."""
    ack()
    introduction, user = body["actions"][0]["value"], body["user"]["id"]
    view_id = opened(client, body["trigger_id"], PASS_TITLE)
    view = desk.introductions.replying.pass_form(introduction, user)
    filled(client, view_id, view)


def passed(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """Somebody was named; whoever cannot be asked is refused in one wording."""
    view, user = body["view"], body["user"]["id"]
    introduction, to = view["private_metadata"], values_of(view)[PERSON]
    shown = desk.introductions.replying.pass_on(introduction, user, to, view["id"])
    if isinstance(shown, str):
        ack(response_action="errors", errors={PERSON: shown})
        return
    ack(response_action="update", view=shown)
    desk.workers.wake()


def back(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """*I am back*: they may be asked again."""
    ack()
    desk.services.membership.pause(body["user"]["id"], None)
    desk.delivery.revise(notice_of(body), note(BACK))


def notice_of(body: dict[str, Any]) -> Notice:
    """Return where the message stands in which somebody pressed."""
    return Notice(body["channel"]["id"], body["message"]["ts"])


def _put(
    body: dict[str, Any], introduction: str, what: What, desk: Desk, why: Decline = Decline.BUSY
) -> None:
    pressed = body["actions"][0]["action_ts"]
    by = body["user"]["id"]
    desk.introductions.replying.put(
        Deed(introduction=introduction, what=what, by=by, occasion=pressed, why=why)
    )
