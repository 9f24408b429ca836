"""Getting envelopes to the app: connections, acknowledgements, and Slack's retries."""

import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.playground.pulse import Pulse
from bot.playground.records import Json

ACK_DEADLINE_S = 3.0
LOG_LENGTH = 10_000
RETRY_AFTER_S = (0.0, 60.0, 300.0)


class Connection(Protocol):
    """A socket to the app."""

    def send(self, message: Json) -> None:
        """Pass a message on without waiting."""
        ...

    def close(self) -> None:
        """End the connection soon."""
        ...


@dataclass(slots=True)
class Envelope:
    """Something that the app must acknowledge within 3 seconds of `sent_at`.

    `kind` is `events_api`, `slash_commands` or `interactive`; `ids` are the envelope ids of its
    attempts so far; `lost` means that Slack has given up.
    """

    kind: str
    payload: Json
    on_ack: Callable[[Json], None] | None = None
    on_silence: Callable[[], None] | None = None
    ids: list[str] = field(default_factory=list)
    sent_at: float | None = None
    next_at: float | None = None
    acked_at: float | None = None
    lost: bool = False
    retry_reason: str = ""
    connection: Connection | None = None

    @property
    def attempts(self) -> int:
        """How many times it was sent."""
        return len(self.ids)

    @property
    def open(self) -> bool:
        """Whether it still waits for the app."""
        return self.acked_at is None and not self.lost


class Delivery:
    """The queue between the workspace and the app's sockets.

    Every method expects the pulse's lock to be held.
    """

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
        self.connections: list[Connection] = []
        self.log: deque[Envelope] = deque(maxlen=LOG_LENGTH)
        self._by_id: dict[str, Envelope] = {}
        self._waiting: list[Envelope] = []
        self._held: list[Envelope] | None = None
        self._turn = 0

    @property
    def waiting(self) -> list[Envelope]:
        """What the app has not acknowledged yet and Slack has not given up."""
        self._waiting = [one for one in self._waiting if one.open]
        return list(self._waiting)

    def connect(self, connection: Connection) -> None:
        """Add a socket, and send it what found none before."""
        self.connections.append(connection)
        for envelope in self.waiting:
            if envelope.connection is None:
                self._send(envelope)
        self._pulse.changed()

    def disconnect(self, connection: Connection) -> None:
        """Drop a socket; events that it left unacknowledged wait for the next."""
        if connection in self.connections:
            self.connections.remove(connection)
        for envelope in self.waiting:
            if envelope.connection is connection:
                self._orphan(envelope)
        self._pulse.changed()

    def _orphan(self, envelope: Envelope) -> None:
        envelope.connection, envelope.sent_at, envelope.next_at = None, None, None
        if envelope.kind != "events_api":
            self._give_up(envelope)
        elif self.connections:
            self._send(envelope)

    def push(self, envelope: Envelope) -> None:
        """Send an envelope now; a command or press without any socket fails at once."""
        self.log.append(envelope)
        self._waiting.append(envelope)
        if envelope.kind == "events_api" and self._held is not None:
            self._held.append(envelope)
        else:
            self._send(envelope)

    def hold(self) -> None:
        """Keep events back until `release`."""
        self._held = self._held or []

    def release(self, *, newest_first: bool = False) -> None:
        """Send the events that were kept back, in order or the other way round."""
        held, self._held = self._held or [], None
        for envelope in reversed(held) if newest_first else held:
            self._send(envelope)

    def _send(self, envelope: Envelope) -> None:
        if self._held is not None and envelope in self._held:
            return
        if not self.connections:
            if envelope.kind != "events_api":
                self._give_up(envelope)
            return
        self._turn += 1
        envelope.connection = self.connections[self._turn % len(self.connections)]
        envelope.ids.append(str(uuid.uuid4()))
        self._by_id[envelope.ids[-1]] = envelope
        envelope.sent_at, envelope.next_at = self._pulse.now(), None
        envelope.connection.send(_message(envelope))

    def ack(self, envelope_id: str, payload: Json) -> None:
        """Take an acknowledgement; one that comes after 3 seconds counts for nothing."""
        envelope = self._by_id.pop(envelope_id, None)
        if envelope is None or not envelope.open or self._overdue(envelope):
            return
        envelope.acked_at = self._pulse.now()
        if envelope.on_ack is not None:
            envelope.on_ack(payload)
        self._pulse.changed()

    def _overdue(self, envelope: Envelope) -> bool:
        sent_at = envelope.sent_at
        return sent_at is not None and self._pulse.now() - sent_at > ACK_DEADLINE_S

    def tick(self) -> None:
        """Act on deadlines that have passed: retry events, give up on the rest."""
        now = self._pulse.now()
        for envelope in self.waiting:
            if envelope.next_at is not None and now >= envelope.next_at:
                self._send(envelope)
            elif envelope.next_at is None and self._overdue(envelope):
                self._missed(envelope)

    def _missed(self, envelope: Envelope) -> None:
        if envelope.kind != "events_api" or envelope.attempts > len(RETRY_AFTER_S):
            self._give_up(envelope)
            return
        envelope.retry_reason = "timeout"
        envelope.next_at = self._pulse.now() + RETRY_AFTER_S[envelope.attempts - 1]
        if envelope.next_at <= self._pulse.now():
            self._send(envelope)

    def _give_up(self, envelope: Envelope) -> None:
        envelope.lost = True
        for envelope_id in envelope.ids:
            self._by_id.pop(envelope_id, None)
        if envelope.on_silence is not None:
            envelope.on_silence()
        self._pulse.changed()

    def announce_disconnect(self, reason: str) -> None:
        """Tell every socket to reconnect, as Slack does every few hours, and use it no more."""
        for connection in self.connections:
            connection.send({"type": "disconnect", "reason": reason, "debug_info": {}})
        self.connections.clear()


def _message(envelope: Envelope) -> Json:
    message: Json = {
        "envelope_id": envelope.ids[-1],
        "type": envelope.kind,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.kind != "events_api",
    }
    if envelope.kind == "events_api":
        message["retry_attempt"] = envelope.attempts - 1
        message["retry_reason"] = envelope.retry_reason
    return message
