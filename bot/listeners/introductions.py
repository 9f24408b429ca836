"""A member's introductions, what they may do next, and what curators see of all of them."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.experts.carried import MOST_DROPPED, Search
from bot.introductions.deeds import Deed, What
from bot.listeners.asked import Asked
from bot.listeners.experts import TYPED
from bot.listeners.waiting import channel_form
from bot.listeners.windows import filled, opened
from bot.views.calls import ASK_TITLE
from bot.views.cards import TITLE, people_modal
from bot.views.introductions import (
    MINE_TITLE,
    REVEALED,
    SOMEBODY,
    SOMEBODY_ELSE,
    Entry,
    mine_modal,
)
from bot.views.load import load_message
from bot.views.parts import Json, Message
from bot.waiting.places import Said
from knowledge.models.introductions import Introduction


def mine(asked: Asked, desk: Desk) -> None:
    """Show them."""
    view_id = opened(asked.client, asked.trigger_id, MINE_TITLE)
    filled(asked.client, view_id, _mine(asked.user, desk))


def take_back(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Take it back*: nobody is asked any more."""
    ack()
    user = body["user"]["id"]
    introduction, pressed = body["actions"][0]["value"], body["actions"][0]["action_ts"]
    news = desk.experts.requesting.take_back(introduction, user)
    told = Deed(introduction=introduction, what=What.TAKEN_BACK, by=user, occasion=pressed)
    desk.introductions.replying.put(told)
    desk.workers.wake()
    filled(client, body["view"]["id"], _mine(user, desk, news))


def next_person(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Ask the next person*: the same question, without whom it was put to."""
    ack()
    user = body["user"]["id"]
    introduction, _, question = body["actions"][0]["value"].partition("|")
    view_id = opened(client, body["trigger_id"], TITLE)
    asked = desk.services.introducing.of_asker(user)
    # Whom somebody else chose stays unknown: their id must not even stand in a window.
    same = [one for one in asked if one.id == introduction or one.question == question]
    known = tuple(dict.fromkeys(one.candidate for one in same if not one.passed_from))
    search = Search(question=question, dropped=tuple(filter(None, known))[-MOST_DROPPED:])
    shown = desk.experts.finding.people(search, user, TYPED)
    filled(client, view_id, people_modal(shown))


def next_channel(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Ask the channel*: the same question, to be looked over."""
    ack()
    user, question = body["user"]["id"], body["actions"][0]["value"].partition("|")[2]
    view_id = opened(client, body["trigger_id"], ASK_TITLE)
    said = Said(text=question, author=user, ts="", thread="")
    view = channel_form(TYPED, said, user, desk)
    filled(client, view_id, view)


def people(_asked: Asked, desk: Desk) -> Message:
    """`/science people`: how introductions go, in counts."""
    return load_message(desk.services.introducing.load())


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
