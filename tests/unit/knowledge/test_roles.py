"""Who may do what."""

import pytest

from knowledge.errors import NotAllowedError
from knowledge.models.stewardship import Role
from knowledge.stewardship.roles import Roles
from tests.fakes.clock import FakeClock
from tests.fakes.stewardship import FakeAudit, FakeRoles

GONE: set[str] = set()


@pytest.fixture
def roles() -> Roles:
    """One admin and one curator from the settings; nobody has left."""
    GONE.clear()
    return Roles(
        FakeRoles(),
        FakeAudit(FakeClock()),
        admins=("U0ADMIN",),
        curators=("U0CURATOR",),
        is_active=lambda member: member not in GONE,
    )


def may(roles: Roles, member: str) -> tuple[bool, bool, bool]:
    """Return whether a member is admin, curator, host."""
    return roles.is_admin(member), roles.is_curator(member), roles.is_host(member)


def test_each_role_may_what_the_lesser_ones_may(roles: Roles) -> None:
    """From the settings, or given."""
    roles.grant("U0HOST", Role.HOST, "U0ADMIN")

    assert may(roles, "U0ADMIN") == (True, True, True)
    assert may(roles, "U0CURATOR") == (False, True, True)
    assert may(roles, "U0HOST") == (False, False, True)
    assert may(roles, "U0OTHER") == (False, False, False)


def test_a_role_can_be_taken_again(roles: Roles) -> None:
    """From the next thing on that the member does."""
    given = roles.grant("U1", Role.CURATOR, "U0ADMIN")
    taken = roles.revoke("U1", Role.CURATOR, "U0ADMIN")

    assert (given, taken) == (True, True)
    assert not roles.is_curator("U1")
    assert not roles.revoke("U1", Role.CURATOR, "U0ADMIN")


def test_only_admins_change_roles(roles: Roles) -> None:
    """A curator cannot make curators."""
    for change in (roles.grant, roles.revoke):
        with pytest.raises(NotAllowedError, match="Only admins"):
            change("U1", Role.HOST, "U0CURATOR")


def test_the_last_admin_stays(roles: Roles) -> None:
    """Somebody must be able to give roles."""
    no_settings = Roles(roles.store, roles.audit)
    roles.grant("U1", Role.ADMIN, "U0ADMIN")
    with pytest.raises(NotAllowedError, match="Nobody would be left"):
        no_settings.revoke("U1", Role.ADMIN, "U1")
    no_settings.grant("U2", Role.ADMIN, "U1")

    assert no_settings.revoke("U1", Role.ADMIN, "U1")


def test_an_admin_who_has_left_does_not_count_as_one(roles: Roles) -> None:
    """The last one with an account stays."""
    kept = Roles(roles.store, roles.audit, is_active=lambda member: member not in GONE)
    for member in ("U1", "U2"):
        roles.grant(member, Role.ADMIN, "U0ADMIN")
    GONE.add("U2")

    with pytest.raises(NotAllowedError, match="Nobody would be left"):
        kept.revoke("U1", Role.ADMIN, "U1")


def test_what_the_settings_give_is_taken_there(roles: Roles) -> None:
    """The error names the setting."""
    for member, role, name in (
        ("U0ADMIN", Role.ADMIN, "BOT_ADMINS"),
        ("U0CURATOR", Role.CURATOR, "BOT_CURATORS"),
    ):
        with pytest.raises(NotAllowedError) as raised:
            roles.revoke(member, role, "U0ADMIN")
        assert name in raised.value.remedy


def test_a_deactivated_member_may_nothing_any_more(roles: Roles) -> None:
    """At once, whoever gave the role."""
    roles.grant("U1", Role.CURATOR, "U0ADMIN")
    GONE.update({"U1", "U0ADMIN"})

    assert may(roles, "U1") == (False, False, False)
    assert may(roles, "U0ADMIN") == (False, False, False)
    assert roles.holders(Role.ADMIN) == ()


def test_nobody_without_an_account_is_given_a_role(roles: Roles) -> None:
    """Nor is a stranger."""
    GONE.add("U1")

    with pytest.raises(NotAllowedError, match="no active account"):
        roles.grant("U1", Role.HOST, "U0ADMIN")


def test_every_change_of_a_role_is_logged_without_names(roles: Roles) -> None:
    """Who, to whom, and which."""
    roles.grant("U1", Role.HOST, "U0ADMIN")
    roles.grant("U1", Role.HOST, "U0ADMIN")
    roles.revoke("U1", Role.HOST, "U0ADMIN")
    log = roles.audit.entries()

    assert [(one.action, one.details) for one in log] == [
        ("role.granted", {"role": "host"}),
        ("role.revoked", {"role": "host"}),
    ]
    assert {one.subject for one in log} == {roles.audit.pseudonym_of("U1")}
    assert "U1" not in "".join(one.model_dump_json() for one in log)
