"""`conversations.open`: a direct message with one person, or a group's with up to eight."""

from bot.playground.api.call import Call, Method
from bot.playground.errors import SlackRefusal
from bot.playground.identity import BOT_USER
from bot.playground.records import Channel, Json, Person
from bot.playground.sight import is_outside
from bot.playground.wire import channel_json

MOST = 8


def open_conversation(call: Call) -> Json:
    """Answer `conversations.open`: by people the same conversation every time, or by its id."""
    if call.text("channel"):
        channel, known = _by_id(call), True
    else:
        users = _users(call)
        call.need_scope("mpim:write" if len(users) > 1 else "im:write")
        channel, known = _with_people(call, users)
    shown = channel_json(channel, is_member=True) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown, "already_open": known, "no_op": known}


def _by_id(call: Call) -> Channel:
    channel = call.channel()
    if not (channel.is_im or channel.is_mpim):
        raise SlackRefusal("method_not_supported_for_channel_type")
    call.need_scope(f"{channel.scope_prefix}:write")
    return channel


def _users(call: Call) -> list[str]:
    named = [one.strip() for one in call.text("users").split(",")]
    users = list(dict.fromkeys(one for one in named if one))
    if not users:
        raise SlackRefusal("users_list_not_supplied")
    if len(users) > MOST:
        raise SlackRefusal("too_many_users")
    return users


def _with_people(call: Call, users: list[str]) -> tuple[Channel, bool]:
    state, conversations = call.workspace.state, call.workspace.conversations
    people = [_person(call, one) for one in users]
    if len(users) == 1:
        known = state.direct_message(users[0])
        return known or conversations.direct(users[0]), known is not None
    group = state.group_message(users)
    if group is None:
        _check_combination(call, people)
    return group or conversations.group(users), group is not None


def _person(call: Call, user: str) -> Person:
    person = call.workspace.state.people.get(user)
    if person is None or user == BOT_USER:
        raise SlackRefusal("user_not_found")
    if person.deleted:
        raise SlackRefusal("user_disabled")
    return person


def _check_combination(call: Call, people: list[Person]) -> None:
    """Let guests and external people only be brought together with whom they share a channel.

    Slack documents it of external people; of guests it says that they message those in their own
    channels, so we are as strict with them.
    """
    if not any(is_outside(one) for one in people):
        return
    users = {one.id for one in people}
    rooms = (one for one in call.workspace.state.channels.values() if not one.is_direct)
    if not any(users <= set(one.members) and not one.is_archived for one in rooms):
        raise SlackRefusal("invalid_user_combination")


METHODS = {"conversations.open": Method(open_conversation, ("im:write", "mpim:write"))}
