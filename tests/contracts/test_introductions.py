"""What every store of introductions does."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.introductions import SqlIntroductions
from knowledge.models.experts import Because, EvidenceKind
from knowledge.models.introductions import Decline, Introduction, IntroductionState, Step
from knowledge.ports import Introductions
from tests.fakes.clock import START
from tests.fakes.people import FakeIntroductions
from tests.racing import at_once

S = IntroductionState
LAMPS = "Who tends the lamps?"
THREADS = 6


@pytest.fixture(params=["sqlite", "fake"])
def store(request: pytest.FixtureRequest, database: Database) -> Introductions:
    """Each store in turn."""
    return SqlIntroductions(database) if request.param == "sqlite" else FakeIntroductions()


def later(hours: float) -> datetime:
    """Return a moment after the start."""
    return START + timedelta(hours=hours)


def wanted(
    number: int = 1, asker: str = "U1", candidate: str = "U2", question: str = LAMPS
) -> Introduction:
    """Return a fresh introduction."""
    reason = Because(
        kind=EvidenceKind.WORK,
        text="wrote “Lamps” (2024)",
        document_id="person:0123456789ab/works/1",
        scope="community",
    )
    return Introduction(
        id=f"{number:012x}",
        asker=asker,
        candidate=candidate,
        question=question,
        reason="They went out.",
        because=(reason,),
        sources=(("Lamps", "https://example.org/lamps"),),
        made_at=later(number),
        due_at=later(number + 1),
    )


def step(before: Introduction, after: IntroductionState, by: str = "clock") -> Step:
    """Return a line of the log."""
    return Step(introduction=before.id, at=later(9), before=before.state, after=after, by=by)


def move(store: Introductions, one: Introduction, state: S, **changes: object) -> Introduction:
    """Store an introduction in another state."""
    changed = one.model_copy(update={"state": state, **changes})
    assert store.save(changed, step(one, state))
    stored = store.get(one.id)
    assert stored is not None
    return stored


def deliver(store: Introductions, one: Introduction, hours: float = 3) -> Introduction:
    """Store that the candidate got the letter."""
    return move(store, one, S.ASKED, asked_at=later(hours))


def test_an_introduction_comes_back_whole(store: Introductions) -> None:
    """To either side."""
    assert store.add(wanted()) == wanted()
    assert store.get(wanted().id) == wanted()
    assert store.of_asker("U1") == store.of_candidate("U2") == (wanted(),)
    assert store.of_asker("U2") == store.of_candidate("U1") == ()
    assert store.get("f" * 12) is None


def test_a_question_is_put_to_one_person_at_a_time(store: Introductions) -> None:
    """However it is spelt; others may ask it too, and the asker something else."""
    first = store.add(wanted())
    again = store.add(wanted(2, candidate="U3", question="who tends the lamps"))
    asked = deliver(store, first)

    assert again == first
    assert store.add(wanted(3, candidate="U3")) == asked
    assert store.add(wanted(4, asker="U4")).id == wanted(4).id
    assert store.add(wanted(5, question="Who tends the ropes?")).id == wanted(5).id


@pytest.mark.parametrize("end", [S.DECLINED, S.PASSED_ON, S.EXPIRED, S.WITHDRAWN, S.ACCEPTED])
def test_once_it_is_answered_the_question_may_be_put_to_the_next(
    store: Introductions, end: IntroductionState
) -> None:
    """Both are kept, the older one first."""
    move(store, deliver(store, store.add(wanted())), end)
    second = store.add(wanted(2, candidate="U3"))

    assert second == wanted(2, candidate="U3")
    assert [one.id for one in store.of_asker("U1")] == [wanted().id, second.id]


def test_adding_the_very_same_one_again_changes_nothing(store: Introductions) -> None:
    """Wherever it has got to."""
    stored = move(store, store.add(wanted()), S.WITHDRAWN)

    assert store.add(wanted()) == stored


def test_a_change_is_stored_with_its_line_and_the_next_version(store: Introductions) -> None:
    """A change without a new state has no line."""
    first = store.add(wanted())
    asked = deliver(store, first)
    nudged = asked.model_copy(update={"nudged": True})
    assert store.save(nudged, None)
    stored = store.get(first.id)

    assert asked.version == 1
    assert stored == nudged.model_copy(update={"version": 2})
    assert store.steps(first.id) == (step(first, S.ASKED),)
    assert store.steps("f" * 12) == ()


def test_what_happened_is_told_in_order(store: Introductions) -> None:
    """To its very end."""
    asked = deliver(store, store.add(wanted()))
    declined = move(store, asked, S.DECLINED, decline=Decline.BUSY)

    assert declined.decline is Decline.BUSY
    assert [one.after for one in store.steps(asked.id)] == [S.ASKED, S.DECLINED]


def test_a_change_of_an_older_version_is_not_stored(store: Introductions) -> None:
    """Nor is its line; nor one of something that is not there."""
    first = store.add(wanted())
    asked = deliver(store, first)
    late = first.model_copy(update={"state": S.WITHDRAWN})

    assert not store.save(late, step(first, S.WITHDRAWN))
    assert not store.save(wanted(7), step(wanted(7), S.ASKED))
    assert store.get(first.id) == asked
    assert len(store.steps(first.id)) == 1


def test_those_whose_time_has_come_are_found(store: Introductions) -> None:
    """In these states alone, the longest due first."""
    for number in (3, 1, 2, 8):
        store.add(wanted(number, question=f"{number}?"))
    deliver(store, wanted(2, question="2?"))
    move(store, wanted(3, question="3?"), S.ASKED, due_at=later(1))

    assert [one.id for one in store.due(later(4), [S.DRAFT])] == [wanted(1).id]
    assert [one.id for one in store.due(later(4), [S.DRAFT, S.ASKED])] == [
        wanted(3).id, wanted(1).id, wanted(2).id,
    ]  # fmt: skip
    assert store.due(later(1.5), [S.DRAFT]) == ()
    assert store.due(later(2), [S.DRAFT])[0].id == wanted(1).id
    assert store.due(later(99), []) == ()


def test_who_was_asked_or_is_about_to_be_is_counted(store: Introductions) -> None:
    """Not what was taken back before it came; not what was asked before."""
    for number in range(1, 7):
        store.add(wanted(number, question=f"{number}?", candidate="U3" if number == 6 else "U2"))
    deliver(store, wanted(2, question="2?"), hours=1)
    deliver(store, wanted(3, question="3?"), hours=5)
    move(store, deliver(store, wanted(4, question="4?"), hours=6), S.WITHDRAWN)
    move(store, wanted(5, question="5?"), S.WITHDRAWN)

    assert store.asked_since(later(0)) == {"U2": 4, "U3": 1}
    assert store.asked_since(later(5)) == {"U2": 3, "U3": 1}
    assert store.asked_since(later(7)) == {"U2": 1, "U3": 1}


def test_all_in_a_state_are_found(store: Introductions) -> None:
    """The oldest first."""
    for number in (3, 1, 2):
        store.add(wanted(number, question=f"{number}?"))
    deliver(store, wanted(2, question="2?"))

    assert [one.id for one in store.in_states([S.DRAFT])] == [wanted(1).id, wanted(3).id]
    assert len(store.in_states(S)) == 3
    assert store.in_states([]) == ()


def test_nobody_asked_or_is_asked_by_nobody(store: Introductions) -> None:
    """Once somebody was forgotten, they are not found under the empty id."""
    first = store.add(wanted())
    forgotten = {"asker": "", "candidate": "", "question": ""}
    move(store, first, S.WITHDRAWN, **forgotten)

    assert store.of_asker("") == store.of_candidate("") == store.of_asker("U1") == ()
    assert store.asked_since(later(0)) == {}


def test_of_those_who_press_at_the_same_moment_one_is_stored(store: Introductions) -> None:
    """Everybody gets that one."""

    def press(number: int) -> Introduction:
        return store.add(wanted(number, candidate=f"V{number}"))

    got = at_once(*(partial(press, number) for number in range(THREADS)))

    assert len(store.of_asker("U1")) == 1
    assert got == list(store.of_asker("U1")) * THREADS


def test_of_those_who_change_it_at_the_same_moment_one_is_believed(store: Introductions) -> None:
    """With one line in the log."""
    first = store.add(wanted())
    states = [S.ASKED, S.WITHDRAWN, S.FAILED] * 2

    def change(state: IntroductionState) -> bool:
        return store.save(first.model_copy(update={"state": state}), step(first, state))

    got = at_once(*(partial(change, state) for state in states))
    stored = store.get(first.id)

    assert sorted(got) == [False] * (len(states) - 1) + [True]
    assert stored is not None
    assert [one.after for one in store.steps(first.id)] == [stored.state]
