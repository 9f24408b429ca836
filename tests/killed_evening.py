"""An evening with a script, and a process that dies at a chosen moment of it."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any, Final, TypeVar

from knowledge.discussions.course import LEASE
from knowledge.discussions.life import standing
from knowledge.errors import TransitionError
from knowledge.models.discussions import CueState, Discussion, DiscussionState, PromptState
from knowledge.ports.discussions import Cues, Discussions
from tests.discussing import HOST, Evening, plan
from tests.fakes.discussions import FakeCues, FakeDiscussions

_T = TypeVar("_T")
_WRITES: Final = frozenset(
    {"add", "save", "log", "plan", "claim", "begin", "finish", "release", "retime", "drop", "post"}
)
_END: Final = timedelta(hours=73)
_ENDED: Final = frozenset({CueState.DONE, CueState.DROPPED})
_S = DiscussionState


class Killed(BaseException):
    """The process is gone."""


class Dying:
    """Dies just before or just after one of the writes to what it stands for.

    Args:
        inner: a store, or the channel.
        instants: counts the moments, and says when it is over.
    """

    def __init__(self, inner: Any, instants: Callable[[], None]) -> None:
        self.inner = inner
        self._instants = instants

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.inner, name)
        if name not in _WRITES:
            return found

        def write(*args: object) -> object:
            self._instants()
            made = found(*args)
            self._instants()
            return made

        return write


class Night(Evening):
    """An evening with a script of presses, which dies at moments and is begun again each time.

    Args:
        kill_at: numbers of the moments, over all its lives.
        discussions, cues: where they are kept; in memory when nothing else is said.
    """

    def __init__(
        self,
        kill_at: Collection[int] = (),
        discussions: Discussions | None = None,
        cues: Cues | None = None,
    ) -> None:
        self.passed = 0
        self._kill_at = frozenset(kill_at)
        super().__init__(
            discussions=discussions or FakeDiscussions(),
            cues=cues or FakeCues(),
            around=lambda one: Dying(one, self._instant),
        )

    def _instant(self) -> None:
        self.passed += 1
        if self.passed in self._kill_at:
            raise Killed

    def play(self) -> Discussion:
        """Plan it, let it run, press what a host presses, until it was published."""
        one = self._insisting(lambda: self.planning.create(plan(), HOST, key="V1"))
        presses = list(_SCRIPT)
        while self.clock.now() < one.starts_at + _END:
            self._insisting(self.course.tick)
            one = self.changes.get(one.id)
            if presses and presses[0][0](self, one):
                self._press(presses.pop(0)[1], one)
            self._let_time_pass(one)
        self._insisting(lambda: self.course.indexed(one.id))
        return self.changes.get(one.id)

    def _press(self, action: Callable[["Night", Discussion], object], one: Discussion) -> None:
        """Press, and after a crash press again on what was shown then."""
        try:
            self._insisting(lambda: action(self, one))
        except TransitionError as error:
            if "has changed since you looked" not in error.message:
                raise

    def _insisting(self, act: Callable[[], _T]) -> _T:
        while True:
            try:
                return act()
            except Killed:
                self.clock.advance(LEASE.total_seconds() + 1)
                self.restart()

    def _let_time_pass(self, one: Discussion) -> None:
        if standing(one) in {_S.LIVE, _S.CLOSING}:
            self.clock.advance(10)
            return
        due = [cue.due_at for cue in self.cues.of(one.id)]
        ahead = [at - self.clock.now() for at in due if at > self.clock.now()]
        leap = min([*ahead, timedelta(hours=8)])
        self.clock.advance(max(leap.total_seconds(), 10))


def _open(number: int, minutes: float) -> Callable[[Night, Discussion], bool]:
    def reached(night: Night, one: Discussion) -> bool:
        prompt = one.prompt(number)
        if prompt is None or prompt.state is not PromptState.OPEN or prompt.opened_at is None:
            return False
        return night.clock.now() >= prompt.opened_at + timedelta(minutes=minutes)

    return reached


def _paused(night: Night, one: Discussion) -> bool:
    long = timedelta(minutes=3)
    return one.paused_at is not None and night.clock.now() >= one.paused_at + long


def _late(_night: Night, one: Discussion) -> bool:
    return one.state is _S.LATE


def _drafted(night: Night, one: Discussion) -> bool:
    return one.state is _S.CURATING and "draft-report" in night.venue.posted()


_Action = Callable[[Night, Discussion], object]
_SCRIPT: Final[tuple[tuple[Callable[[Night, Discussion], bool], _Action], ...]] = (
    (_open(1, 2), lambda night, one: night.steering.extend(one.id, HOST, one.version, 3)),
    (_open(2, 2), lambda night, one: night.steering.pause(one.id, HOST, one.version)),
    (_paused, lambda night, one: night.steering.resume(one.id, HOST, one.version)),
    (_open(2, 3), lambda night, one: night.steering.skip(one.id, HOST, one.version)),
    (_open(4, 2), lambda night, one: night.steering.next(one.id, HOST, one.version)),
    (_late, lambda night, one: night.steering.draft(one.id, HOST, one.version)),
    (_drafted, lambda night, one: night.steering.publish(one.id, HOST, one.version)),
)


def seen(night: Night, one: Discussion) -> tuple[object, ...]:
    """All that must not depend on a crash: what was posted, logged and became, without times."""
    log = [
        (event.what, event.by, _states(event.detail)) for event in night.discussions.events(one.id)
    ]
    prompts = [(prompt.number, prompt.state, prompt.message_ts) for prompt in one.prompts]
    cues = sorted(night.cues.of(one.id), key=lambda cue: cue.key)
    # Whether a cue without a post was done or dropped makes no difference to anybody.
    done = [(cue.key, cue.state in _ENDED, cue.ts) for cue in cues]
    return night.venue.posted(), log, prompts, one.state, one.version, done


def _states(detail: str) -> list[str]:
    return [word for word in detail.split() if not word.startswith("closes")]
