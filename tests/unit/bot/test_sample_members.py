"""The sample members: plainly fictional, of several minds, and theirs alone to change."""

import json
from datetime import UTC, datetime
from typing import Any

from bot.playground.sample_community import SAMPLE, sample_people
from bot.playground.sample_members import NOTICE, SampleMember, sample_members, seed_members
from knowledge.adapters.community_pack import load_community
from knowledge.models.members import Discoverable, Member, Profile, Wishes

ORGANISATIONS = {"force", "university", "company", "government", "charity"}


class Register:
    """Keeps members as the community's membership does; a wish needs a profile first."""

    def __init__(self, *known: str) -> None:
        self.members = {
            one: Member(id=one, key="0" * 12, changed_at=datetime(2026, 3, 2, tzinfo=UTC))
            for one in known
        }

    def of(self, member: str) -> Member | None:
        """Return a member, or None."""
        return self.members.get(member)

    def save_profile(self, member: str, profile: Profile, notice: str) -> Member:
        """Store a profile."""
        wishes = Wishes(notice=notice)
        self.members[member] = Member(
            id=member,
            key="0" * 12,
            profile=profile,
            wishes=wishes,
            changed_at=datetime(2026, 3, 2, tzinfo=UTC),
        )
        return self.members[member]

    def wish(self, member: str, wishes: Wishes) -> Member:
        """Store wishes."""
        self.members[member] = self.members[member].model_copy(update={"wishes": wishes})
        return self.members[member]


def people_json() -> list[dict[str, Any]]:
    """Return the people as their file has them."""
    found: list[dict[str, Any]] = json.loads((SAMPLE / "people.json").read_text("utf-8"))["people"]
    return found


def texts(one: SampleMember) -> str:
    """Return all that a member says of themselves."""
    return " ".join(
        (one.profile.headline, one.profile.bio, one.profile.interest, one.profile.contact)
    )


def test_every_sample_member_says_enough_to_be_found() -> None:
    """Of a kind and an organisation's kind that are known, with topics and a headline."""
    members = sample_members()
    kinds = {term.key for term in load_community("police_science").member_kinds}

    assert 8 <= len(members) <= 10
    assert {one.profile.organisation_kind for one in members} <= ORGANISATIONS
    assert {one.profile.kind for one in members} <= kinds
    assert all(len(one.profile.topics) >= 2 for one in members)
    assert all(one.profile.headline and one.profile.bio for one in members)


def test_every_sample_member_is_plainly_fictional() -> None:
    """Their name, their organisation and their story say so; nobody has a real address."""
    for one in sample_members():
        assert one.profile.name.endswith(" (fictional)")
        assert one.profile.organisation.endswith(" (fictional)")
        assert "fictional" in one.profile.bio or "sample" in one.profile.bio
        assert (one.profile.orcid, one.profile.links) == ("", ())
        assert "@" not in texts(one)
        assert "http" not in texts(one)


def test_they_do_not_all_want_the_same() -> None:
    """Suggested, found by name only, not to be asked, and with a commercial interest."""
    members = {one.id: one for one in sample_members()}
    wishes = [one.wishes for one in members.values()]

    assert {one.discoverable for one in wishes} == {
        Discoverable.SUGGEST,
        Discoverable.NAMED_SEARCH,
    }
    assert {one.contactable for one in wishes} == {True, False}
    assert {one.use_contributions for one in wishes} == {True, False}
    assert all(one.profile.interest for one in members.values() if one.profile.kind == "innovator")


def test_nothing_that_a_sample_member_says_is_left_unread() -> None:
    """A misspelt field would silently be nothing."""
    known = {*Profile.model_fields, *Wishes.model_fields}
    entries = [one for one in people_json() if "membership" in one]

    assert [name for one in entries for name in one["membership"] if name not in known] == []


def test_somebody_in_the_sample_can_be_asked_and_somebody_is_nobody_yet() -> None:
    """Members are people of the workspace, and not all of these are members."""
    everybody = {one.id for one in sample_people()}

    assert {one.id for one in sample_members()} < everybody


def test_members_join_once() -> None:
    """What somebody has changed since is left alone."""
    register = Register("U0LINGUIST")
    first = seed_members(register, sample_members())
    found = {one.id: register.of(one.id) for one in sample_members()}
    second = seed_members(register, sample_members())
    joined = {name: one for name, one in found.items() if one is not None}

    assert (first, second) == (len(sample_members()) - 1, 0)
    assert joined["U0LINGUIST"].profile == Profile()
    for one in sample_members():
        if one.id != "U0LINGUIST":
            assert joined[one.id].profile == one.profile
            assert joined[one.id].wishes == one.wishes
            assert joined[one.id].wishes.notice == NOTICE
