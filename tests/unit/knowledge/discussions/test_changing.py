from dataclasses import dataclass
from datetime import timedelta

import pytest

from knowledge.errors import StoreError, TransitionError
from knowledge.models.discussions import CueState, Discussion, DiscussionEvent
from tests.discussing import HOST, Evening
from tests.fakes.discussions import FakeDiscussions

MINUTE = timedelta(minutes=1)


@dataclass
class Contested(FakeDiscussions):
    """Discussions that somebody else changes just before a change is saved.

    Attributes:
        others: how often that happens.
    """

    others: int = 0

    def save(self, discussion: Discussion, event: DiscussionEvent | None = None) -> bool:
        """Save it, when nobody else was faster."""
        if self.others:
            self.others -= 1
            stored = self.held[discussion.id]
            changes = {"version": stored.version + 1, "sponsor": f"Sponsor {self.others}"}
            self.held[discussion.id] = stored.model_copy(update=changes)
        return super().save(discussion, event)


def contested() -> tuple[Evening, Contested, Discussion]:
    """A live evening whose next changes are contested."""
    discussions = Contested()
    evening = Evening(discussions=discussions)
    return evening, discussions, evening.live(10 * MINUTE)


def test_a_command_holds_although_others_change_the_discussion() -> None:
    """Both changes stand, and one line is logged."""
    evening, discussions, one = contested()
    discussions.others = 2
    after = evening.steering.skip(one.id, HOST)

    assert (after.sponsor, after.prompts[1].state) == ("Sponsor 0", "skipped")
    assert evening.whats(one).count("skipped") == 1


def test_a_press_on_what_others_are_changing_is_stale() -> None:
    """Who pressed had not seen their change."""
    evening, discussions, one = contested()
    discussions.others = 1

    with pytest.raises(TransitionError, match="has changed since you looked"):
        evening.steering.skip(one.id, HOST, one.version)
    assert "skipped" not in evening.whats(one)


def test_what_others_change_all_the_time_is_given_up() -> None:
    """With an error that says so, and nothing changed."""
    evening, discussions, one = contested()
    discussions.others = 1_000

    with pytest.raises(StoreError):
        evening.steering.skip(one.id, HOST)
    assert evening.now(one).prompts == one.prompts


def test_what_is_due_follows_only_from_what_has_changed() -> None:
    """A second look changes no cue."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    before = evening.cues.of(one.id)
    evening.restart()
    evening.changes.settle_all()

    assert evening.cues.of(one.id) == before


def test_what_is_not_due_any_more_is_dropped() -> None:
    """The cues of a prompt that was skipped; what was done stays done."""
    evening = Evening()
    one = evening.live(10 * MINUTE)
    evening.steering.skip(one.id, HOST, number=3)

    states = {cue.key: cue.state for cue in evening.cues.of(one.id)}
    assert {states[key] for key in ("prompt-3", "nudge-3", "warn-3")} == {CueState.DROPPED}
    assert states["prompt-1"] is CueState.DONE
    assert states["prompt-4"] is CueState.WAITING
