"""What both sides say came of an introduction, and the answer that they may publish."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.introductions.publishing import Look, Named
from bot.listeners.letters import notice_of
from bot.listeners.offers import KIND_NEEDED, tell_curators
from bot.listeners.windows import filled, opened
from bot.submitted import NOT_TO_BE_SENT, values_of
from bot.views.offers import CREDIT, MEMBER_KIND
from bot.views.outcomes import AGREE_TITLE, ANSWER, NO_ANSWER, OUTCOMES, WRITE_TITLE
from knowledge.models.contributions import Credit


def said(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """*It helped*, *Not really*, *We have not talked yet*: counted, and nobody else sees it."""
    pressed, user = body["actions"][0], body["user"]["id"]
    outcome = OUTCOMES[pressed["action_id"]]
    desk.introductions.afterwards.say(pressed["value"], user, outcome, notice_of(body))
    # Acknowledged when it is kept: whoever changes their mind at once is heard in that order.
    ack()


def thank(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """*Thank*: the other side gets one line."""
    introduction, user = body["actions"][0]["value"], body["user"]["id"]
    desk.introductions.afterwards.thank(introduction, user, notice_of(body))
    ack()


def write_up(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Write the answer up*: show the form."""
    ack()
    introduction, user = body["actions"][0]["value"], body["user"]["id"]
    view_id = opened(client, body["trigger_id"], WRITE_TITLE)
    view = desk.introductions.publishing.form(introduction, user)
    filled(client, view_id, view)


def written(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """One side has written it: the other is shown exactly that."""
    view, user = body["view"], body["user"]["id"]
    filled, introduction = values_of(view), view["private_metadata"]
    typed, wrong = filled[ANSWER], _unnamed(filled)
    text = desk.services.fit_to_keep(typed) if any(char.isalnum() for char in typed) else ""
    if not text:
        wrong[ANSWER] = NOT_TO_BE_SENT if typed.strip() else NO_ANSWER
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    shown = desk.introductions.publishing.write(introduction, user, text, _named(filled))
    ack(response_action="update", view=shown)


def read(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Have a look*: show exactly what would be kept."""
    ack()
    look, user = Look.of(body["actions"][0]["value"]), body["user"]["id"]
    view_id = opened(client, body["trigger_id"], AGREE_TITLE)
    view = desk.introductions.publishing.look(look, user)
    filled(client, view_id, view)


def agreed(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """Both agree to the same words: that is the consent; a curator decides as on any offer."""
    view, user = body["view"], body["user"]["id"]
    filled = values_of(view)
    wrong = _unnamed(filled)
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    look = Look.of(view["private_metadata"])
    shown = desk.introductions.publishing.agree(look, user, _named(filled))
    ack(response_action="update", view=shown)
    tell_curators(desk)


def _named(filled: dict[str, str]) -> Named:
    if CREDIT not in filled:
        return Named()
    return Named(Credit(filled[CREDIT]), filled[MEMBER_KIND])


def _unnamed(filled: dict[str, str]) -> dict[str, str]:
    missing = filled.get(CREDIT) == Credit.KIND and not filled[MEMBER_KIND]
    return {MEMBER_KIND: KIND_NEEDED} if missing else {}
