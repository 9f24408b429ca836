"""What every store of discussions, cues, remarks and themes does."""

from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

import pytest

from knowledge.adapters.sql.discussions.courses import SqlDiscussions
from knowledge.adapters.sql.discussions.cues import SqlCues
from knowledge.adapters.sql.discussions.remarks import SqlRemarks
from knowledge.adapters.sql.discussions.themes import SqlThemes
from knowledge.adapters.sql.engine import Database
from knowledge.models.discussions import (
    Cue,
    CueKind,
    CueState,
    Discussion,
    DiscussionEvent,
    DiscussionState,
    Prompt,
)
from knowledge.models.remarks import Remark, Vote
from knowledge.models.themes import Assignment, By, Theme, ThemeState
from knowledge.ports.discussions import Cues, Discussions, Remarks, Themes
from tests.fakes.clock import START
from tests.fakes.discussions import FakeCues, FakeDiscussions
from tests.fakes.remarks import FakeRemarks
from tests.fakes.themes import FakeThemes
from tests.racing import at_once

ID = "0123456789ab"
LEASE = timedelta(seconds=20)
THREADS = 6


class Shelf(NamedTuple):
    """One store of each port."""

    discussions: Discussions
    cues: Cues
    remarks: Remarks
    themes: Themes


@pytest.fixture(params=["sqlite", "fake"])
def shelf(request: pytest.FixtureRequest, database: Database) -> Shelf:
    """Each sort of stores in turn."""
    if request.param == "fake":
        return Shelf(FakeDiscussions(), FakeCues(), FakeRemarks(), FakeThemes())
    return Shelf(
        SqlDiscussions(database), SqlCues(database), SqlRemarks(database), SqlThemes(database)
    )


def later(minutes: float) -> datetime:
    """Return a moment after the start."""
    return START + timedelta(minutes=minutes)


def discussion(number: int = 0, **changes: object) -> Discussion:
    """Return a discussion of two prompts."""
    one = Discussion(
        id=f"{int(ID, 16) + number:012x}",
        title="Lamps",
        channel="C1",
        host="UHOST",
        prompts=(Prompt(number=1, text="Which lamps?"), Prompt(number=2, text="Who pays?")),
        local_start="2026-03-02T21:00",
        zone="Europe/London",
        starts_at=later(number),
        created_at=START,
    )
    return one.model_copy(update=changes)


def event(what: str, by: str = "UHOST") -> DiscussionEvent:
    """Return a line of the log."""
    return DiscussionEvent(discussion=ID, at=START, what=what, by=by, detail="prompt=1")


def cue(key: str, minutes: float = 0, of: str = ID) -> Cue:
    """Return something that is due."""
    return Cue(discussion=of, key=key, kind=CueKind.PROMPT, prompt=1, due_at=later(minutes))


def remark(number: int = 1, **changes: object) -> Remark:
    """Return something that was said."""
    one = Remark(
        id=f"{number:016x}",
        discussion=ID,
        prompt=1,
        channel="C1",
        ts=f"1700000{number:03d}.000000",
        author="UANA",
        text=f"Lamp {number}.",
        said_at=later(number),
    )
    return one.model_copy(update=changes)


def vote(value: int, minutes: float = 0, voter: str = "UBEN", ts: str = remark().ts) -> Vote:
    """Return a vote on the first remark."""
    return Vote(discussion=ID, channel="C1", ts=ts, voter=voter, value=value, at=later(minutes))


def test_a_discussion_is_found_by_state_and_channel(shelf: Shelf) -> None:
    """In the order of starts, and the newest first."""
    second = discussion(1, state=DiscussionState.LIVE)
    elsewhere = discussion(2, channel="C2", state=DiscussionState.LIVE)
    for one in (elsewhere, second, discussion()):
        shelf.discussions.add(one)

    assert shelf.discussions.get(ID) == discussion()
    assert shelf.discussions.get("f" * 12) is None
    assert shelf.discussions.in_states(DiscussionState.LIVE) == (second, elsewhere)
    assert shelf.discussions.in_states() == ()
    assert shelf.discussions.in_channel("C1") == (second, discussion())


