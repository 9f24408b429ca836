"""`conversations.*` and `reactions.add`: reading channels and threads."""

import re

from bot.playground.api.call import Call, Method
from bot.playground.errors import SlackRefusal
from bot.playground.file_wire import as_granted
from bot.playground.identity import BOT_USER
from bot.playground.records import Channel, Json, Message
from bot.playground.wire import channel_json, message_json

KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
_SCOPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


def info(call: Call) -> Json:
    """Answer `conversations.info`."""
    channel = call.channel(right="read")
    shown = channel_json(channel, is_member=BOT_USER in channel.members)
    if not call.flag("include_num_members"):
        shown.pop("num_members", None)
    return {"channel": shown}


def members(call: Call) -> Json:
    """Answer `conversations.members`."""
    channel = call.channel(right="read")
    page, following = call.page(list(channel.members))
    return {"members": page, "response_metadata": {"next_cursor": following}}


def history(call: Call) -> Json:
    """Answer `conversations.history`: top-level messages, newest first."""
    channel = call.own_channel(right="history")
    messages = [one for one in call.workspace.state.history(channel.id) if not one.is_reply]
    return _messages(call, list(reversed(messages)))


def replies(call: Call) -> Json:
    """Answer `conversations.replies`: the parent and then its replies, oldest first."""
    channel = call.own_channel(right="history")
    state = call.workspace.state
    parent = state.message(channel.id, call.required("ts"))
    if parent is None:
        raise SlackRefusal("thread_not_found")
    if parent.is_reply:
        parent = state.message(channel.id, str(parent.thread_ts)) or parent
    found = [parent, *state.replies(channel.id, parent.ts)]
    return _messages(call, found, always=parent)


def _messages(call: Call, messages: list[Message], always: Message | None = None) -> Json:
    kept = [one for one in messages if one is always or _within(call, one.ts)]
    page, following = call.page(kept, high=999)
    with_metadata = call.flag("include_all_metadata")
    state = call.workspace.state
    shown = [message_json(state, one, with_metadata=with_metadata) for one in page]
    scopes = call.workspace.manifest.scopes
    answer: Json = {
        "messages": [as_granted(one, scopes) for one in shown],
        "has_more": bool(following),
    }
    if following:
        answer["response_metadata"] = {"next_cursor": following}
    return answer


def _within(call: Call, ts: str) -> bool:
    inclusive = call.flag("inclusive")
    oldest, latest = call.text("oldest"), call.text("latest")
    if inclusive and ts in (oldest, latest):
        return True
    after = not oldest or float(ts) > float(oldest)
    return after and (not latest or float(ts) < float(latest))


def listed(call: Call) -> Json:
    """Answer `conversations.list`."""
    return _page_of_channels(call, _of_kinds(call))


def users_conversations(call: Call) -> Json:
    """Answer `users.conversations`: where somebody and the bot may both be seen.

    Unlike `conversations.list`, it says neither who is a member nor how many are.
    """
    user = call.text("user", BOT_USER)
    theirs = [one for one in _of_kinds(call) if user in one.members]
    answer = _page_of_channels(call, theirs)
    for shown in answer["channels"]:
        shown.pop("is_member", None)
        shown.pop("num_members", None)
    return answer


def _of_kinds(call: Call) -> list[Channel]:
    wanted = [one.strip() for one in call.text("types", "public_channel").split(",")]
    if unknown := set(wanted) - set(KINDS):
        raise SlackRefusal("invalid_types", [f"unknown types: {sorted(unknown)}"])
    for one in wanted:
        call.need_scope(_SCOPES[one])
    kinds = {KINDS[one] for one in wanted}
    skip_archived = call.flag("exclude_archived")
    return [
        one
        for one in call.workspace.state.channels.values()
        if one.kind in kinds
        and (not one.is_private or BOT_USER in one.members)
        and not (skip_archived and one.is_archived)
    ]


def _page_of_channels(call: Call, channels: list[Channel]) -> Json:
    page, following = call.page(channels)
    shown = [channel_json(one, is_member=BOT_USER in one.members) for one in page]
    return {"channels": shown, "response_metadata": {"next_cursor": following}}


def add_reaction(call: Call) -> Json:
    """Answer `reactions.add`."""
    channel = call.own_channel()
    message = call.workspace.state.message(channel.id, call.required("timestamp"))
    name = call.required("name").strip(":")
    if message is None:
        raise SlackRefusal("message_not_found")
    if not re.fullmatch(r"[a-z0-9_+'-]+", name):
        raise SlackRefusal("invalid_name")
    if BOT_USER in message.reactions.get(name, []):
        raise SlackRefusal("already_reacted")
    call.workspace.conversations.react(message, name, BOT_USER)
    return {}


_READ = tuple(_SCOPES.values())
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
METHODS = {
    "conversations.info": Method(info, _READ),
    "conversations.members": Method(members, _READ, tier=4),
    "conversations.history": Method(history, _HISTORY),
    "conversations.replies": Method(replies, _HISTORY),
    "conversations.list": Method(listed, _READ, tier=2),
    "users.conversations": Method(users_conversations, _READ),
    "reactions.add": Method(add_reaction, ("reactions:write",)),
}
