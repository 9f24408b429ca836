"""What somebody has not looked at yet in the conversations of their sidebar."""

from bot.playground.records import Channel
from bot.playground.sight import whispers_for
from bot.playground.state import State

_SAID = (None, "file_share")


def mark_read(state: State, person_id: str, channel_id: str) -> None:
    """Note that somebody has seen all that is in a conversation now."""
    shown = [*state.history(channel_id), *whispers_for(state, person_id, channel_id)]
    if shown:
        state.read[person_id, channel_id] = max(one.ts for one in shown)


def unread(state: State, person_id: str, channel: Channel) -> int:
    """Count what others said in a conversation, threads included, since somebody last looked."""
    since = state.read.get((person_id, channel.id), "")
    said = [*state.history(channel.id), *whispers_for(state, person_id, channel.id)]
    return sum(one.ts > since and one.user != person_id and one.subtype in _SAID for one in said)