def test_a_change_is_stored_with_its_line_unless_somebody_was_faster(shelf: Shelf) -> None:
    """Then neither is."""
    shelf.discussions.add(discussion(), event("drafted"))
    newer = discussion(version=2, state=DiscussionState.SCHEDULED)
    first = shelf.discussions.save(newer, event("scheduled"))
    second = shelf.discussions.save(newer.model_copy(update={"title": "No"}), event("lost"))
    shelf.discussions.log(event("looked", by=""))

    assert (first, second) == (True, False)
    assert shelf.discussions.get(ID) == newer
    lines = shelf.discussions.events(ID)
    assert [one.what for one in lines] == ["drafted", "scheduled", "looked"]
    assert lines[0] == event("drafted")


def test_the_earliest_cue_is_claimed_once(shelf: Shelf) -> None:
    """Of one discussion one at a time; of two each."""
    other = discussion(1)
    for one in (discussion(), other):
        shelf.discussions.add(one)
    shelf.cues.plan([cue("b", 2), cue("a", 1), cue("x", 3, other.id), cue("late", 60)])
    shelf.cues.plan([cue("a", 50)])
    claimed = [shelf.cues.claim(later(5), LEASE) for _ in range(3)]

    assert claimed == [cue("a", 1), cue("x", 3, other.id), None]


def test_a_claim_ends_with_its_lease_and_keeps_what_was_begun(shelf: Shelf) -> None:
    """So that it can be looked up whether it was posted."""
    shelf.discussions.add(discussion())
    shelf.cues.plan([cue("a")])
    first = shelf.cues.claim(later(1), LEASE)
    assert first is not None
    shelf.cues.begin(first)
    again = shelf.cues.claim(later(2), LEASE)

    assert again is not None
    assert (again.key, again.state) == ("a", CueState.POSTING)
    shelf.cues.finish(again, "1.5")
    assert shelf.cues.claim(later(9), LEASE) is None
    assert shelf.cues.of(ID) == (cue("a").model_copy(update={"state": "done", "ts": "1.5"}),)


def test_a_cue_that_is_given_back_is_due_later(shelf: Shelf) -> None:
    """Not before."""
    shelf.discussions.add(discussion())
    shelf.cues.plan([cue("a")])
    held = shelf.cues.claim(later(0), LEASE)
    assert held is not None
    shelf.cues.release(held, later(3))

    assert shelf.cues.claim(later(2), LEASE) is None
    assert shelf.cues.claim(later(3), LEASE) == cue("a", 3)


def test_cues_are_moved_and_dropped_while_they_wait(shelf: Shelf) -> None:
    """What is done stays as it is."""
    shelf.cues.plan([cue("a", 1), cue("b", 2), cue("c", 3), cue("d", 4)])
    shelf.cues.finish(cue("a", 1))
    shelf.cues.begin(cue("b", 2))
    shelf.cues.retime([cue("a", 7), cue("b", 8), cue("d", 14), cue("unknown", 9)])
    shelf.cues.drop(ID, ["c"])
    shelf.cues.drop(ID, [])

    found = {one.key: (one.state, one.due_at) for one in shelf.cues.of(ID)}
    assert found == {
        "a": (CueState.DONE, later(1)),
        "b": (CueState.POSTING, later(8)),
        "c": (CueState.DROPPED, later(3)),
        "d": (CueState.WAITING, later(14)),
    }
    shelf.cues.drop(ID)
    assert [one.state for one in shelf.cues.of(ID)].count(CueState.DROPPED) == 2


def test_a_message_becomes_one_remark(shelf: Shelf) -> None:
    """Whoever comes second gets the first."""
    kept = shelf.remarks.put(remark())
    again = shelf.remarks.put(remark(7, ts=remark().ts, text="Another"))
    shelf.remarks.put(remark(2, author="UBEN", said_at=later(0)))

    assert (kept, again) == (remark(), remark())
    assert shelf.remarks.get(remark().id) == remark()
    assert shelf.remarks.get("f" * 16) is None
    assert shelf.remarks.at("C1", remark().ts) == remark()
    assert shelf.remarks.at("C2", remark().ts) is None
    assert [one.author for one in shelf.remarks.of(ID)] == ["UBEN", "UANA"]
    assert shelf.remarks.by("UANA") == (remark(),)
    assert shelf.remarks.by("") == ()


