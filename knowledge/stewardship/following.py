"""Followed channels: who agreed, what they said, and how it leaves again."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from knowledge.models.channels import (
    FOR_GOOD,
    Consent,
    FollowedChannel,
    Keeping,
    Said,
)
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.sensitivity import MarkingAction, Verdict
from knowledge.ports import Audit, Channels, Clock, Contributions
from knowledge.stewardship.gatekeeping import Assess, is_barred, reason_to_hold

MESSAGE_KIND = "slack_message"
_GONE = ContributionState.WITHDRAWN


class Outcome(StrEnum):
    """What became of what somebody said."""

    IGNORED = "ignored"
    KEPT = "kept"
    HELD = "held"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a message.

    Attributes:
        label: marking for which it was held or blocked, else empty.
    """

    outcome: Outcome
    label: str = ""


@dataclass(frozen=True, slots=True)
class FollowingStores:
    """What following a channel works with.

    Attributes:
        rebuild: asks for a build of what is kept of channels.
        rebuild_due: asks for one unless the last began less than so many seconds ago, and tells
            whether it did.
    """

    channels: Channels
    contributions: Contributions
    rebuild: Callable[[], object]
    rebuild_due: Callable[[float], bool]
    audit: Audit
    clock: Clock


class Following:
    """Keeps what members who agreed say in followed channels, and nothing of anyone else.

    Args:
        stores: where it is kept.
        assess: the community's rules of sensitivity.
    """

    def __init__(self, stores: FollowingStores, assess: Assess) -> None:
        self._channels = stores.channels
        self._contributions = stores.contributions
        self._rebuild = stores.rebuild
        self._rebuild_due = stores.rebuild_due
        self._audit = stores.audit
        self._clock = stores.clock
        self._assess = assess

    @property
    def channels(self) -> Channels:
        """What is kept."""
        return self._channels

    def follow(self, channel: FollowedChannel) -> FollowedChannel:
        """Follow a channel; nothing of anyone is kept until they agree."""
        stored = self._channels.follow(channel)
        self._audit.record("channel.followed", channel.followed_by, channel.id)
        return stored

    def close(self, channel: str, *, by: str = "", forget: bool) -> FollowedChannel | None:
        """Stop to listen to a channel; see `Channels.close`.

        Args:
            channel: its id.
            by: member id of who asked, or empty when Slack ended it.
            forget: take everything out that is kept of it.
        """
        closed = self._channels.close(channel, forget=forget)
        if closed is None:
            return None
        if forget:
            self._withdraw_held(f"followed:{channel}/")
            self._rebuild()
        self._audit.record("channel.unfollowed", by, channel, kept="no" if forget else "yes")
        return closed

    def agree(self, consent: Consent) -> bool:
        """Store a yes; False when the channel is not followed."""
        agreed = self._channels.agree(consent)
        if agreed:
            self._rebuild()
        return agreed

    def take_back(self, member: str, channel: str = "") -> int:
        """Delete a member's consent and all that was kept by it, of one channel or of all.

        Returns:
            How many messages went; they are in no answer from now on.
        """
        went = self._channels.take_back(member, channel)
        self._withdraw_held(f"followed:{channel}/" if channel else "followed:", member)
        if went:
            self._rebuild()
        return went

    def hear(self, said: Said) -> Heard:
        """Keep a message, or what an edit made of it, if its author agreed and the rules allow.

        The same message again, or an older version of it, changes nothing.
        """
        if not self._channels.listens(said.channel, said.member, said.ts):
            self._outdate(said)
            return Heard(Outcome.IGNORED)
        verdict = self._assess(said.text)
        if is_barred(verdict) or not verdict.text.strip():
            self._refuse(said)
            return Heard(Outcome.BLOCKED if said.text.strip() else Outcome.IGNORED, verdict.label)
        held = reason_to_hold(verdict)
        judged = said.model_copy(
            update={
                "text": verdict.text,
                "held": bool(held),
                "unattributed": verdict.action is MarkingAction.UNATTRIBUTED,
            }
        )
        kept = self._channels.keep(judged)
        if kept is Keeping.REFUSED:
            return Heard(Outcome.IGNORED)
        if kept is Keeping.CHANGED:
            self._rebuild()
        if held:
            self._queue(judged, verdict)
            return Heard(Outcome.HELD, verdict.label)
        self._unqueue(judged)
        return Heard(Outcome.KEPT)

    def build_news(self, every_s: float) -> None:
        """Ask for a build of what was kept since the last, at most every so many seconds."""
        if self._channels.take_news() and not self._rebuild_due(every_s):
            self._channels.note_news()

    def unsay(self, channel: str, ts: str, *, by: str = "") -> bool:
        """Forget a message for good: it was deleted, taken back or declined.

        Args:
            channel: where it stood.
            ts: its timestamp.
            by: member who must have written it; empty when Slack itself says that it is gone.

        Returns:
            Whether anything of it was kept.
        """
        if by and not (self._channels.listens(channel, by, ts) or self._said(channel, ts, by)):
            return False
        dropped = self._channels.drop(channel, ts, FOR_GOOD)
        queued = self._contributions.by_origin(message_origin(channel, ts))
        if queued:
            self._contributions.move(queued.id, _GONE)
        if dropped and not dropped.held:
            self._rebuild()
        return dropped is not None

    def release(self, contribution: Contribution) -> bool:
        """Make the held message of an accepted contribution knowledge.

        Returns:
            False when the message has changed since, or is gone.
        """
        channel, ts = place_of(contribution.origin)
        said = self._channels.message(channel, ts)
        if said is None or digest_of(said.text) != contribution.digest:
            return False
        return self._channels.release(channel, ts, said.version)

    def held_text(self, contribution: Contribution) -> str:
        """Return the text of the held message that a contribution stands for."""
        said = self._channels.message(*place_of(contribution.origin))
        return said.text if said and digest_of(said.text) == contribution.digest else ""

    def _said(self, channel: str, ts: str, member: str) -> Said | None:
        known = self._channels.message(channel, ts)
        return known if known and known.member == member else None

    def _outdate(self, said: Said) -> None:
        """Let go of what an edit replaces that may not be kept: the channel is closed."""
        known = self._said(said.channel, said.ts, said.member)
        if known and known.version < said.version:
            self._refuse(said)

    def _refuse(self, said: Said) -> None:
        """Let go of what an earlier version said; nothing of this one is stored."""
        dropped = self._channels.drop(said.channel, said.ts, said.version)
        self._unqueue(said)
        if dropped and not dropped.held:
            self._rebuild()

    def _queue(self, said: Said, verdict: Verdict) -> None:
        origin = message_origin(said.channel, said.ts)
        facts = {
            "digest": digest_of(said.text),
            "label": verdict.label,
            "reasons": (reason_to_hold(verdict),),
        }
        known = self._contributions.by_origin(origin)
        if known and known.digest == facts["digest"] and known.state is not _GONE:
            return
        if known:
            self._contributions.delete(known.id)
        self._contributions.offer(self._held(said, origin).model_copy(update=facts))

    def _held(self, said: Said, origin: str) -> Contribution:
        channel = self._channels.channel(said.channel)
        consents = self._channels.consents_of(said.member)
        credit = next((one for one in consents if one.channel == said.channel), None)
        where = f"#{channel.name}" if channel else "a followed channel"
        return Contribution(
            id=sha256(origin.encode()).hexdigest()[:32],
            state=ContributionState.HELD,
            origin=origin,
            channel=MESSAGE_KIND,
            title=f"A message in {where}",
            member=said.member,
            **({"credit": credit.credit, "credit_line": credit.credit_line} if credit else {}),
            offered_at=self._clock.now(),
        )

    def _unqueue(self, said: Said) -> None:
        queued = self._contributions.by_origin(message_origin(said.channel, said.ts))
        if queued and queued.state is ContributionState.HELD:
            self._contributions.move(queued.id, _GONE)

    def _withdraw_held(self, origin: str, member: str = "") -> None:
        states = [state for state in ContributionState if state is not _GONE]
        for one in self._contributions.in_states(states):
            if one.origin.startswith(origin) and member in {"", one.member}:
                self._contributions.move(one.id, _GONE)


def message_origin(channel: str, ts: str) -> str:
    """Return the origin of a held message of a followed channel."""
    return f"followed:{channel}/{ts}"


def place_of(origin: str) -> tuple[str, str]:
    """Return channel and timestamp of an origin that names a message."""
    channel, _, ts = origin.partition(":")[2].partition("/")
    return channel, ts


def digest_of(text: str) -> str:
    """Return what tells one version of a text from another."""
    return sha256(text.encode()).hexdigest()
