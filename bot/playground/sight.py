"""Who may read which conversation, and what they see in it."""

from bot.playground.records import Channel, Message
from bot.playground.state import State


def can_read(state: State, person_id: str, channel: Channel) -> bool:
    """Whether somebody may look into a conversation: members always, full members any public."""
    if person_id in channel.members:
        return True
    person = state.person(person_id)
    outside = person.is_restricted or person.is_ultra_restricted or person.is_stranger
    return channel.kind == "channel" and not outside


def seen(state: State, person_id: str, channel_id: str, thread_ts: str | None) -> list[Message]:
    """Return a channel's top level, or a thread with its parent, as one person sees it."""
    whispers = [one for one in state.ephemerals if _is_for(one, person_id, channel_id)]
    history = [*state.history(channel_id), *whispers]
    if thread_ts is None:
        shown = [one for one in history if not one.is_reply or one.reply_broadcast]
    else:
        shown = [one for one in history if thread_ts in (one.ts, one.thread_ts)]
    return sorted(shown, key=lambda one: one.ts)


def _is_for(message: Message, person_id: str, channel_id: str) -> bool:
    return message.visible_to == person_id and message.channel == channel_id
