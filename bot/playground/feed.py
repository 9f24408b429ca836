"""Which events the app hears: those it subscribed to, may read, and is there to see."""

from bot.playground.delivery import Delivery, Envelope
from bot.playground.file_wire import as_granted
from bot.playground.identity import APP_ID, BOT_USER, TEAM_ID, VERIFICATION_TOKEN
from bot.playground.manifest import Manifest
from bot.playground.pulse import Pulse, new_id
from bot.playground.records import Channel, Json

EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
_MESSAGE_EVENTS = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


class Feed:
    """Turns what happens into events for the app.

    Args:
        manifest: What the app subscribed to and may read.
    """

    def __init__(self, pulse: Pulse, manifest: Manifest, delivery: Delivery) -> None:
        self._pulse = pulse
        self._manifest = manifest
        self._delivery = delivery

    def message(self, channel: Channel, event: Json) -> None:
        """Tell the app of a message, an edit or a deletion in a conversation it is in."""
        full = {**as_granted(event, self._manifest.scopes), "channel": channel.id}
        full["channel_type"] = channel.kind
        if BOT_USER in channel.members:
            self._emit(_MESSAGE_EVENTS[channel.kind], full, channel)

    def in_channel(self, channel: Channel, event: Json) -> None:
        """Tell the app of something else in a channel it is in."""
        if BOT_USER in channel.members:
            self.tell(as_granted(event, self._manifest.scopes), channel)

    def tell(self, event: Json, channel: Channel | None = None) -> None:
        """Tell the app of something, wherever it happened."""
        self._emit(event["type"], event, channel)

    def _emit(self, name: str, event: Json, channel: Channel | None) -> None:
        if name not in self._manifest.events:
            return
        needed = EVENT_SCOPES.get(name)
        if needed is not None and needed not in self._manifest.scopes:
            return
        shared = channel is not None and channel.is_ext_shared
        stamped = {"event_ts": event.get("ts") or self._pulse.next_ts(), **event}
        self._delivery.push(Envelope("events_api", self.callback(stamped, shared=shared)))

    def callback(self, event: Json, *, shared: bool = False, event_id: str = "") -> Json:
        """Wrap an event as Slack's Events API does."""
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": event_id or new_id("Ev"),
            "event_time": int(self._pulse.dated()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": TEAM_ID,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": shared,
            "event_context": "playground",
        }
