"""`chat.*`: posting, editing, deleting and linking messages."""

from bot.playground.api.call import Call, Method
from bot.playground.block_limits import MESSAGE_TEXT
from bot.playground.blocks import check_message_blocks
from bot.playground.errors import SlackRefusal
from bot.playground.identity import BOT_ID, BOT_USER, TEAM_DOMAIN
from bot.playground.records import Channel, Json, Message
from bot.playground.wire import message_json

MAX_METADATA = 16_000


def post_message(call: Call) -> Json:
    """Answer `chat.postMessage`."""
    channel = _destination(call)
    message = _draft(call, channel)
    call.workspace.rates.check_post(channel.id, call.workspace.pulse.now())
    message.reply_broadcast = call.flag("reply_broadcast")
    message.metadata = metadata(call)
    message.unfurl_links = call.flag("unfurl_links", default=True)
    call.workspace.conversations.post(message)
    shown = message_json(call.workspace.state, message)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def _destination(call: Call) -> Channel:
    wanted = call.required("channel")
    if wanted in call.workspace.state.people and wanted != BOT_USER:
        return call.workspace.conversations.direct(wanted)
    channel = call.own_channel()
    if channel.is_archived:
        raise SlackRefusal("is_archived")
    return channel


def _draft(call: Call, channel: Channel) -> Message:
    text, blocks = content(call)
    message = Message(channel.id, call.workspace.pulse.next_ts(), BOT_USER, text, blocks)
    message.bot_id = BOT_ID
    message.thread_ts = thread(call, channel)
    return message


def content(call: Call) -> tuple[str, list[Json]]:
    """Return the text and the blocks of a call, checked as for a message.

    Raises:
        SlackRefusal: `no_text`, `msg_too_long`, `invalid_blocks` or `msg_blocks_too_long`.
    """
    text = call.text("text")
    blocks = call.objects("blocks", "invalid_blocks_format") or []
    if not text and not blocks:
        raise SlackRefusal("no_text")
    if len(text) > MESSAGE_TEXT:
        raise SlackRefusal("msg_too_long")
    check_message_blocks(blocks)
    return text, blocks


def thread(call: Call, channel: Channel) -> str | None:
    """Return the thread that a call names.

    Raises:
        SlackRefusal: `thread_not_found`, or `cannot_reply_to_message` when it names a reply.
    """
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    parent = call.workspace.state.message(channel.id, thread_ts)
    if parent is None:
        raise SlackRefusal("thread_not_found")
    if parent.is_reply:
        raise SlackRefusal("cannot_reply_to_message")
    return thread_ts


def metadata(call: Call) -> Json | None:
    """Return the metadata that a call carries, if it does.

    Raises:
        SlackRefusal: it is malformed or too large.
    """
    given = call.structure("metadata", "invalid_metadata_format")
    if given is None:
        return None
    known = isinstance(given, dict) and set(given) == {"event_type", "event_payload"}
    if not known or not isinstance(given["event_payload"], dict):
        raise SlackRefusal("invalid_metadata_schema")
    if len(str(given)) > MAX_METADATA:
        raise SlackRefusal("metadata_too_large")
    return dict(given)


def post_ephemeral(call: Call) -> Json:
    """Answer `chat.postEphemeral`."""
    channel = call.own_channel()
    reader = call.required("user")
    if reader not in channel.members:
        raise SlackRefusal("user_not_in_channel")
    message = _draft(call, channel)
    call.workspace.conversations.whisper(message, reader)
    return {"message_ts": message.ts}


def own_message(call: Call, refusal: str) -> Message:
    """Return the app's own message that a call names.

    Args:
        call: names it by channel and timestamp.
        refusal: what is said of somebody else's.

    Raises:
        SlackRefusal: `message_not_found`, or the refusal.
    """
    channel = call.channel()
    message = call.workspace.state.message(channel.id, call.required("ts"))
    if message is None:
        raise SlackRefusal("message_not_found")
    if message.user != BOT_USER:
        raise SlackRefusal(refusal)
    return message


def update(call: Call) -> Json:
    """Answer `chat.update`; a text without blocks takes the earlier blocks away."""
    message = own_message(call, "cant_update_message")
    if message.streaming_since is not None:
        raise SlackRefusal("streaming_state_conflict")
    text, blocks = content(call)
    given = metadata(call)
    message.metadata = message.metadata if given is None else given
    call.workspace.conversations.edit(message, text, blocks)
    shown = message_json(call.workspace.state, message)
    return {"channel": message.channel, "ts": message.ts, "text": text, "message": shown}


def delete(call: Call) -> Json:
    """Answer `chat.delete`."""
    message = own_message(call, "cant_delete_message")
    if message.streaming_since is not None:
        raise SlackRefusal("cant_delete_message")
    call.workspace.conversations.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def permalink(call: Call) -> Json:
    """Answer `chat.getPermalink`."""
    channel = call.channel()
    message = call.workspace.state.message(channel.id, call.required("message_ts"))
    if message is None:
        raise SlackRefusal("message_not_found")
    base = call.workspace.interactions.base_url
    address = f"{base}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address, "team": TEAM_DOMAIN}


_WRITE = ("chat:write",)
METHODS = {
    # One message a second in a channel; the workspace-wide limit is several hundred a minute.
    "chat.postMessage": Method(post_message, _WRITE, tier=5),
    "chat.postEphemeral": Method(post_ephemeral, _WRITE, tier=4),
    "chat.update": Method(update, _WRITE),
    "chat.delete": Method(delete, _WRITE),
    "chat.getPermalink": Method(permalink, tier=5),
}
