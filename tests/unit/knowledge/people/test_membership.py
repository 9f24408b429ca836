"""What a member says of themselves is kept by the rules, and shown only as they agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from knowledge.errors import ProfileError
from knowledge.models.experts import Because, EvidenceKind
from knowledge.models.members import (
    Availability,
    Discoverable,
    ExpectedMember,
    Invitation,
    Profile,
    Wishes,
)
from knowledge.people.membership import Membership, MembershipStores
from tests.fakes.bot_services import harbour_pack
from tests.fakes.clock import FakeClock
from tests.fakes.people import FakeMembers, FakeWorks
from tests.fakes.verdicts import assess_plainly

LINE = Because(
    kind=EvidenceKind.WORK, text="wrote “Lamps”", document_id="contribution:1", scope="public"
)
LISTED = Wishes(discoverable=Discoverable.SUGGEST, contactable=True, notice="n1")


@dataclass
class Desk:
    """A membership over memory, and what it asked of others."""

    members: FakeMembers = field(default_factory=FakeMembers)
    works: FakeWorks = field(default_factory=FakeWorks)
    left: list[Sequence[str]] = field(default_factory=list)
    builds: list[str] = field(default_factory=list)

    @property
    def membership(self) -> Membership:
        """What is tested."""
        return Membership(
            MembershipStores(
                members=self.members,
                works=self.works,
                pack=harbour_pack(),
                clock=FakeClock(),
                assess=assess_plainly,
                evidence=lambda one: (LINE,) if one.id == "U1" else (),
                leave=self.left.append,
                rebuild=lambda: self.builds.append("people"),
            )
        )


@pytest.fixture
def desk() -> Desk:
    """An empty one."""
    return Desk()


def test_nobody_is_listed_by_saving_a_profile(desk: Desk) -> None:
    """It waits, unseen, until they agree."""
    saved = desk.membership.save_profile("U1", Profile(name="Ada Sample", kind="any"), "n1")

    assert saved.profile.name == "Ada Sample"
    assert saved.wishes == Wishes(notice="n1")
    assert not saved.is_listed
    assert desk.builds == []


def test_a_listed_member_s_new_profile_is_built(desk: Desk) -> None:
    """What others find is what was saved last."""
    desk.membership.wish("U1", LISTED)
    desk.builds.clear()

    desk.membership.save_profile("U1", Profile(name="Ada", topics=("lamps", " lamps ", "")), "n2")

    assert desk.builds == ["people"]
    kept = desk.membership.of("U1")
    assert kept is not None
    assert kept.profile.topics == ("lamps",)
    assert kept.wishes.discoverable is Discoverable.SUGGEST


@pytest.mark.parametrize(
    "profile",
    [
        Profile(bio="BLOCKED words"),
        Profile(topics=("lamps", "HELD words")),
        Profile(contact="BLOCKED"),
        Profile(kind="pirate"),
        Profile(organisation_kind="ship"),
    ],
)
def test_what_must_not_be_kept_is_refused_whole(desk: Desk, profile: Profile) -> None:
    """The old profile stays as it was."""
    desk.membership.save_profile("U1", Profile(name="Ada"), "n1")

    with pytest.raises(ProfileError) as refused:
        desk.membership.save_profile("U1", profile, "n2")

    assert refused.value.remedy
    kept = desk.membership.of("U1")
    assert kept is not None
    assert (kept.profile, kept.wishes.notice) == (Profile(name="Ada"), "n1")


def test_wishes_are_logged_and_built(desk: Desk) -> None:
    """Each change stands in the log with the text that was shown."""
    desk.membership.wish("U1", LISTED)
    desk.membership.wish("U1", LISTED.model_copy(update={"contactable": False}))

    log = [(one.wish, one.notice) for one in desk.members.wish_log("U1")]
    assert log == [
        ("discoverable", "n1"),
        ("contactable", "n1"),
        ("notice", "n1"),
        ("contactable", "n1"),
    ]
    assert desk.builds == ["people", "people"]
    assert desk.left == []


def test_who_is_no_longer_to_be_found_leaves_the_index(desk: Desk) -> None:
    """Not at the next build: now."""
    key = desk.membership.wish("U1", LISTED).key

    desk.membership.wish("U1", Wishes(notice="n1"))

    assert desk.left == [[f"person:{key}/"]]


def test_a_pause_ends_when_it_is_taken_back(desk: Desk) -> None:
    """Whoever made it."""
    paused = desk.membership.pause("U1", date(2026, 4, 1))
    assert paused.availability.paused_until == date(2026, 4, 1)
    ours = paused.availability.model_copy(update={"paused_by_us": True})
    desk.membership.availability("U1", ours)

    back = desk.membership.pause("U1", None)

    assert (back.availability.paused_until, back.availability.paused_by_us) == (None, False)


def test_an_unknown_time_zone_is_refused(desk: Desk) -> None:
    """Hours without a zone would be anybody's."""
    with pytest.raises(ProfileError, match="Mars"):
        desk.membership.availability("U1", Availability(time_zone="Mars/Base"))

    assert desk.membership.of("U1") is None


def test_who_is_kept_apart_and_what_is_hidden_can_be_changed(desk: Desk) -> None:
    """Nobody is kept apart from themselves."""
    assert desk.membership.never_pair("U1", ["U2", "U1", ""]).never_pair == frozenset({"U2"})
    assert desk.membership.hide("U1", "d1", hidden=True).hidden == frozenset({"d1"})
    assert desk.membership.hide("U1", "d2", hidden=True).hidden == frozenset({"d1", "d2"})
    assert desk.membership.hide("U1", "d1", hidden=False).hidden == frozenset({"d2"})


def test_evidence_is_shown_to_those_who_are_known(desk: Desk) -> None:
    """Somebody who never said anything has none."""
    assert desk.membership.evidence_of("U1") == ()
    desk.membership.save_profile("U1", Profile(name="Ada"), "n1")
    assert desk.membership.evidence_of("U1") == (LINE,)


def test_members_are_invited_once(desk: Desk) -> None:
    """And never again after no, however often somebody thanks them."""
    assert desk.membership.may_invite("U1")
    desk.membership.invited("U1")
    assert not desk.membership.may_invite("U1")

    desk.membership.invited("U2", never=True)
    desk.membership.invited("U2")
    kept = desk.membership.of("U2")
    assert kept is not None
    assert kept.invitation is Invitation.NEVER

    desk.membership.wish("U3", LISTED)
    assert not desk.membership.may_invite("U3")


def test_what_a_list_expects_is_found(desk: Desk) -> None:
    """By address, until it is bound to a member."""
    desk.works.expect([ExpectedMember(email="ada@example.org", headline="Lamps")])

    found = desk.membership.expected("U1", "Ada@example.org")

    assert found is not None
    assert found.headline == "Lamps"
    assert desk.membership.expected("U2") is None
