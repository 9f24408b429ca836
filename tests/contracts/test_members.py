"""What every store of members does."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.members import SqlMembers
from knowledge.errors import NotAllowedError
from knowledge.models.members import (
    Discoverable,
    Invitation,
    Member,
    Profile,
    WishChange,
    Wishes,
)
from knowledge.ports import Members
from tests.fakes.clock import START
from tests.fakes.people import FakeMembers
from tests.racing import at_once

ORCID = "0000-0002-1825-0097"
THREADS = 6
LATER = START + timedelta(days=1)


@pytest.fixture(params=["sqlite", "fake"])
def members(request: pytest.FixtureRequest, database: Database) -> Members:
    """Each store in turn."""
    return SqlMembers(database) if request.param == "sqlite" else FakeMembers()


def having(**changes: object) -> Callable[[Member], Member]:
    """Return a change that sets fields."""
    return lambda one: one.model_copy(update=changes)


def enters(orcid: str) -> Callable[[Member], Member]:
    """Return a change that enters an ORCID."""
    return having(profile=Profile(orcid=orcid))


def wishes(discoverable: Discoverable, notice: str = "1") -> Callable[[Member], Member]:
    """Return a change of who is shown the member."""
    return having(wishes=Wishes(discoverable=discoverable, notice=notice))


def test_nobody_is_known_who_told_nothing(members: Members) -> None:
    """However one looks for them."""
    assert members.get("U1") is None
    assert members.many(["U1"]) == {}
    assert members.listed() == ()
    assert members.with_orcid(ORCID) is None
    assert members.wish_log("U1") == ()


def test_somebody_new_starts_with_everything_off(members: Members) -> None:
    """And with a key that is theirs for good."""
    first = members.change("U1", lambda one: one, START)
    again = members.change("U1", having(id="U9", key="f" * 12, invitation=Invitation.MADE), LATER)

    assert (first.id, first.wishes, first.changed_at) == ("U1", Wishes(), START)
    assert len(first.key) == 12
    assert (again.id, again.key, again.changed_at) == ("U1", first.key, LATER)


def test_a_member_comes_back_whole(members: Members) -> None:
    """Whatever was changed."""
    told = members.change(
        "U1",
        having(
            profile=Profile(name="Ada Sample", topics=("lamps", "ropes"), orcid=ORCID),
            wishes=Wishes(discoverable=Discoverable.SUGGEST, contactable=True, notice="2"),
            never_pair=frozenset({"U2", "U3"}),
            hidden=frozenset({"slack:C1/1.0"}),
        ),
        START,
    )
    shorter = members.change("U1", having(never_pair=frozenset({"U3"})), LATER)

    assert told.never_pair == {"U2", "U3"}
    assert members.get("U1") == shorter == told.model_copy(
        update={"never_pair": frozenset({"U3"}), "changed_at": LATER}
    )  # fmt: skip
    assert members.many(["U1", "U2"]) == {"U1": shorter}
    assert members.with_orcid(ORCID) == shorter
    assert members.with_orcid("") is None


def test_what_changes_nothing_leaves_no_trace(members: Members) -> None:
    """Neither a new moment nor a line in the log."""
    first = members.change("U1", wishes(Discoverable.SUGGEST), START)

    assert members.change("U1", wishes(Discoverable.SUGGEST), LATER) == first
    assert len(members.wish_log("U1")) == 2


def test_only_those_who_may_be_shown_are_listed(members: Members) -> None:
    """Sorted by id; from the moment on at which they said so."""
    for member, shown in (("U3", "suggest"), ("U1", "named_search"), ("U2", "off")):
        members.change(member, wishes(Discoverable(shown)), START)
    before = [one.id for one in members.listed()]
    members.change("U3", wishes(Discoverable.OFF), LATER)

    assert before == ["U1", "U3"]
    assert [one.id for one in members.listed()] == ["U1"]


def test_every_change_of_a_wish_is_logged_with_the_text_that_was_shown(members: Members) -> None:
    """In order, and of this member alone."""
    members.change("U1", wishes(Discoverable.SUGGEST), START)
    members.change("U2", wishes(Discoverable.SUGGEST), START)
    members.change("U1", having(invitation=Invitation.NEVER), START)
    members.change("U1", having(wishes=Wishes(contactable=True, notice="1")), LATER)

    assert members.wish_log("U1") == tuple(
        WishChange(member="U1", at=at, wish=wish, value=value, notice="1")
        for at, wish, value in (
            (START, "discoverable", "suggest"),
            (START, "notice", "1"),
            (LATER, "discoverable", "off"),
            (LATER, "contactable", "true"),
        )
    )


def test_an_orcid_is_one_member_s(members: Members) -> None:
    """Whoever else enters it changes nothing; it is free again when it was taken out."""
    members.change("U1", enters(ORCID), START)
    for member in ("U2", "U3"):
        members.change(member, enters(""), START)
    with pytest.raises(NotAllowedError) as refused:
        members.change("U2", enters(ORCID), LATER)

    before = members.get("U2")
    members.change("U1", enters(""), LATER)
    members.change("U2", enters(ORCID), LATER)
    found = members.with_orcid(ORCID)

    assert refused.value.remedy
    assert before is not None
    assert before.profile.orcid == ""
    assert found is not None
    assert found.id == "U2"


def test_a_change_that_is_refused_by_its_maker_is_not_made(members: Members) -> None:
    """Nobody becomes known by it either."""

    def refuse(one: Member) -> Member:
        raise NotAllowedError("No", "Ask")

    with pytest.raises(NotAllowedError):
        members.change("U1", refuse, START)
    assert members.get("U1") is None


def test_changes_at_the_same_moment_are_all_made(members: Members) -> None:
    """To somebody new, too."""

    def never(other: str) -> Callable[[], object]:
        add = frozenset({other})
        return lambda: members.change(
            "U1", lambda one: one.model_copy(update={"never_pair": one.never_pair | add}), START
        )

    others = [f"V{number}" for number in range(THREADS)]
    at_once(*map(never, others))
    told = members.get("U1")

    assert told is not None
    assert told.never_pair == set(others)


def test_of_those_who_enter_an_orcid_at_the_same_moment_one_gets_it(members: Members) -> None:
    """The others are told."""

    def enter(member: str) -> Callable[[], str]:
        def wanted() -> str:
            try:
                return members.change(member, enters(ORCID), START).id
            except NotAllowedError:
                return ""

        return wanted

    got = at_once(*(enter(f"U{number}") for number in range(THREADS)))
    found = members.with_orcid(ORCID)

    assert found is not None
    assert sorted(got) == [*[""] * (THREADS - 1), found.id]
