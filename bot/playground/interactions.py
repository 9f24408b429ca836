"""Commands, presses, choices, submissions and shortcuts: to the app and back."""

from bot.playground.conversations import Conversations
from bot.playground.delivery import Delivery, Envelope
from bot.playground.errors import SlackRefusal
from bot.playground.hooks import Hooks
from bot.playground.identity import APP_ID, TEAM_DOMAIN, TEAM_ID, VERIFICATION_TOKEN
from bot.playground.pulse import Pulse
from bot.playground.records import Channel, Json, Message, Person, View
from bot.playground.state import State
from bot.playground.submissions import Submissions
from bot.playground.surfaces import Surfaces
from bot.playground.wire import message_json, team_reference, user_reference, view_json


class Interactions:
    """Sends what people do to the app, and shows them what comes of it."""

    def __init__(
        self, pulse: Pulse, state: State, conversations: Conversations, delivery: Delivery
    ) -> None:
        self._pulse = pulse
        self._state = state
        self._conversations = conversations
        self._delivery = delivery
        self.surfaces = Surfaces(pulse, state)
        self.hooks = Hooks(pulse, state, conversations)
        self.violations: list[str] = []
        self.submissions = Submissions(self.surfaces, self.violations)

    @property
    def base_url(self) -> str:
        """Where this workspace answers, without a slash at the end."""
        return self._state.base_url

    def command(self, person: Person, channel: Channel, command: str, text: str) -> Envelope:
        """Send a slash command; Slack tells the person when the app stays silent."""
        token = self.hooks.new(channel.id, person.id)
        payload = {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "team_domain": TEAM_DOMAIN,
            "channel_id": channel.id,
            "channel_name": _spoken_name(channel),
            "user_id": person.id,
            "user_name": person.name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._response_url(token),
            "trigger_id": self.surfaces.new_trigger(person.id),
        }
        silence = f"{command} failed because the app did not respond."
        return self._push("slash_commands", payload, (channel.id, person.id, silence), token)

    def press_message(
        self, person: Person, message: Message, action: Json, values: Json
    ) -> Envelope:
        """Send a press or a choice on a message."""
        channel = self._state.channel(message.channel)
        token = self.hooks.new(channel.id, person.id, message)
        hidden = message.visible_to is not None
        container: Json = {"type": "message", "message_ts": message.ts}
        container.update(channel_id=channel.id, is_ephemeral=hidden)
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        payload = {
            **self._common("block_actions", person),
            "container": container,
            "channel": {"id": channel.id, "name": _spoken_name(channel)},
            "state": {"values": values},
            "response_url": self._response_url(token),
            "actions": [action],
        }
        if not hidden:
            payload["message"] = message_json(self._state, message)
        silence = "The app did not respond to that. Please try again."
        return self._push("interactive", payload, (channel.id, person.id, silence), token)

    def press_view(self, person: Person, view: View, action: Json) -> Envelope:
        """Send a press or a choice in a modal or on the Home tab."""
        payload = {
            **self._common("block_actions", person),
            "container": {"type": "view", "view_id": view.id},
            "view": view_json(view),
            "state": {"values": view.values},
            "actions": [action],
        }
        return self._push_view(payload, view)

    def submit(self, person: Person, view: View) -> Envelope:
        """Send a modal's submission and do what the app acknowledges it with."""
        payload = {
            **self._common("view_submission", person),
            "view": view_json(view),
            "response_urls": [],
        }
        return self._push_view(payload, view, submission=True)

    def close(self, person: Person, view: View, *, everything: bool) -> Envelope | None:
        """Close the modal, and with it all below when the view says so.

        The app hears of it when the view asked for that.
        """
        everything = everything or bool(view.payload.get("clear_on_close"))
        self.surfaces.close(person.id, everything=everything)
        if not view.payload.get("notify_on_close"):
            return None
        payload = {**self._common("view_closed", person), "view": view_json(view)}
        return self._push_view({**payload, "is_cleared": everything}, view)

    def shortcut(self, person: Person, callback_id: str, message: Message | None) -> Envelope:
        """Send a global shortcut, or a message shortcut when there is a message."""
        kind = "shortcut" if message is None else "message_action"
        payload = {**self._common(kind, person), "callback_id": callback_id}
        payload["action_ts"] = self._pulse.next_ts()
        place, token = "", None
        if message is not None:
            place = message.channel
            token = self.hooks.new(place, person.id, message)
            channel = self._state.channel(place)
            payload["message"] = message_json(self._state, message)
            payload["message_ts"] = message.ts
            payload["channel"] = {"id": place, "name": _spoken_name(channel)}
            payload["response_url"] = self._response_url(token)
        place = place or self._conversations.direct(person.id).id
        silence = "The shortcut failed because the app did not respond."
        return self._push("interactive", payload, (place, person.id, silence), token)

    def _common(self, kind: str, person: Person) -> Json:
        return {
            "type": kind,
            "token": VERIFICATION_TOKEN,
            "api_app_id": APP_ID,
            "team": team_reference(),
            "user": user_reference(person),
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": self.surfaces.new_trigger(person.id),
        }

    def _response_url(self, token: str) -> str:
        return f"{self.base_url}/response/{token}"

    def _push(
        self, kind: str, payload: Json, on_silence: tuple[str, str, str], token: str | None
    ) -> Envelope:
        def answer(body: Json) -> None:
            if token is not None and (body.get("text") or body.get("blocks")):
                self._answer(token, body)

        def silence() -> None:
            self._conversations.slackbot_says(*on_silence)

        envelope = Envelope(kind, payload, on_ack=answer, on_silence=silence)
        self._delivery.push(envelope)
        return envelope

    def _answer(self, token: str, body: Json) -> None:
        try:
            self.hooks.answer(self._state.hooks[token], body)
        except SlackRefusal as refusal:
            self.violations.append(f"acknowledgement refused: {refusal.body()}")

    def _push_view(self, payload: Json, view: View, *, submission: bool = False) -> Envelope:
        def answer(body: Json) -> None:
            if submission:
                self.submissions.acknowledged(view, body)

        def silence() -> None:
            view.trouble = "We had some trouble connecting. Try again?"

        envelope = Envelope("interactive", payload, on_ack=answer, on_silence=silence)
        self._delivery.push(envelope)
        return envelope


def _spoken_name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.kind == "group" else channel.name
