"""Before anything is stored: is it for us?

Pure and synchronous; whatever does not come out of here as a question is forgotten at once.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.brought import Brought
from bot.markup import plain_text, unescaped
from bot.models import MAX_QUESTION_CHARS, Place, Question
from bot.views.answer import CHOOSE_SENSE

Json = dict[str, Any]
IsOwnThread = Callable[[str, str], bool]

OWN_WORDS = frozenset({"", "help", "me"})
"""What may follow the command that looks for people without being something to look for."""

MAX_BROUGHT = 10  # as many files as one of Slack's messages takes
_SAID = frozenset({None, "file_share"})
_TO_SOMEBODY = re.compile(r"\s*<@[UW][A-Z0-9]+(\|[^>]*)?>")
_LINKS = re.compile(r"\s*(<https?://[^>|\s]+(\|[^>]*)?>\s*)+")
_LINK = re.compile(r"<(https?://[^>|\s]+)")
_THANKS = re.compile(
    r"(many |ok(ay)?[,. ]+)?(thanks?( you)?|thx|ta|cheers|great|perfect|ok(ay)?|got it)"
    r"( (a lot|very much|so much|again|all))?[\s.!:)]*",
    re.IGNORECASE,
)


def dedup_key(body: Json) -> str:
    """Return what tells a redelivery from something new.

    Returns:
        `event_id`, else `trigger_id`, else a digest of view id, view hash and user.
    """
    known = body.get("event_id") or body.get("trigger_id")
    if known:
        return str(known)
    view = body.get("view") or {}
    parts = (view.get("id", ""), view.get("hash", ""), (body.get("user") or {}).get("id", ""))
    return sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Gate:
    """Tells questions to the bot from everything else.

    Attributes:
        bot_user: the bot's own member id.
        ask_command: the slash command that asks, such as `/ask`.
        experts_command: the slash command that looks for people, such as `/experts`; or empty.
        is_own_thread: tells whether a thread (channel, timestamp) began with a question to us.
    """

    bot_user: str
    ask_command: str
    is_own_thread: IsOwnThread
    experts_command: str = ""

    def question_of(self, body: Json) -> Question | None:
        """Return the question in what Slack delivered, or None when there is none for us.

        Args:
            body: an event's or command's payload, or a press of “Answer me privately” or of a
                reading of an acronym.
        """
        if body.get("type") == "event_callback":
            return self._of_event(body)
        if body.get("command") == self.ask_command:
            return _of_command(body)
        if body.get("type") == "block_actions":
            return _of_press(body)
        return None

    def sought_in(self, body: Json) -> Question | None:
        """Return what somebody looks for people with, or None when they do not."""
        command = body.get("command")
        if not command or command != self.experts_command:
            return None
        question = _of_command(body)
        return None if is_own_word(question.text) else question

    def brought_in(self, body: Json) -> tuple[Brought, ...]:
        """Return the documents that a direct message puts before us: its files, or bare links."""
        event = body.get("event") or {}
        is_direct = event.get("type") == "message" and event.get("channel_type") == "im"
        if not is_direct or not self._is_a_persons(event):
            return ()
        files = [{"file": str(one.get("id", ""))} for one in event.get("files") or ()]
        links = [{"url": unescaped(one)} for one in _links(event)]
        where = {"user": event["user"], "channel": event["channel"], "ts": event["ts"]}
        thread = event.get("thread_ts") or event["ts"]
        found = files or links
        return tuple(Brought(**where, thread=thread, **one) for one in found[:MAX_BROUGHT])

    def _of_event(self, body: Json) -> Question | None:
        event = body["event"]
        if event["type"] not in {"app_mention", "message"} or not self._is_a_persons(event):
            return None
        if event["type"] == "app_mention":
            return _message(body, Place.CHANNEL, self.bot_user)
        if event.get("channel_type") == "im":
            question = _message(body, Place.DIRECT, self.bot_user)
            return None if _is_no_question(event, question.text) else question
        follows = self._is_follow_up(event)
        return _message(body, Place.CHANNEL, self.bot_user) if follows else None

    def _is_a_persons(self, event: Json) -> bool:
        is_bot = bool(event.get("bot_id")) or event.get("user") == self.bot_user
        return bool(event.get("user")) and not is_bot and event.get("subtype") in _SAID

    def _is_follow_up(self, event: Json) -> bool:
        text, thread = event.get("text", ""), event.get("thread_ts", "")
        if not thread or thread == event["ts"]:
            return False
        # A mention arrives as app_mention too; what is said to somebody else is not for us.
        if f"<@{self.bot_user}" in text or _TO_SOMEBODY.match(text):
            return False
        if _THANKS.fullmatch(text.strip()):
            return False
        return self.is_own_thread(event["channel"], thread)


def is_own_word(text: str) -> bool:
    """Tell whether what follows the command that looks for people is nothing to look for."""
    return text.strip().lower() in OWN_WORDS or not any(char.isalnum() for char in text)


def _is_no_question(event: Json, text: str) -> bool:
    # Beside a file stands what to do with it, unless it is a question on the face of it.
    about_a_file = bool(event.get("files")) and not text.endswith("?")
    return about_a_file or bool(_links(event)) or bool(_THANKS.fullmatch(text))


def _links(event: Json) -> list[str]:
    text = event.get("text", "")
    return _LINK.findall(text) if _LINKS.fullmatch(text) else []


def _message(body: Json, place: Place, bot_user: str) -> Question:
    event = body["event"]
    thread = event.get("thread_ts") or event["ts"]
    is_reply = thread != event["ts"]
    return Question(
        key=dedup_key(body),
        place=place,
        user=event["user"],
        channel=event["channel"],
        ts=event["ts"],
        thread=thread,
        is_reply=is_reply,
        own_thread=not is_reply or event["type"] == "message",
        text=stripped(event.get("text", ""), bot_user),
    )


def _of_command(body: Json) -> Question:
    return Question(
        key=dedup_key(body),
        place=Place.PRIVATE,
        user=body["user_id"],
        channel=body["channel_id"],
        text=_clipped(body.get("text", "").strip()),
        response_url=body.get("response_url", ""),
    )


def _of_press(body: Json) -> Question | None:
    action = body["actions"][0]
    if action.get("action_id") == CHOOSE_SENSE:
        return _of_choice(body, str(action.get("value", "")))
    value = (action.get("selected_option") or {}).get("value", "")
    verb, _, where = value.partition("|")
    channel, _, rest = where.partition("|")
    ts, _, thread = rest.partition("|")
    if verb != "privately" or not ts:
        return None
    return Question(
        key=dedup_key(body),
        place=Place.PRIVATE,
        user=body["user"]["id"],
        channel=channel,
        ts=ts,
        thread=thread or ts,
        response_url=body.get("response_url", ""),
        reread=True,
    )


def _of_choice(body: Json, value: str) -> Question | None:
    """Return the fuller question: for all when its asker chose, else for the presser alone."""
    asker, _, rest = value.partition("|")
    own_thread, _, text = rest.partition("|")
    where, user = body.get("container") or {}, body["user"]["id"]
    channel = str(where.get("channel_id") or (body.get("channel") or {}).get("id", ""))
    ts = str(where.get("message_ts", ""))
    if not (text and channel):
        return None
    seen_by_all = user == asker and ts and not where.get("is_ephemeral")
    thread = str(where.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or ts)
    place = Place.DIRECT if channel.startswith("D") else Place.CHANNEL
    return Question(
        # The same choice under the same answer is one question, however often it is pressed.
        key=f"chosen {channel} {ts} {_digest(text)}" if seen_by_all else dedup_key(body),
        place=place if seen_by_all else Place.PRIVATE,
        user=user,
        channel=channel,
        ts=ts,
        thread=thread,
        is_reply=True,
        own_thread=bool(own_thread),
        text=_clipped(text),
        response_url="" if seen_by_all else body.get("response_url", ""),
        chosen=True,
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def stripped(text: str, bot_user: str) -> str:
    """Return a message's text on one line, without the bot's mention and without markup."""
    bare = re.sub(rf"<@{re.escape(bot_user)}(\|[^>]*)?>", " ", text)
    return _clipped(" ".join(plain_text(bare).split()))


def _clipped(text: str) -> str:
    # One character too many is enough to tell the person that the text was too long.
    return text[: MAX_QUESTION_CHARS + 1]
