"""Whatever hosts press and however long the bot is away, a discussion keeps its promises."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from knowledge.discussions.life import NEXT, NEXT_PROMPT
from knowledge.errors import TransitionError, VenueError
from knowledge.models.discussions import CueKind, Discussion, DiscussionState, PromptState
from tests.discussing import HOST, Evening

_PRESSES: Final = ("start", "next", "pause", "resume", "extend", "skip", "end", "draft", "publish")
_HALTED: Final = frozenset({DiscussionState.PAUSED, DiscussionState.FAILED})
_PAUSED: Final = DiscussionState.PAUSED

steps = st.lists(
    st.one_of(
        st.sampled_from(_PRESSES),
        st.sampled_from(("lost", "found", "restart", "stale")),
        st.integers(1, 1_800),
    ),
    max_size=40,
)


def take(evening: Evening, one: Discussion, step: str | int) -> None:
    """Let time pass, press something, lose or find the channel, or begin anew."""
    before = evening.now(one)
    if isinstance(step, int):
        evening.clock.advance(step)
    elif step == "lost":
        for kind in (CueKind.WELCOME, CueKind.PROMPT):
            evening.venue.refusal[kind] = VenueError("The channel was archived", "Unarchive it")
    elif step == "found":
        evening.venue.refusal.clear()
    elif step == "restart":
        evening.restart()
    else:
        press(evening, before, step)
    evening.course.tick()


def press(evening: Evening, one: Discussion, step: str) -> None:
    """Press; what is refused changes nothing."""
    stale = step == "stale"
    action = getattr(evening.steering, "next" if stale else step)
    try:
        action(one.id, HOST, one.version - 1 if stale else one.version)
    except TransitionError:
        assert evening.now(one) == one
    else:
        assert not stale


def states(evening: Evening, one: Discussion) -> list[tuple[str, str, str]]:
    """What moved from which state to which: `discussion` or `prompt`, before, after."""
    found = []
    for event in evening.discussions.events(one.id):
        for word in event.detail.split():
            before, arrow, after = word.partition(">")
            if arrow:
                known = before in set(PromptState)
                found.append(("prompt" if known else "discussion", before, after))
    return found


@given(minutes=st.integers(-70, 50), course=steps)
def test_nothing_that_happens_breaks_a_promise(minutes: int, course: list[str | int]) -> None:
    """Each cue is posted once, two prompts are a minute apart, only legal steps are taken."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at + timedelta(minutes=minutes))
    for step in course:
        take(evening, one, step)
        open_now = [p for p in evening.now(one).prompts if p.state is PromptState.OPEN]
        assert len(open_now) <= 1

    assert max(Counter(evening.venue.posted()).values()) == 1
    asked = [at for _, kind, at in evening.venue.posts if kind is CueKind.PROMPT]
    assert all(later - before >= timedelta(seconds=60) for before, later in pairwise(asked))
    numbers = [key for key, kind, _ in evening.venue.posts if kind is CueKind.PROMPT]
    assert numbers == sorted(numbers)
    for of, before, after in states(evening, one):
        if of == "prompt":
            assert PromptState(after) in NEXT_PROMPT[PromptState(before)]
        elif DiscussionState(before) not in _HALTED:
            assert DiscussionState(after) in NEXT[DiscussionState(before)]


@given(minutes=st.integers(-70, 50), course=steps)
def test_a_discussion_always_comes_to_its_end(minutes: int, course: list[str | int]) -> None:
    """With nothing but *Resume* when it waits for a host."""
    evening = Evening()
    one = evening.scheduled()
    evening.until(one.starts_at + timedelta(minutes=minutes))
    for step in course:
        take(evening, one, step)
    evening.venue.refusal.clear()
    for _ in range(3):
        if evening.now(one).state in _HALTED:
            evening.steering.resume(one.id, HOST)
        evening.until(evening.clock.now() + timedelta(days=3))

    assert evening.now(one).state in {
        DiscussionState.CURATING,
        DiscussionState.PUBLISHED,
    }
