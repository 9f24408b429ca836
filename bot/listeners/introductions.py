"""`/science introductions`: those that a member asked for, and those for which they were asked."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.listeners.windows import opened
from bot.views.introductions import (
    MINE_TITLE,
    REVEALED,
    SOMEBODY,
    SOMEBODY_ELSE,
    Entry,
    mine_modal,
)
from bot.views.parts import Json
from knowledge.models.introductions import Introduction


def mine(asked: Asked, desk: Desk) -> None:
    """Show them."""
    view_id = opened(asked.client, asked.trigger_id, MINE_TITLE)
    asked.client.views_update(view_id=view_id, view=_mine(asked.user, desk))


def take_back(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Take it back*: nobody is asked any more."""
    ack()
    user = body["user"]["id"]
    news = desk.experts.requesting.take_back(body["actions"][0]["value"], user)
    client.views_update(view_id=body["view"]["id"], view=_mine(user, desk, news))


def _mine(user: str, desk: Desk, news: str = "") -> Json:
    introducing = desk.services.introducing
    asked = [Entry(one, _candidate(one, desk)) for one in introducing.of_asker(user)]
    candidate = [Entry(one, _asker(one, desk)) for one in introducing.of_candidate(user)]
    return mine_modal(asked, candidate, news)


def _candidate(one: Introduction, desk: Desk) -> str:
    """Return whom an asker may know of: not whom somebody else chose, until that one agrees."""
    if one.passed_from and one.state not in REVEALED:
        return SOMEBODY_ELSE
    member = desk.services.membership.of(one.candidate) if one.candidate else None
    return member.profile.name if member and member.is_listed else SOMEBODY


def _asker(one: Introduction, desk: Desk) -> str:
    if not one.asker or (one.anonymous and one.state not in REVEALED):
        return SOMEBODY
    return desk.people.of(one.asker).name
