"""Followed channels, consents and messages that live in memory."""

from collections.abc import Callable, Iterator

from knowledge.models.channels import (
    Consent,
    FollowedChannel,
    FollowState,
    Keeping,
    KeptMessage,
    Said,
)

Place = tuple[str, str]


class FakeChannels:
    """Satisfies the port `Channels`.

    Args:
        withdraw: takes a document out of answers.
    """

    def __init__(self, withdraw: Callable[[str], object] = lambda _one: None) -> None:
        self._withdraw = withdraw
        self._followed: dict[str, FollowedChannel] = {}
        self._consents: dict[Place, Consent] = {}
        self._said: dict[Place, Said] = {}
        self._gone: dict[Place, str] = {}
        self._news = False

    def follow(self, channel: FollowedChannel) -> FollowedChannel:
        """Follow a channel, or return how it is followed already; a closed one opens again."""
        known = self._followed.get(channel.id, channel)
        self._followed[channel.id] = known.model_copy(update={"state": FollowState.LIVE})
        return self._followed[channel.id]

    def close(self, channel: str, *, forget: bool) -> FollowedChannel | None:
        """Stop to listen to a channel."""
        known = self._followed.get(channel)
        if known is None or (known.state is FollowState.CLOSED and not forget):
            return None
        self._followed[channel] = known.model_copy(update={"state": FollowState.CLOSED})
        if forget:
            del self._followed[channel]
            self._drop(lambda said: said.channel == channel)
            self._consents = {k: v for k, v in self._consents.items() if v.channel != channel}
            self._gone = {place: v for place, v in self._gone.items() if place[0] != channel}
        return known

    def followed(self) -> tuple[FollowedChannel, ...]:
        """Return all channels, closed ones too, by name."""
        return tuple(sorted(self._followed.values(), key=lambda one: (one.name, one.id)))

    def channel(self, channel: str) -> FollowedChannel | None:
        """Return one, or None when it is not known."""
        return self._followed.get(channel)

    def reached(self, channel: str, ts: str) -> None:
        """Note up to which moment the history was read."""
        known = self._followed.get(channel)
        if known and known.cursor < ts:
            self._followed[channel] = known.model_copy(update={"cursor": ts})

    def agree(self, consent: Consent) -> bool:
        """Store a yes; a later one changes how the member is named, from when on stays."""
        if consent.channel not in self._followed:
            return False
        key = (consent.member, consent.channel)
        before = self._consents.get(key, consent)
        kept = {"since": before.since, "given_at": before.given_at}
        self._consents[key] = consent.model_copy(update=kept)
        for said in self.said_by(consent.member):
            if said.channel == consent.channel:
                self._withdraw(said.document_id)
        self._news = True
        return True

    def take_back(self, member: str, channel: str = "") -> int:
        """Delete a member's consent and messages, of one channel or of all."""
        self._consents = {
            key: one
            for key, one in self._consents.items()
            if one.member != member or channel not in {"", one.channel}
        }
        return len(self._drop(lambda said: said.member == member and channel in {"", said.channel}))

    def consents_of(self, member: str) -> tuple[Consent, ...]:
        """Return what a member agreed to."""
        own = (one for one in self._consents.values() if one.member == member)
        return tuple(sorted(own, key=lambda one: one.channel))

    def said_by(self, member: str) -> tuple[Said, ...]:
        """Return everything that is kept of a member, oldest first."""
        return self._sorted(lambda said: said.member == member)

    def listens(self, channel: str, member: str, ts: str) -> bool:
        """Tell whether what a member said at a moment may be kept."""
        followed, yes = self._followed.get(channel), self._consents.get((member, channel))
        if followed is None or yes is None or followed.state is FollowState.CLOSED:
            return False
        return max(followed.since, yes.since) <= ts

    def keep(self, said: Said) -> Keeping:
        """Store a message, or what an edit made of it; the same one again changes nothing."""
        place = (said.channel, said.ts)
        known, gone = self._said.get(place), self._gone.get(place, "")
        version = known.version if known else ""
        if not self.listens(said.channel, said.member, said.ts) or gone >= said.version:
            return Keeping.REFUSED
        if version >= said.version:
            return Keeping.SAME if version == said.version else Keeping.REFUSED
        self._said[place], self._news = said, True
        if known is None:
            return Keeping.NEW
        self._withdraw(said.document_id)
        return Keeping.CHANGED

    def drop(self, channel: str, ts: str, version: str) -> Said | None:
        """Delete a message, and keep it from coming back in this version or an older one."""
        if channel not in self._followed:
            return None
        self._gone[channel, ts] = max(version, self._gone.get((channel, ts), ""))
        dropped = self._drop(
            lambda said: (said.channel, said.ts) == (channel, ts) and said.version <= version
        )
        return dropped[0] if dropped else None

    def release(self, channel: str, ts: str, version: str) -> bool:
        """Make a held message knowledge; False when it is not there in this version."""
        said = self._said.get((channel, ts))
        if said is None or said.version != version:
            return False
        self._said[channel, ts], self._news = said.model_copy(update={"held": False}), True
        return True

    def message(self, channel: str, ts: str) -> Said | None:
        """Return a message that is kept or held."""
        return self._said.get((channel, ts))

    def said_since(self, channel: str, oldest: str) -> tuple[Said, ...]:
        """Return what is kept or held of a channel from a moment on, oldest first."""
        return self._sorted(lambda said: said.channel == channel and said.ts >= oldest)

    def knowledge(self) -> Iterator[KeptMessage]:
        """Yield all messages that are not held, by channel, thread and moment."""
        told = [said for said in self._said.values() if not said.held]
        for said in sorted(told, key=lambda one: (one.channel, one.thread, one.ts)):
            yes = self._consents[said.member, said.channel]
            yield KeptMessage(said=said, credit=yes.credit, credit_line=yes.credit_line)

    def note_news(self) -> None:
        """Note that something is to be built."""
        self._news = bool(self._followed)

    def take_news(self) -> bool:
        """Tell whether anything was kept since this was last asked."""
        news, self._news = self._news, False
        return news

    def _drop(self, wanted: Callable[[Said], bool]) -> list[Said]:
        dropped = [said for said in self._said.values() if wanted(said)]
        for said in dropped:
            del self._said[said.channel, said.ts]
            self._withdraw(said.document_id)
        return dropped

    def _sorted(self, wanted: Callable[[Said], bool]) -> tuple[Said, ...]:
        found = filter(wanted, self._said.values())
        return tuple(sorted(found, key=lambda one: (one.ts, one.channel)))
