"""`response_url`: the short-lived address at which an app may answer a command or a press."""

from bot.playground.blocks import check_message_blocks
from bot.playground.conversations import Conversations
from bot.playground.errors import SlackRefusal
from bot.playground.identity import BOT_ID, BOT_USER
from bot.playground.pulse import Pulse, new_id
from bot.playground.records import Hook, Json, Message
from bot.playground.state import State

HOOK_USES = 5
HOOK_LIFE_S = 1800.0


class Hooks:
    """Makes response addresses and does what is posted to them."""

    def __init__(self, pulse: Pulse, state: State, conversations: Conversations) -> None:
        self._pulse = pulse
        self._state = state
        self._conversations = conversations

    def new(self, channel: str, user: str, original: Message | None = None) -> str:
        """Return the token of a new address, for the reader of a message or a command's user."""
        token = new_id("") + new_id("")
        hook = Hook(channel, user, self._pulse.now())
        if original is not None:
            hook.message_ts, hook.thread_ts = original.ts, original.thread_ts
        self._state.hooks[token] = hook
        return token

    def use(self, token: str, answer: Json) -> None:
        """Do what an app posted.

        Raises:
            SlackRefusal: `invalid_url`, `expired_url` after 30 minutes, `used_url` after five
                uses, `no_text`, or what the blocks are refused for.
        """
        hook = self._state.hooks.get(token)
        if hook is None:
            raise SlackRefusal("invalid_url")
        if self._pulse.now() - hook.since > HOOK_LIFE_S:
            raise SlackRefusal("expired_url")
        if hook.uses >= HOOK_USES:
            raise SlackRefusal("used_url")
        self.answer(hook, answer)
        hook.uses += 1

    def answer(self, hook: Hook, answer: Json) -> None:
        """Replace or delete the original, or say something new."""
        original = self._original(hook)
        if answer.get("delete_original"):
            if original is not None:
                self._conversations.delete(original)
            return
        text, blocks = answer.get("text") or "", answer.get("blocks") or []
        if not text and not blocks:
            raise SlackRefusal("no_text")
        check_message_blocks(blocks)
        if answer.get("replace_original") and original is not None:
            self._conversations.edit(original, text, blocks)
            return
        self._say(hook, answer, text, blocks)

    def _say(self, hook: Hook, answer: Json, text: str, blocks: list[Json]) -> None:
        message = Message(hook.channel, self._pulse.next_ts(), BOT_USER, text, blocks)
        message.bot_id = BOT_ID
        message.thread_ts = answer.get("thread_ts") or hook.thread_ts
        if answer.get("response_type") == "in_channel":
            self._conversations.post(message)
        else:
            self._conversations.whisper(message, hook.user)

    def _original(self, hook: Hook) -> Message | None:
        if hook.message_ts is None:
            return None
        kept = self._state.message(hook.channel, hook.message_ts)
        if kept is not None:
            return kept
        return next((one for one in self._state.ephemerals if one.ts == hook.message_ts), None)
