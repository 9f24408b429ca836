"""`chat.startStream`, `chat.appendStream`, `chat.stopStream`: a message that grows.

A stream that is open refuses edits and deletion; one that is not refuses to grow.
"""

from bot.playground.api.call import Call, Method
from bot.playground.api.chat import metadata, own_message, thread
from bot.playground.block_limits import MARKDOWN_CHARACTERS
from bot.playground.blocks import check_message_blocks
from bot.playground.errors import SlackRefusal
from bot.playground.identity import BOT_ID, BOT_USER, TEAM_ID
from bot.playground.records import Channel, Json, Message

CHUNKS = ("markdown_text", "task_update", "plan_update")


def start(call: Call) -> Json:
    """Answer `chat.startStream`."""
    channel = call.own_channel()
    if channel.is_archived:
        raise SlackRefusal("is_archived")
    if "metadata" in call.arguments:
        raise SlackRefusal("invalid_arguments", ["[ERROR] no such argument: metadata"])
    call.required("thread_ts")
    _check_recipient(call, channel)
    text = _said(call)
    call.workspace.rates.check_post(channel.id, call.workspace.pulse.now())
    message = Message(channel.id, call.workspace.pulse.next_ts(), BOT_USER, text, _shown(text))
    message.bot_id, message.thread_ts = BOT_ID, thread(call, channel)
    message.streaming_since = call.workspace.pulse.now()
    call.workspace.conversations.post(message)
    return {"channel": channel.id, "ts": message.ts}


def append(call: Call) -> Json:
    """Answer `chat.appendStream`."""
    message = _open_stream(call)
    text = _said(call)
    if not text:
        raise SlackRefusal("no_text")
    _grow(call, message, text)
    return {"channel": message.channel, "ts": message.ts}


def stop(call: Call) -> Json:
    """Answer `chat.stopStream`; blocks stand below what was streamed."""
    message = _open_stream(call)
    blocks = call.objects("blocks", "invalid_blocks_format") or []
    check_message_blocks(blocks)
    message.metadata = metadata(call) or message.metadata
    _grow(call, message, _said(call))
    message.streaming_since = None
    shown = [*_shown(message.text), *blocks]
    call.workspace.conversations.edit(message, message.text, shown)
    message.edited = None
    return {"channel": message.channel, "ts": message.ts}


def _check_recipient(call: Call, channel: Channel) -> None:
    if channel.is_im:
        return
    if not call.text("recipient_user_id"):
        raise SlackRefusal("missing_recipient_user_id")
    if not call.text("recipient_team_id"):
        raise SlackRefusal("missing_recipient_team_id")
    if call.person("recipient_user_id").id not in channel.members:
        raise SlackRefusal("user_not_in_channel")
    if call.text("recipient_team_id") != TEAM_ID:
        raise SlackRefusal("team_not_found")


def _open_stream(call: Call) -> Message:
    message = own_message(call, "message_not_owned_by_app")
    if message.streaming_since is None:
        raise SlackRefusal("message_not_in_streaming_state")
    return message


def _said(call: Call) -> str:
    """Return the text of a call, be it given whole or in chunks."""
    chunks = call.objects("chunks", "invalid_chunks")
    text = call.text("markdown_text")
    if chunks and text:
        raise SlackRefusal("cannot_provide_both_markdown_text_and_chunks")
    if any(one.get("type") not in CHUNKS for one in chunks or ()):
        raise SlackRefusal("invalid_chunks")
    text += "".join(str(one.get("text", "")) for one in chunks or ())
    if len(text) > MARKDOWN_CHARACTERS:
        raise SlackRefusal("msg_too_long")
    return text


def _grow(call: Call, message: Message, text: str) -> None:
    if len(message.text) + len(text) > MARKDOWN_CHARACTERS:
        raise SlackRefusal("msg_too_long")
    whole = message.text + text
    call.workspace.conversations.grow(message, whole, _shown(whole))


def _shown(text: str) -> list[Json]:
    return [{"type": "markdown", "text": text}] if text else []


_WRITE = ("chat:write",)
METHODS = {
    "chat.startStream": Method(start, _WRITE, tier=2),
    "chat.appendStream": Method(append, _WRITE, tier=4),
    "chat.stopStream": Method(stop, _WRITE, tier=2),
}
