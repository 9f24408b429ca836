"""What every audit log and every store of roles does."""

from datetime import timedelta

import pytest

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.stewardship import SqlAudit, SqlRoles
from knowledge.models.stewardship import Role
from knowledge.ports import Audit, RoleStore
from tests.fakes.clock import FakeClock
from tests.fakes.stewardship import FakeAudit, FakeRoles


@pytest.fixture(params=["sqlite", "fake"])
def audit(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> Audit:
    """Each log in turn."""
    return SqlAudit(database, clock) if request.param == "sqlite" else FakeAudit(clock)


@pytest.fixture(params=["sqlite", "fake"])
def roles(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> RoleStore:
    """Each store in turn."""
    return SqlRoles(database, clock) if request.param == "sqlite" else FakeRoles()


def test_an_act_is_logged_under_a_pseudonym(audit: Audit, clock: FakeClock) -> None:
    """The member's id stands nowhere in the log."""
    audit.record("contribution.accepted", "U1", "c-1", label="none")

    (entry,) = audit.entries()
    assert (entry.at, entry.action, entry.subject) == (clock.now(), "contribution.accepted", "c-1")
    assert entry.details == {"label": "none"}
    assert entry.actor == audit.pseudonym_of("U1")
    assert "U1" not in entry.model_dump_json()


def test_a_member_has_one_pseudonym_and_nobody_elses(audit: Audit) -> None:
    """Two acts of one person can be told to be of one person."""
    audit.record("a.b", "U1")
    audit.record("a.c", "U2")
    audit.record("a.d", "U1")

    assert [one.action for one in audit.entries(actor="U1")] == ["a.b", "a.d"]
    assert audit.pseudonym_of("U1") != audit.pseudonym_of("U2")


def test_the_system_acts_under_its_own_name(audit: Audit) -> None:
    """A purge is nobody's decision of the day."""
    audit.record("retention.purged", "")

    assert audit.entries()[0].actor == "system"


def test_who_was_forgotten_cannot_be_found_in_the_log_any_more(audit: Audit) -> None:
    """The entries stay, the tie is gone, and a new act gets a new pseudonym."""
    audit.record("a.b", "U1")
    before = audit.pseudonym_of("U1")

    audit.forget("U1")

    assert audit.entries(actor="U1") == ()
    assert len(audit.entries()) == 1
    assert audit.pseudonym_of("U1") != before


def test_asking_for_somebody_unknown_makes_no_pseudonym(audit: Audit) -> None:
    """Nobody who never acted has entries, and asking leaves no trace."""
    audit.record("a.b", "U1")

    assert audit.entries(actor="U9") == ()


def test_entries_are_purged_by_age(audit: Audit, clock: FakeClock) -> None:
    """What is old goes, and the log says how much it was."""
    audit.record("old.act", "U1")
    clock.advance(3600)
    audit.record("new.act", "U1")

    assert audit.purge(clock.now() - timedelta(minutes=30)) == 1
    assert [one.action for one in audit.entries()] == ["new.act"]
    assert [one.action for one in audit.entries(since=clock.now())] == ["new.act"]


def test_a_role_is_given_once_and_taken_once(roles: RoleStore) -> None:
    """The answer says whether anything changed."""
    assert roles.grant("U1", Role.CURATOR)
    assert not roles.grant("U1", Role.CURATOR)
    assert roles.roles_of("U1") == {Role.CURATOR}
    assert roles.revoke("U1", Role.CURATOR)
    assert not roles.revoke("U1", Role.CURATOR)
    assert roles.roles_of("U1") == frozenset()


def test_the_holders_of_a_role_are_known(roles: RoleStore) -> None:
    """Curators are told of what waits for them."""
    for member in ("U3", "U1"):
        roles.grant(member, Role.CURATOR)
    roles.grant("U2", Role.HOST)

    assert roles.holders(Role.CURATOR) == ("U1", "U3")
