"""People, channels, messages and views in the JSON form that Slack sends."""

from bot.playground.file_wire import file_json
from bot.playground.identity import APP_ID, BOT_ID, BOT_USER, TEAM_DOMAIN, TEAM_ID
from bot.playground.records import Channel, Json, Message, Person, View
from bot.playground.state import State

GUEST_TEAM = "T0ELSEWHERE"


def person_json(person: Person) -> Json:
    """Return a user object as `users.info` gives it, without an e-mail address."""
    return {
        "id": person.id,
        "team_id": GUEST_TEAM if person.is_stranger else TEAM_ID,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": person.deleted,
        "tz": "Europe/London",
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_stranger": person.is_stranger,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": person.updated,
        "profile": {
            "title": person.title,
            "real_name": person.real_name,
            "display_name": person.name,
            "team": GUEST_TEAM if person.is_stranger else TEAM_ID,
        },
    }


def channel_json(channel: Channel, *, is_member: bool) -> Json:
    """Return a conversation object as `conversations.info` gives it."""
    common: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_mpim": channel.is_mpim,
        "is_org_shared": False,
        "is_ext_shared": channel.is_ext_shared,
        "is_shared": channel.is_ext_shared,
        "context_team_id": TEAM_ID,
    }
    if channel.is_im:
        other = next((one for one in channel.members if one != BOT_USER), "")
        return {**common, "user": other, "is_user_deleted": False}
    return {
        **common,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.kind == "group",
        "is_private": channel.is_private,
        "is_member": is_member,
        "is_general": channel.name == "general",
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def message_json(state: State, message: Message, *, with_metadata: bool = False) -> Json:
    """Return a message object as histories and events give it."""
    answer: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": TEAM_ID,
        "blocks": message.blocks or _rich_text(message.text),
    }
    if message.bot_id:
        answer.update(bot_id=message.bot_id, app_id=APP_ID, bot_profile=bot_json(state))
    for name in ("thread_ts", "edited", "subtype"):
        if getattr(message, name):
            answer[name] = getattr(message, name)
    if message.files:
        answer["files"] = [file_json(state, one) for one in message.files]
        answer.update(upload=False, display_as_bot=False)
    if with_metadata and message.metadata:
        answer["metadata"] = message.metadata
    if message.reactions:
        answer["reactions"] = [
            {"name": name, "users": users, "count": len(users)}
            for name, users in message.reactions.items()
        ]
    return {**answer, **_thread_facts(state, message)}


def _thread_facts(state: State, message: Message) -> Json:
    if message.is_reply:
        parent = state.message(message.channel, str(message.thread_ts))
        return {"parent_user_id": parent.user} if parent else {}
    replies = state.replies(message.channel, message.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(one.user for one in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
    }


def _rich_text(text: str) -> list[Json]:
    if not text:
        return []
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": "rich", "elements": [section]}]


def bot_json(state: State) -> Json:
    """Return the app's bot as `bots.info` and `bot_profile` give it."""
    bot = state.people[BOT_USER]
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": BOT_USER,
        "name": bot.real_name,
        "deleted": False,
        "updated": 0,
        "team_id": TEAM_ID,
        "icons": {},
    }


def view_json(view: View) -> Json:
    """Return a view object as `views.*` and interactions give it."""
    return {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        **view.payload,
        "id": view.id,
        "team_id": TEAM_ID,
        "app_id": APP_ID,
        "bot_id": BOT_ID,
        "app_installed_team_id": TEAM_ID,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "state": {"values": view.values},
    }


def user_reference(person: Person) -> Json:
    """Return the short user object of an interaction."""
    return {
        "id": person.id,
        "username": person.name,
        "name": person.name,
        "team_id": GUEST_TEAM if person.is_stranger else TEAM_ID,
    }


def team_reference() -> Json:
    """Return the short team object of an interaction."""
    return {"id": TEAM_ID, "domain": TEAM_DOMAIN}
