"""What every store of contributions does."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.adapters.sql.contributions import SqlContributions
from knowledge.adapters.sql.engine import Database
from knowledge.errors import TransitionError
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.ports import Contributions
from knowledge.stewardship.life import NEXT, moved
from tests.fakes.clock import START
from tests.fakes.contributions import FakeContributions

S = ContributionState


@pytest.fixture(params=["sqlite", "fake"])
def store(request: pytest.FixtureRequest, database: Database) -> Contributions:
    """Each store in turn."""
    return SqlContributions(database) if request.param == "sqlite" else FakeContributions()


def offer(number: int = 1, **changes: object) -> Contribution:
    """Return something offered, later ones later."""
    return Contribution.model_validate(
        {
            "id": f"{number:032x}",
            "origin": f"slack:C1/{number}.0",
            "channel": "slack_message",
            "title": "A lamp",
            "text": "Lamps helped.",
            "member": "U1",
            "offered_at": START + timedelta(minutes=number),
            **changes,
        }
    )


def test_what_was_offered_is_found_by_id_origin_member_and_state(store: Contributions) -> None:
    """Each question that is asked of the store has its answer."""
    one = store.offer(offer())

    assert store.get(one.id) == one
    assert store.by_origin(one.origin) == one
    assert store.of_member("U1") == (one,)
    assert store.in_states([S.OFFERED]) == (one,)
    assert store.get("0" * 32) is store.by_origin("slack:C1/9.9") is None


def test_the_same_origin_is_offered_once(store: Contributions) -> None:
    """A second press of the same button returns what the first one made."""
    first = store.offer(offer())

    assert store.offer(offer(2, origin=first.origin)) == first
    assert store.of_member("U1") == (first,)


def test_lists_begin_with_the_oldest(store: Contributions) -> None:
    """Curators work through them in the order in which they came."""
    second, first = store.offer(offer(2)), store.offer(offer(1, state=S.HELD))

    assert store.in_states([S.OFFERED, S.HELD]) == (first, second)


def test_a_move_changes_the_state_and_what_goes_with_it(store: Contributions) -> None:
    """A curator's decision is one write."""
    one = store.offer(offer())

    done = store.move(one.id, S.HELD, reasons=("It holds a telephone number",))

    assert done == one.model_copy(
        update={"state": S.HELD, "reasons": ("It holds a telephone number",)}
    )
    assert store.get(one.id) == done
    assert store.in_states([S.OFFERED]) == ()


def test_an_illegal_move_changes_nothing(store: Contributions) -> None:
    """Nothing is indexed that nobody accepted."""
    one = store.offer(offer())

    with pytest.raises(TransitionError, match="offered cannot become indexed"):
        store.move(one.id, S.INDEXED)
    assert store.get(one.id) == one


def test_what_is_withdrawn_keeps_neither_text_nor_person(store: Contributions) -> None:
    """Its origin stays, so that the same message is not offered again by mistake."""
    one = store.offer(offer())

    store.move(one.id, S.WITHDRAWN)

    left = store.by_origin(one.origin)
    assert left is not None
    assert (left.text, left.title, left.member) == ("", "", "")
    assert store.of_member("U1") == ()


def test_a_revision_leaves_the_state_alone(store: Contributions) -> None:
    """An edit changes the text and nothing else."""
    one = store.offer(offer())

    assert store.revise(one.id, text="Lamps did not help.") == one.model_copy(
        update={"text": "Lamps did not help."}
    )


def test_what_is_not_known_can_be_neither_moved_nor_revised(store: Contributions) -> None:
    """None says so; nothing is made."""
    assert store.move("0" * 32, S.HELD) is None
    assert store.revise("0" * 32, text="x") is None
    assert store.in_states(list(S)) == ()


def test_a_deleted_one_leaves_nothing(store: Contributions) -> None:
    """Its origin is free again."""
    one = store.offer(offer())

    store.delete(one.id)

    assert store.by_origin(one.origin) is None


@given(st.lists(st.sampled_from(list(S)), max_size=8))
def test_no_path_leads_to_the_index_without_acceptance(path: list[ContributionState]) -> None:
    """Whatever is tried in whatever order, `indexed` follows `accepted` alone."""
    one, seen = offer(), [S.OFFERED]
    for to in path:
        try:
            one = moved(one, to)
        except TransitionError:
            continue
        if one.state is not seen[-1]:
            seen.append(one.state)

    assert all(seen[at - 1] is S.ACCEPTED for at, state in enumerate(seen) if state is S.INDEXED)


def test_every_state_says_what_may_follow() -> None:
    """A new state cannot be forgotten, and the end is the end."""
    assert set(NEXT) == set(S)
    assert NEXT[S.WITHDRAWN] == frozenset()
