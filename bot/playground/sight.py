"""Who may read which conversation, and what they see in it."""

from bot.playground.records import Channel, Message, Person
from bot.playground.state import State


def is_outside(person: Person) -> bool:
    """Whether somebody is a guest or belongs to another organisation."""
    return person.is_restricted or person.is_ultra_restricted or person.is_stranger


def can_read(state: State, person_id: str, channel: Channel) -> bool:
    """Whether somebody may look into a conversation: members always, full members any public."""
    if person_id in channel.members:
        return True
    return channel.kind == "channel" and not is_outside(state.person(person_id))


def seen(state: State, person_id: str, channel_id: str, thread_ts: str | None) -> list[Message]:
    """Return a channel's top level, or a thread with its parent, as one person sees it."""
    history = [*state.history(channel_id), *whispers_for(state, person_id, channel_id)]
    if thread_ts is None:
        shown = [one for one in history if not one.is_reply or one.reply_broadcast]
    else:
        shown = [one for one in history if thread_ts in (one.ts, one.thread_ts)]
    return sorted(shown, key=lambda one: one.ts)


def whispers_for(state: State, person_id: str, channel_id: str) -> list[Message]:
    """Return what only one person sees in a conversation, from first to last."""
    here = (one for one in state.ephemerals if one.channel == channel_id)
    return [one for one in here if one.visible_to == person_id]
