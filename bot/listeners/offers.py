"""*Add to knowledge*: an author offers their own message, or a curator proposes it to them."""

import json
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from bot.markup import plain_text
from bot.messages import message_at
from bot.mrkdwn import clip, visible
from bot.submitted import values_of
from bot.views.offers import (
    AUDIENCE,
    CREDIT,
    GONE,
    HERE,
    KIND,
    LICENCE,
    MAX_TEXT,
    MEMBER_KIND,
    NOBODYS_WORDS,
    NOT_KEPT,
    NOT_THERE,
    OUTSIDERS,
    OWN_WORDS_ONLY,
    PROPOSED,
    REFUSED,
    TITLE,
    TOO_LONG,
    Preview,
    notice_modal,
    offer_form,
    offered_modal,
    proposal,
    waiting_letter,
)
from bot.views.parts import Json
from knowledge.models.contributions import Credit
from knowledge.models.offers import Offer
from knowledge.models.waiting import digest_of

KIND_NEEDED = "Choose your kind, or another way to be named."
SOMEBODY = "a member"
_FIND = {"inclusive": True, "limit": 1}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands."""

    channel: str
    ts: str
    thread: str

    @property
    def value(self) -> str:
        """As a button carries it."""
        return f"{self.channel}|{self.ts}|{self.thread}"

    @property
    def origin(self) -> str:
        """Of a contribution that is made of the message."""
        return f"slack:{self.channel}/{self.ts}"

    @classmethod
    def of(cls, value: str) -> "Place":
        """Read it from a button."""
        return cls(*value.split("|"))


def add(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The shortcut in a message's menu."""
    ack()
    message, user = body["message"], body["user"]["id"]
    place = Place(body["channel"]["id"], message["ts"], message.get("thread_ts") or message["ts"])
    if message.get("bot_id") or not message.get("user"):
        view = notice_modal(NOBODYS_WORDS)
    elif message["user"] == user:
        view = _form(place, plain_text(message.get("text", "")), user, desk)
    elif desk.roles.is_curator(user):
        view = notice_modal(_propose(place, message["user"], desk))
    else:
        view = notice_modal(OWN_WORDS_ONLY)
    client.views_open(trigger_id=body["trigger_id"], view=view)


def look(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Have a look*: show the author their own message in the form."""
    ack()
    place, user = Place.of(body["actions"][0]["value"]), body["user"]["id"]
    text = _text_at(client, place, user)
    view = _form(place, text, user, desk) if text else notice_modal(GONE)
    client.views_open(trigger_id=body["trigger_id"], view=view)


def refuse(ack: Ack, respond: Respond) -> None:
    """*No, thanks*: nothing was kept, and the question goes."""
    ack()
    respond(text=REFUSED, replace_original=True)


def offered(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """The author has decided: that is the consent."""
    view, user = body["view"], body["user"]["id"]
    said = values_of(view)
    if said[CREDIT] == Credit.KIND and not said[MEMBER_KIND]:
        ack(response_action="errors", errors={MEMBER_KIND: KIND_NEEDED})
        return
    one = desk.services.offering.offer(
        _offer(json.loads(view["private_metadata"]), said, user, desk)
    )
    if one is None:
        ack(response_action="update", view=notice_modal(NOT_KEPT))
        return
    ack(response_action="update", view=offered_modal(one, desk.science))
    tell_curators(desk)


def tell_curators(desk: Desk) -> None:
    """Tell curators that something waits, once a day at most."""
    waiting = len(desk.services.offering.waiting())
    if not waiting:
        return
    today = desk.services.clock.now().date().isoformat()
    for curator in desk.roles.all_curators():
        letter = waiting_letter(waiting, desk.science)
        desk.letters.send(curator, f"waiting {today}", letter)
    desk.workers.wake()


def credit_of(said: dict[str, str], user: str, desk: Desk) -> tuple[Credit, str]:
    """Return how a member wants to be named, from the fields of a form."""
    credit = Credit(said[CREDIT])
    if credit is Credit.NAME:
        return credit, desk.people.of(user).name
    kinds = {term.key: term.name for term in desk.services.pack.member_kinds}
    return credit, kinds[said[MEMBER_KIND]] if credit is Credit.KIND else SOMEBODY


def _form(place: Place, text: str, user: str, desk: Desk) -> Json:
    if desk.people.of(user).is_outsider:
        return notice_modal(OUTSIDERS)
    facts = desk.rooms.facts(place.channel)
    question = _question_at(place, desk)
    asked = digest_of(question) if question else ""
    carried = json.dumps({"place": place.value, "text": text, "asked": asked}, ensure_ascii=False)
    if len(text) > MAX_TEXT or len(carried) > MAX_TEXT + 500:
        return notice_modal(TOO_LONG)
    if not text:
        return notice_modal(NOBODYS_WORDS)
    preview = Preview(
        text=text,
        channel_name=facts.name if facts else "",
        is_private=facts is None or facts.is_private,
        carried=carried,
        title=question,
    )
    return offer_form(desk.services.pack, preview)


def _propose(place: Place, author: str, desk: Desk) -> str:
    facts = desk.rooms.facts(place.channel)
    if facts is None or not facts.is_member:
        return NOT_THERE
    letter = proposal(facts.name, desk.rooms.message_url(place.channel, place.ts), place.value)
    desk.letters.send(author, f"proposal {place.value}", letter)
    desk.workers.wake()
    return PROPOSED


def _offer(carried: Json, said: dict[str, str], user: str, desk: Desk) -> Offer:
    place = Place.of(carried["place"])
    here = f"channel:{place.channel}" if place.channel[0] in "CG" else f"owner:{user}"
    credit, line = credit_of(said, user, desk)
    licences = {term.key: term.name for term in desk.services.pack.licences}
    question, title = _question_at(place, desk), said[TITLE]
    if not question and digest_of(title) == carried["asked"]:
        # The question was taken back while the form was open: its words go with it.
        title = clip(visible(carried["text"]), 80)
    return Offer(
        origin=place.origin,
        channel=said[KIND],
        title=title,
        question=question,
        text=carried["text"],
        date=desk.services.clock.now().date().isoformat(),
        url=desk.rooms.message_url(place.channel, place.ts),
        scope=here if said[AUDIENCE] == HERE else said[AUDIENCE],
        member=user,
        credit=credit,
        credit_line=line,
        licence=licences[said[LICENCE]],
    )


def _question_at(place: Place, desk: Desk) -> str:
    """Return the question that a reply was given to, when we asked it; else nothing."""
    call = desk.services.calling.at(place.channel, place.thread)
    return call.question if call and place.ts != place.thread else ""


def _text_at(client: WebClient, place: Place, author: str) -> str:
    """Return what the author's message says now, or an empty string when it is gone."""
    try:
        message = message_at(client, place.channel, place.ts, place.thread)
    except SlackApiError:
        return ""
    if message is None or message.get("user") != author:
        return ""
    return plain_text(message.get("text", ""))
