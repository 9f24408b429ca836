"""What every part of harvesting works with."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, Protocol

from knowledge.discussions.doubles import links
from knowledge.discussions.timetable import LATE
from knowledge.errors import NotAllowedError, NotFoundError
from knowledge.models.channels import FOR_GOOD
from knowledge.models.contributions import Credit
from knowledge.models.discussions import Discussion, DiscussionEvent, DiscussionState
from knowledge.models.remarks import Remark, RemarkState
from knowledge.ports import Clock
from knowledge.ports.discussions import Remarks
from knowledge.stewardship.gatekeeping import Assess

_S = DiscussionState
_LISTENING: Final = frozenset({_S.LIVE, _S.PAUSED, _S.CLOSING, _S.LATE})
OUT: Final = frozenset({RemarkState.OPTED_OUT, RemarkState.WITHDRAWN, RemarkState.MODERATED})
_AFTER: Final = frozenset({_S.CURATING, _S.FAILED})


@dataclass(frozen=True, slots=True)
class Speaker:
    """What is noted of who says something, as it is at that moment.

    Attributes:
        kind: key of their kind of member, or empty.
        credit: how they want to be named.
        name: how a report may name them; empty unless they agreed.
        is_bot: another app, which takes no part.
    """

    kind: str = ""
    credit: Credit = Credit.ANONYMOUS
    name: str = ""
    is_bot: bool = False


class Held(Protocol):
    """The part of the port `Discussions` that harvesting needs."""

    def get(self, discussion_id: str) -> Discussion | None:
        """Return one, or None."""
        ...

    def in_channel(self, channel: str) -> tuple[Discussion, ...]:
        """Return those of a channel, newest start first."""
        ...

    def log(self, event: DiscussionEvent) -> None:
        """Add a line to the log."""
        ...


@dataclass(frozen=True, slots=True)
class Books:
    """Stores and rules of harvesting; every change is made under its lock.

    Attributes:
        assess: the community's rules of sensitivity.
        speaker: tells what is known of a member.
    """

    discussions: Held
    remarks: Remarks
    clock: Clock
    assess: Assess
    speaker: Callable[[str], Speaker]
    lock: threading.RLock = field(default_factory=threading.RLock)

    def discussion(self, discussion_id: str) -> Discussion:
        """Return a discussion.

        Raises:
            NotFoundError: there is none.
        """
        found = self.discussions.get(discussion_id)
        if found is None:
            raise NotFoundError("This discussion is not known", "Open the list of discussions")
        return found

    def steered(self, discussion_id: str, by: str, *, is_curator: bool = False) -> Discussion:
        """Return a discussion to somebody who may sort what was said in it.

        Raises:
            NotFoundError: there is none.
            NotAllowedError: they neither host it nor are a curator.
        """
        one = self.discussion(discussion_id)
        if by not in one.hosts and not is_curator:
            raise NotAllowedError("Only its hosts may do that", "Ask a host of this discussion")
        return one

    def taking(self, channel: str, thread: str, ts: str) -> Discussion | None:
        """Return the discussion to which a message in a channel belongs, or None.

        A message that is heard of late belongs to it if it was said in time.
        """
        held = [one for one in self.discussions.in_channel(channel) if _takes(one, ts)]
        own = (one for one in held if any(asked.message_ts == thread for asked in one.prompts))
        return next(own, held[0] if held else None)

    def parts(self, channel: str, ts: str) -> tuple[Remark, ...]:
        """Return what a message became, a remark a prompt, in the order of its text."""
        found: list[Remark] = []
        while remark := self.remarks.at(channel, key_of(ts, len(found))):
            found.append(remark)
        return tuple(found)

    def relink(self, discussion_id: str, prompts: Iterable[int] | None = None) -> None:
        """Find out anew which remarks say the same.

        Whoever finds that there is nothing to do says of no prompts: the one before may have
        been killed just before this.

        Args:
            discussion_id: of the discussion.
            prompts: under which something has changed; None for all.
        """
        wanted = None if prompts is None else set(prompts)
        held = [
            one for one in self.remarks.of(discussion_id) if wanted is None or one.prompt in wanted
        ]
        linked = links(held)
        for one in held:
            first = linked.get(one.id, "")
            if one.duplicate_of != first:
                self.remarks.save(one.model_copy(update={"duplicate_of": first}))

    def take_out(self, remark: Remark, state: RemarkState, version: str = FOR_GOOD) -> None:
        """Forget what a remark says and who said it; only its place stays, to keep it out.

        Args:
            remark: as it stands.
            state: why it is out.
            version: which later edit may bring it back; none by default.
        """
        if remark.state in OUT and remark.version == FOR_GOOD:
            return
        self.remarks.save(emptied(remark, state, version))
        self.relink(remark.discussion, [remark.prompt])

    def note(self, one: Discussion, what: str, by: str, detail: str) -> None:
        """Add a line to a discussion's log."""
        self.discussions.log(
            DiscussionEvent(discussion=one.id, at=self.clock.now(), what=what, by=by, detail=detail)
        )


def is_listening(one: Discussion) -> bool:
    """Tell whether a discussion takes answers now; people talk on while the bot has failed."""
    has_failed_open = one.state is _S.FAILED and one.started_at and one.closed_at is None
    return one.state in _LISTENING or bool(has_failed_open)


def emptied(remark: Remark, state: RemarkState, version: str = FOR_GOOD) -> Remark:
    """Return a remark of which nothing but its place is left."""
    gone = {"author": "", "token": "", "name": "", "kind": "", "text": "", "url": ""}
    marks = {"credit": Credit.ANONYMOUS, "by_host": False, "duplicate_of": "", "guess": 0}
    return remark.model_copy(update={**gone, **marks, "state": state, "version": version})


def key_of(ts: str, index: int) -> str:
    """Return the `ts` of the remark that a message's part becomes, counted from 0."""
    return f"{ts}#{index + 1}" if index else ts


def id_of(channel: str, key: str) -> str:
    """Return the id of a remark: of the same message always the same."""
    return sha256(f"{channel} {key}".encode()).hexdigest()[:16]


def _takes(one: Discussion, ts: str) -> bool:
    moment = float(ts)
    if one.started_at is None or moment < one.started_at.timestamp():
        return False
    if is_listening(one):
        return True
    # It is over, and what was said in time may be heard of too late.
    is_in_time = one.closed_at and moment <= (one.closed_at + LATE).timestamp()
    return one.state in _AFTER and bool(is_in_time)