def test_a_change_of_a_remark_is_kept(shelf: Shelf) -> None:
    """Its author and its `ts` may change; what is not known stays unknown."""
    shelf.remarks.put(remark())
    shelf.remarks.save(remark(author="", ts="2.0"))
    shelf.remarks.save(remark(5))

    assert shelf.remarks.at("C1", "2.0") == remark(author="", ts="2.0")
    assert shelf.remarks.by("UANA") == ()
    assert shelf.remarks.get(remark(5).id) is None


def test_the_latest_vote_of_a_person_counts(shelf: Shelf) -> None:
    """Also when it comes first, and before its message."""
    shelf.remarks.vote(vote(1, 5))
    shelf.remarks.vote(vote(-1, 3))
    shelf.remarks.vote(vote(0, voter="UANA"))
    shelf.remarks.vote(vote(1, ts="9.9"))
    shelf.remarks.unvote("C1", "9.9", "UBEN")
    shelf.remarks.unvote("C1", "9.9", "UNOBODY")

    assert shelf.remarks.votes(ID) == (vote(0, voter="UANA"), vote(1, 5))
    shelf.remarks.vote(vote(-1, 5))
    assert shelf.remarks.votes(ID)[1].value == -1


def test_who_opted_out_is_remembered(shelf: Shelf) -> None:
    """For this discussion alone."""
    for _ in range(2):
        shelf.remarks.opt_out(ID, "UANA")

    assert shelf.remarks.opted_out(ID) == {"UANA"}
    assert shelf.remarks.opted_out("f" * 12) == frozenset()


def theme(number: int, prompt: int = 1, **changes: object) -> Theme:
    """Return a theme."""
    one = Theme(id=f"{number:012x}", discussion=ID, prompt=prompt, name=f"Theme {number}")
    return one.model_copy(update=changes)


def placed(number: int, in_theme: int, by: By = By.ALGORITHM) -> Assignment:
    """Return the place of a remark."""
    return Assignment(
        discussion=ID, remark=remark(number).id, theme=f"{in_theme:012x}" if in_theme else "", by=by
    )


def test_themes_are_replaced_and_cleared_but_for_the_host_s_word(shelf: Shelf) -> None:
    """Named, chosen or filled by a host: it stays through every recompute."""
    named = theme(2, named_by=By.HOST)
    chosen = theme(3, state=ThemeState.SELECTED)
    filled, other = theme(4), theme(5, prompt=2)
    shelf.themes.put([theme(1, name="Old")], [placed(1, 2)])
    shelf.themes.put(
        [theme(1), named, chosen, filled, other],
        [placed(1, 1), placed(2, 2), placed(3, 4, By.HOST), placed(4, 0), placed(5, 5)],
    )
    assert shelf.themes.themes(ID) == (theme(1), named, chosen, filled, other)
    assert shelf.themes.assignments(ID)[0] == placed(1, 1)
    shelf.themes.clear(ID, 1)

    assert shelf.themes.themes(ID) == (named, chosen, filled, other)
    assert shelf.themes.assignments(ID) == (placed(3, 4, By.HOST), placed(4, 0), placed(5, 5))
    assert shelf.themes.themes("f" * 12) == ()


def test_many_workers_claim_each_cue_once(database: Database) -> None:
    """However many ask at the same moment."""
    store, held = SqlCues(database), SqlDiscussions(database)
    for number in range(4):
        held.add(discussion(number))
    store.plan([cue("a", 0, discussion(number).id) for number in range(4)])
    found = at_once(*(partial(store.claim, later(1), LEASE) for _ in range(THREADS)))
    claimed = [one.discussion for one in found if one is not None]

    assert sorted(claimed) == sorted(set(claimed))
    assert claimed


def test_two_who_save_at_once_have_one_winner(database: Database) -> None:
    """The loser is told."""
    store = SqlDiscussions(database)
    store.add(discussion())
    saves = [partial(store.save, discussion(version=2), event(f"{n}")) for n in range(THREADS)]

    assert at_once(*saves).count(True) == 1
    assert len(store.events(ID)) == 1
