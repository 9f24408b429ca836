"""The whole workspace: its people, its rules, its one app, and the moments between them."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.playground.calendar import Calendar
from bot.playground.conversations import Conversations
from bot.playground.delivery import Delivery, Envelope
from bot.playground.driver import PersonDriver
from bot.playground.faults import Faults
from bot.playground.feed import Feed
from bot.playground.identity import BOT_USER
from bot.playground.interactions import Interactions
from bot.playground.manifest import Manifest
from bot.playground.pulse import Clock, Pulse, new_id
from bot.playground.rates import RateLimits
from bot.playground.records import Channel, File, Json, Message, Person
from bot.playground.state import State, load, save


class Workspace:
    """A Slack workspace in memory, as strict as Slack.

    Args:
        manifest: The app's manifest, as a document.
        people: Who is in the workspace, the bot apart.
        channels: Its channels with their members.
        clock: Seconds since the epoch; a test may pass a `ManualClock`.
        rate_limits: Whether calls too many are refused with 429.
        path: Where conversations are kept over a restart; nowhere when none.
    """

    def __init__(
        self,
        *,
        manifest: Json,
        people: Sequence[Person] = (),
        channels: Sequence[Channel] = (),
        clock: Clock = time.time,
        rate_limits: bool = True,
        path: Path | None = None,
    ) -> None:
        self.pulse = Pulse(clock)
        self.manifest = Manifest.read(manifest)
        self.faults = Faults()
        self.rates = RateLimits(enforced=rate_limits)
        self._path = path
        self._saved_revision = 0
        self.state = self._first_state(people, channels)
        self.delivery = Delivery(self.pulse)
        self.feed = Feed(self.pulse, self.manifest, self.delivery)
        self.conversations = Conversations(self.pulse, self.state, self.feed)
        self.interactions = Interactions(self.pulse, self.state, self.conversations, self.delivery)
        self.surfaces = self.interactions.surfaces
        self.violations = self.interactions.violations
        self.tickets: set[str] = set()
        self.downloads: list[str] = []
        self.uploads: dict[str, tuple[File, int]] = {}
        self.installed = True
        self.calendar: Calendar | None = None
        self._shown_minute = ""

    def _first_state(self, people: Sequence[Person], channels: Sequence[Channel]) -> State:
        kept = load(self._path) if self._path else None
        state = kept or State(
            people={one.id: replace(one) for one in people},
            channels={one.id: replace(one, members=list(one.members)) for one in channels},
        )
        bot = Person(BOT_USER, "science_guide", self.manifest.name, is_bot=True)
        state.people.setdefault(BOT_USER, bot)
        for message in (one for room in state.messages.values() for one in room.values()):
            self.pulse.not_before(message.ts)
        for channel in state.channels.values():
            strangers = (state.people[one].is_stranger for one in channel.members)
            channel.is_ext_shared = channel.is_ext_shared or any(strangers)
        return state

    def follow(self, calendar: Calendar) -> None:
        """Date everything by a calendar that people may move; deadlines keep to the clock."""
        self.calendar = calendar
        self.pulse.ahead_s = calendar.ahead_s

    @property
    def mention(self) -> str:
        """How a message names the bot."""
        return f"<@{BOT_USER}>"

    def as_person(self, person_id: str) -> PersonDriver:
        """Return somebody's hands and eyes; raises `NotPossible` for an unknown id."""
        self.state.person(person_id)
        return PersonDriver(self, person_id)

    def wait_for(self, predicate: Callable[[], bool], timeout_s: float = 10.0) -> bool:
        """Wait until something holds in the workspace; false when the time passed first."""
        return self.pulse.wait_for(predicate, timeout_s)

    def tick(self) -> None:
        """Act on what time has brought: deadlines, retries, statuses; keep the file current."""
        with self.pulse.condition:
            self.delivery.tick()
            self.surfaces.tick()
            self.conversations.tick()
            self._tick_calendar()
            if self._path and self._saved_revision != self.pulse.revision:
                self._saved_revision = self.pulse.revision
                save(self.state, self._path)

    def _tick_calendar(self) -> None:
        minute = self.calendar.in_words() if self.calendar else ""
        if minute != self._shown_minute:
            self._shown_minute = minute
            self.pulse.changed()

    def deliver(self, event: Json, times: int = 1, event_id: str = "") -> str:
        """Send an event, several times under one id if asked, whatever is subscribed.

        Returns:
            The event's id.
        """
        with self.pulse.condition:
            callback = self.feed.callback(event, event_id=event_id or new_id("Ev"))
            for _ in range(times):
                self.delivery.push(Envelope("events_api", callback))
            return str(callback["event_id"])

    def redeliver(self, envelope: Envelope, times: int = 1) -> None:
        """Send again what was sent before, under the same event id."""
        with self.pulse.condition:
            for _ in range(times):
                self.delivery.push(Envelope(envelope.kind, envelope.payload))

    @contextmanager
    def holding_events(self, *, newest_first: bool = False) -> Iterator[None]:
        """Keep events back within the block, then send them all, the other way round if asked."""
        with self.pulse.condition:
            self.delivery.hold()
        try:
            yield
        finally:
            with self.pulse.condition:
                self.delivery.release(newest_first=newest_first)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Make every socket reconnect."""
        with self.pulse.condition:
            self.delivery.announce_disconnect(reason)

    def hang_up(self) -> None:
        """Close every socket without a word, as a broken network does."""
        with self.pulse.condition:
            for connection in list(self.delivery.connections):
                connection.close()

    def messages(self, channel_id: str, thread_ts: str | None = None) -> list[Message]:
        """Return a channel's top-level messages, or a thread's with its parent."""
        with self.pulse.condition:
            history = self.state.history(channel_id)
            if thread_ts is None:
                return [one for one in history if not one.is_reply]
            return [one for one in history if thread_ts in (one.ts, one.thread_ts)]

    def settled(self) -> bool:
        """Whether the app has acknowledged all that it was sent."""
        with self.pulse.condition:
            return not self.delivery.waiting

    def add_person(self, person: Person) -> None:
        """Let somebody new into the workspace."""
        with self.pulse.condition:
            self.state.people[person.id] = replace(person)
            self.conversations.tell_of_person("team_join", person.id)

    def change_person(self, person_id: str, **changes: str | bool) -> None:
        """Change fields of a `Person`, such as `is_restricted=True`."""
        with self.pulse.condition:
            person = self.state.person(person_id)
            for name, value in changes.items():
                setattr(person, name, value)
            self.conversations.tell_of_person("user_change", person_id)

    def change_channel(self, channel_id: str, event_type: str) -> None:
        """Archive, unarchive, share, unshare or delete a channel, by its event's name."""
        with self.pulse.condition:
            channel = self.state.channel(channel_id)
            self.conversations.change_channel(channel, event_type)

    def uninstall(self) -> None:
        """Take the app out of the workspace; its tokens open nothing from now on."""
        with self.pulse.condition:
            self.feed.tell({"type": "app_uninstalled"})
            self.feed.tell({"type": "tokens_revoked", "tokens": {"bot": [BOT_USER]}})
            self.installed = False
