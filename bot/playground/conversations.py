"""Messages and membership: what happens in channels, and what the app hears of it."""

from bot.playground.blocks import with_ids
from bot.playground.errors import NotPossible
from bot.playground.feed import Feed
from bot.playground.identity import BOT_USER, TEAM_ID
from bot.playground.pulse import Pulse, new_id
from bot.playground.records import SLACKBOT, Channel, Json, Message
from bot.playground.state import State
from bot.playground.wire import message_json, person_json

STREAM_LIFE_S = 300.0
INVITE_ACTION = "playground_invite"


class Conversations:
    """Changes conversations; every method expects the pulse's lock to be held."""

    def __init__(self, pulse: Pulse, state: State, feed: Feed) -> None:
        self._pulse = pulse
        self._state = state
        self._feed = feed

    def post(self, message: Message) -> Message:
        """Put a message into its channel, and tell the app of it and of a mention in it."""
        channel = self._state.channel(message.channel)
        message.blocks = with_ids(message.blocks)
        self._state.messages.setdefault(channel.id, {})[message.ts] = message
        channel.closed_by.clear()
        if message.user == BOT_USER:
            self._state.statuses.pop((channel.id, message.thread_ts or message.ts), None)
        event = message_json(self._state, message)
        self._feed.message(channel, event)
        if f"<@{BOT_USER}>" in message.text and not message.bot_id and not channel.is_im:
            self._mention(channel, message, event)
        self._pulse.changed()
        return message

    def _mention(self, channel: Channel, message: Message, event: Json) -> None:
        if BOT_USER in channel.members:
            mention = {**event, "type": "app_mention", "channel": channel.id}
            self._feed.in_channel(channel, mention)
            return
        name = self._state.people[BOT_USER].real_name
        text = f"You mentioned {name}, but it is not in this channel."
        button = {
            "type": "button",
            "action_id": INVITE_ACTION,
            "text": {"type": "plain_text", "text": f"Invite {name}"},
        }
        said = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
        note = Message(channel.id, self._pulse.next_ts(), SLACKBOT, text)
        note.blocks = [said, {"type": "actions", "elements": [button]}]
        note.thread_ts = message.thread_ts
        self.whisper(note, message.user)

    def whisper(self, message: Message, reader: str) -> Message:
        """Show a message to one reader only; it enters no history."""
        message.visible_to = reader
        message.blocks = with_ids(message.blocks)
        self._state.ephemerals.append(message)
        self._pulse.changed()
        return message

    def slackbot_says(self, channel_id: str, reader: str, text: str) -> Message:
        """Show somebody a note of Slack's own."""
        return self.whisper(Message(channel_id, self._pulse.next_ts(), SLACKBOT, text), reader)

    def edit(self, message: Message, text: str, blocks: list[Json]) -> None:
        """Change what a message says; the app hears `message_changed`."""
        before = message_json(self._state, message)
        message.text, message.blocks = text, with_ids(blocks)
        if message.visible_to is None:
            message.edited = {"user": message.user, "ts": self._pulse.next_ts()}
            after = {"message": message_json(self._state, message), "previous_message": before}
            self._tell_change(message, "message_changed", after)
        self._pulse.changed()

    def grow(self, message: Message, text: str, blocks: list[Json]) -> None:
        """Show more of a message that is being streamed; the app hears nothing of it."""
        message.text, message.blocks = text, with_ids(blocks)
        self._pulse.changed()

    def tick(self) -> None:
        """Close the streams that have been open for five minutes."""
        for room in self._state.messages.values():
            for message in room.values():
                since = message.streaming_since
                if since is not None and self._pulse.now() - since >= STREAM_LIFE_S:
                    message.streaming_since = None
                    self._pulse.changed()

    def delete(self, message: Message) -> None:
        """Take a message away; a thread that has replies keeps a gravestone as its parent."""
        if message.visible_to is not None:
            self._state.ephemerals.remove(message)
            self._pulse.changed()
            return
        before = message_json(self._state, message)
        if self._state.replies(message.channel, message.ts):
            grave = Message(message.channel, message.ts, SLACKBOT, "This message was deleted.")
            grave.subtype = "tombstone"
            self._state.messages[message.channel][message.ts] = grave
        else:
            del self._state.messages[message.channel][message.ts]
        about = {"deleted_ts": message.ts, "previous_message": before}
        self._tell_change(message, "message_deleted", about)
        self._pulse.changed()

    def _tell_change(self, message: Message, subtype: str, about: Json) -> None:
        event = {"type": "message", "subtype": subtype, "hidden": True}
        channel = self._state.channel(message.channel)
        self._feed.message(channel, {**event, "ts": self._pulse.next_ts(), **about})

    def react(self, message: Message, name: str, user: str, *, added: bool = True) -> None:
        """Add or take back somebody's reaction."""
        users = message.reactions.setdefault(name, [])
        if added == (user in users):
            return
        users.append(user) if added else users.remove(user)
        if not users:
            del message.reactions[name]
        event = {
            "type": "reaction_added" if added else "reaction_removed",
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
            "item_user": message.user,
        }
        self._feed.in_channel(self._state.channel(message.channel), event)
        self._pulse.changed()

    def join(self, channel: Channel, user: str, inviter: str | None = None) -> None:
        """Let somebody into a channel; nothing happens when they are in it."""
        _check_is_channel(channel)
        if user in channel.members:
            return
        channel.members.append(user)
        person = self._state.person(user)
        channel.is_ext_shared = channel.is_ext_shared or person.is_stranger
        event = {**_membership("member_joined_channel", channel, user)}
        self._feed.in_channel(channel, {**event, "inviter": inviter} if inviter else event)
        self._note(channel, user, "channel_join", "has joined the channel")

    def leave(self, channel: Channel, user: str) -> None:
        """Take somebody out of a channel; the app hears `channel_left` of its own leaving."""
        _check_is_channel(channel)
        if user not in channel.members:
            return
        self._note(channel, user, "channel_leave", "has left the channel")
        channel.members.remove(user)
        self._feed.in_channel(channel, _membership("member_left_channel", channel, user))
        if user == BOT_USER:
            left = {"type": "channel_left", "channel": channel.id, "actor_id": user}
            self._feed.tell(left, channel)
        self._pulse.changed()

    def _note(self, channel: Channel, user: str, subtype: str, text: str) -> None:
        note = Message(channel.id, self._pulse.next_ts(), user, f"<@{user}> {text}")
        note.subtype = subtype
        self.post(note)

    def direct(self, user: str) -> Channel:
        """Return the conversation between somebody and the bot, opening it when it is new."""
        found = self._state.direct_message(user)
        if found is not None:
            return found
        fresh = Channel(new_id("D"), "", is_im=True, is_private=True, members=[user, BOT_USER])
        self._state.channels[fresh.id] = fresh
        self._pulse.changed()
        return fresh

    def group(self, people: list[str]) -> Channel:
        """Return the group message of these people and the bot, opening it when it is new."""
        found = self._state.group_message(people)
        if found is not None:
            return found
        names = [self._state.person(one).name for one in (*people, BOT_USER)]
        fresh = Channel(new_id("C"), f"mpdm-{'--'.join(names)}-1", is_mpim=True, is_private=True)
        fresh.members, fresh.created = [*people, BOT_USER], int(self._pulse.dated())
        fresh.is_ext_shared = any(self._state.person(one).is_stranger for one in people)
        self._state.channels[fresh.id] = fresh
        self._pulse.changed()
        return fresh

    def close(self, channel: Channel, user: str) -> None:
        """Take a group message out of somebody's sidebar until something is said in it."""
        if user not in channel.closed_by:
            channel.closed_by.append(user)
            self._pulse.changed()

    def change_channel(self, channel: Channel, event_type: str) -> None:
        """Archive, unarchive, share, unshare or delete a channel, by the name of its event."""
        if event_type in ("channel_archive", "channel_unarchive"):
            channel.is_archived = event_type == "channel_archive"
        elif event_type in ("channel_shared", "channel_unshared"):
            channel.is_ext_shared = event_type == "channel_shared"
        self._feed.in_channel(channel, {"type": event_type, "channel": channel.id})
        if event_type == "channel_deleted":
            del self._state.channels[channel.id]
        self._pulse.changed()

    def tell_of_person(self, event_type: str, user: str) -> None:
        """Tell the app that somebody came (`team_join`) or changed (`user_change`)."""
        person = self._state.person(user)
        person.updated = int(self._pulse.dated())
        self._feed.tell({"type": event_type, "user": person_json(person)})
        self._pulse.changed()


def _check_is_channel(channel: Channel) -> None:
    if channel.is_direct:
        raise NotPossible("Nobody joins or leaves a direct message; you can close it.")


def _membership(event_type: str, channel: Channel, user: str) -> Json:
    return {
        "type": event_type,
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": TEAM_ID,
    }
