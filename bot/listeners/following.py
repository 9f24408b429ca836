"""Following a channel: what curators ask for, and what each member agrees to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.submitted import values_of
from bot.views.consents import (
    ANONYMOUSLY,
    KIND_FIELD,
    WITH_NAME,
    agreed,
    announcement,
    consents_message,
    declined,
    followed_reply,
    kind_form,
    notice_version,
    unfollowed_reply,
)
from bot.views.parts import Message, note
from knowledge.models.channels import Consent, FollowedChannel, FollowState
from knowledge.models.contributions import Credit

NOT_FOLLOWED = "I do not follow that channel (any more), so there is nothing to agree to."
NOTHING_TO_END = "I do not follow that channel, so nothing has changed."
FOR_OWN_PEOPLE = (
    "You are here from another organisation: I keep nothing of yours, and nobody can change that."
)
_CREDITS = {WITH_NAME: Credit.NAME, ANONYMOUSLY: Credit.ANONYMOUS}


def follow(asked: Asked, desk: Desk) -> Message:
    """`/science follow [#channel]`: announce it there, and keep nothing until somebody agrees."""
    facts = desk.rooms.followable(desk.rooms.find(asked.rest, asked.channel))
    before = desk.services.following.channels.channel(facts.id)
    channel = desk.services.following.follow(
        FollowedChannel(
            id=facts.id,
            name=facts.name,
            url=desk.rooms.url(facts.id),
            scope=facts.scope,
            since=_slack_moment(desk.services.clock.now()),
            followed_by=asked.user,
        )
    )
    message = announcement(desk.services.pack.notices, channel, desk.science)
    desk.delivery.announce(f"follow {channel.id} {channel.since}", channel.id, message)
    return Message(text=followed_reply(channel, before))


def unfollow(asked: Asked, desk: Desk) -> Message:
    """`/science unfollow [#channel]`: take out everything that was kept of it."""
    channels = desk.services.following.channels
    wanted = asked.rest.strip().lstrip("#").lower()
    known = [one for one in channels.followed() if wanted in {one.name.lower(), one.id.lower()}]
    channel_id = known[0].id if known else desk.rooms.find(asked.rest, asked.channel)
    closed = desk.services.following.close(channel_id, by=asked.user, forget=True)
    return Message(text=unfollowed_reply(closed.name)) if closed else note(NOTHING_TO_END)


def consent(asked: Asked, desk: Desk) -> Message:
    """`/science consent`: what this member agreed to, and how to change it."""
    following = desk.services.following
    consents = following.channels.consents_of(asked.user)
    here = following.channels.channel(asked.channel)
    agreed_here = any(one.channel == asked.channel for one in consents)
    if here and here.state is FollowState.LIVE and not agreed_here:
        return announcement(desk.services.pack.notices, here, desk.science)
    known = {one.id: one for one in following.channels.followed()}
    return consents_message(consents, known, desk.science)


def keep_mine(ack: Ack, body: dict[str, Any], respond: Respond, desk: Desk) -> None:
    """*Keep mine, with my name*, or *Anonymously*."""
    action = body["actions"][0]
    yes = _Yes(
        body["user"]["id"], action["value"], _CREDITS[action["action_id"]], action["action_ts"]
    )
    message = _agree(yes, "", desk)
    # What they say once they see that it was pressed is kept already.
    ack()
    _say(respond, message)


def keep_with_kind(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*With my kind only*: ask which kind."""
    ack()
    action = body["actions"][0]
    carried = f"{action['value']} {action['action_ts']}"
    view = kind_form(desk.services.pack.member_kinds, carried)
    client.views_open(trigger_id=body["trigger_id"], view=view)


def kind_chosen(ack: Ack, body: dict[str, Any], desk: Desk) -> None:
    """The kind was chosen: that is a yes, and holds from when the form closes."""
    user, view = body["user"]["id"], body["view"]
    channel, _, pressed = view["private_metadata"].partition(" ")
    # The yes is given now, not when the form was opened; Slack says no moment of its own here.
    since = max(pressed, _slack_moment(desk.services.clock.now()))
    chosen = values_of(view)[KIND_FIELD]
    names = {term.key: term.name for term in desk.services.pack.member_kinds}
    message = _agree(_Yes(user, channel, Credit.KIND, since), names[chosen], desk)
    ack()
    desk.letters.send(user, f"agreed {channel} {since}", message)
    desk.workers.wake()


def no_thanks(ack: Ack, body: dict[str, Any], respond: Respond, desk: Desk) -> None:
    """*No, thanks*, or *Stop, and take everything back*: nothing of this member stays."""
    ack()
    channel = body["actions"][0]["value"]
    went = desk.services.following.take_back(body["user"]["id"], channel)
    known = desk.services.following.channels.channel(channel)
    _say(respond, declined(known.name if known else "", went))


@dataclass(frozen=True, slots=True)
class _Yes:
    """Who agreed to what, and when by Slack's clock."""

    member: str
    channel: str
    credit: Credit
    since: str


def _agree(yes: _Yes, kind: str, desk: Desk) -> Message:
    channel = desk.services.following.channels.channel(yes.channel)
    if channel is None or channel.state is FollowState.CLOSED:
        return note(NOT_FOLLOWED)
    person = desk.people.of(yes.member)
    if person.is_outsider:
        return note(FOR_OWN_PEOPLE)
    named = {Credit.NAME: person.name, Credit.KIND: kind, Credit.ANONYMOUS: "a member"}
    given = Consent(
        member=yes.member,
        channel=yes.channel,
        credit=yes.credit,
        credit_line=named[yes.credit],
        since=yes.since,
        notice=notice_version(desk.services.pack.notices),
        given_at=desk.services.clock.now(),
    )
    if not desk.services.following.agree(given):
        return note(NOT_FOLLOWED)
    return agreed(given, channel, desk.science)


def _say(respond: Respond, message: Message) -> None:
    respond(
        text=message.text,
        blocks=list(message.blocks),
        response_type="ephemeral",
        replace_original=False,
    )


def _slack_moment(now: datetime) -> str:
    return f"{now.timestamp():.6f}"
