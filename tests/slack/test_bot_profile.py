"""Joining: nobody is listed before they say so, and what they change holds from then on."""

from collections.abc import Iterator

import pytest

from bot.playground.inputs import Chosen
from bot.profiles.filling import NO_ADDRESS, NO_ORCID, TAKEN_ORCID, TOO_LONG_TOPIC
from bot.views.findable import EDIT_PROFILE
from bot.views.wishes import listing_version
from knowledge.models.members import (
    Discoverable,
    ExpectedMember,
    Profile,
    Wishes,
)
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import ANA, CHEN, GUEST, command, modal
from tests.slack.profile_world import (
    HEADLINE,
    ORCID,
    YES,
    beginnings,
    home,
    member,
    open_profile,
    refused,
    save_profile,
    wish,
)

PARTNER = "U0PARTNER"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


def test_nobody_is_listed_who_did_not_say_so(world: World) -> None:
    """The Home tab says so, and opening it stores nothing."""
    shown = home(world, "*You are not listed.*")

    assert world.shelf.members.held == {}
    assert "Pause" not in str(shown.payload)


def test_a_saved_profile_is_shown_to_its_owner_and_to_nobody_else(world: World) -> None:
    """Its name is the one in Slack; all switches stay off."""
    shown = save_profile(
        world,
        kind="any",
        organisation="Quillby College",
        topics="lamps\n\n oil lamps \nlamps",
        orcid="https://orcid.org/0000000218250097",
        links="https://a.example/ana",
        interest="I sell oil",
        contact="ana@quillby.example",
    )
    known = member(world)
    as_seen = str(home(world, "How others would see you").payload)

    assert known.profile == Profile(
        name="Ana Larch",
        kind="any",
        organisation="Quillby College",
        headline=HEADLINE,
        topics=("lamps", "oil lamps"),
        orcid=ORCID,
        links=("https://a.example/ana",),
        interest="I sell oil",
        contact="ana@quillby.example",
    )
    assert known.wishes == Wishes(notice=listing_version(world.shelf.pack.notices))
    assert "*Nobody* finds you" in str(shown.payload)
    assert "*Ana Larch* · Any, Quillby College" in as_seen
    assert "ana@quillby.example" not in as_seen
    assert world.shelf.jobs.latest() is None


def test_joining_and_leaving_hold_at_once(world: World) -> None:
    """Each yes is logged with the words that were shown; no restart, no build is waited for."""
    save_profile(world)
    world.person(ANA).close_modal()
    shown = wish(world, YES)
    version = listing_version(world.shelf.pack.notices)

    assert member(world).is_suggested
    assert member(world).wishes == Wishes(
        discoverable=Discoverable.SUGGEST, contactable=True, use_contributions=True, notice=version
    )
    assert "How others see you" in str(shown.payload)
    assert "Can be asked" in str(shown.payload)

    wish(world, {"discoverable": "off"})
    home(world, "*Nobody* finds you")

    assert not member(world).is_listed
    log = world.shelf.members.wish_log(ANA)
    assert [one.value for one in log if one.wish == "discoverable"] == ["suggest", "off"]
    assert {one.notice for one in log} == {version}


def test_who_joins_without_a_profile_is_listed_by_name(world: World) -> None:
    """And is told that a line about them would help."""
    shown = wish(world, {"discoverable": "named_search"})

    assert member(world).profile == Profile(name="Ana Larch")
    assert member(world).wishes.discoverable is Discoverable.NAMED_SEARCH
    assert "Members who *look for your name* find you." in str(shown.payload)
    assert "*nearly empty*" in str(shown.payload)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"orcid": "0000-0002-1825-0098"}, {"orcid": NO_ORCID}),
        ({"links": "quillby.example"}, {"links": NO_ADDRESS}),
        ({"links": "javascript:alert(1)"}, {"links": NO_ADDRESS}),
        ({"topics": "x" * 61}, {"topics": TOO_LONG_TOPIC}),
        ({"topics": "\n".join(map(str, range(11)))}, {"topics": "at most 10 subjects"}),
        ({"links": "\n".join(f"https://a.example/{n}" for n in range(6))}, {"links": "at most 5"}),
        ({"headline": "BLOCKED"}, {"headline": "holds BLOCKED"}),
        ({"topics": "lamps\nHELD"}, {"topics": "holds HELD"}),
        ({"contact": "BLOCKED"}, {"contact": "holds BLOCKED"}),
        ({"bio": "HELD", "interest": "BLOCKED"}, {"bio": "HELD", "interest": "BLOCKED"}),
        ({"orcid": "12", "links": "x"}, {"orcid": NO_ORCID, "links": NO_ADDRESS}),
    ],
)
def test_what_cannot_be_kept_is_named_at_its_field(
    world: World, said: dict[str, Chosen], complaint: dict[str, str]
) -> None:
    """With what to do; nothing is stored, and what was written stays in the window."""
    open_profile(world)
    errors = refused(world, said)

    assert errors.keys() == complaint.keys()
    assert all(complaint[field] in errors[field] for field in complaint)
    assert world.shelf.membership.of(ANA) is None


def test_another_member_s_orcid_is_refused_at_its_field(world: World) -> None:
    """A work speaks for whoever entered its ORCID, and for one member alone."""
    world.shelf.membership.save_profile(CHEN, Profile(name="Chen", orcid=ORCID), "n1")
    open_profile(world)

    assert refused(world, {"orcid": ORCID}) == {"orcid": TAKEN_ORCID}
    assert world.shelf.membership.of(ANA) is None


def test_the_form_begins_with_the_title_then_with_what_is_expected_then_with_what_was_saved(
    world: World,
) -> None:
    """What an administrator brought is shown to its member alone, until they save it."""
    assert beginnings(open_profile(world)) == {"headline": "Crime analyst, Fenmoor Police"}
    world.person(ANA).close_modal()
    row = ExpectedMember(member=ANA, organisation="Fenmoor", topics=("lamps",), kind="any")
    world.shelf.works.expect([row])
    expected = open_profile(world)

    assert beginnings(expected) == {"kind": "any", "organisation": "Fenmoor", "topics": "lamps"}
    assert "a list of members says of you" in str(expected.payload)
    assert world.shelf.membership.of(ANA) is None

    world.person(ANA).submit(None, organisation="Fenmoor Police", kind="-")
    modal(world, ANA, "Your profile is saved")
    world.person(ANA).close_modal()

    assert beginnings(open_profile(world)) == {"organisation": "Fenmoor Police", "topics": "lamps"}


def test_experts_me_opens_the_same_form(world: World) -> None:
    """It is where people look for it."""
    world.person(ANA).slash("/experts", "me", GENERAL)

    assert modal(world, ANA, "Subjects on which you can help")


@pytest.mark.parametrize("who", [GUEST, PARTNER])
def test_guests_and_partners_are_told_kindly_that_members_alone_are_listed(
    world: World, who: str
) -> None:
    """On the Home tab and by command."""
    shown = home(world, "Only members of this community are listed", who)
    channel = world.person(who).dm_channel
    said = command(world, "profile", who, channel)

    assert EDIT_PROFILE not in str(shown.payload)
    assert "Only members of this community are listed" in said
    assert world.shelf.members.held == {}


def test_who_became_a_guest_meanwhile_cannot_join(world: World) -> None:
    """Their window may have been open for a day."""
    open_profile(world)
    world.workspace.state.person(ANA).is_restricted = True
    world.let_time_pass(61)
    world.person(ANA).submit(None, headline=HEADLINE)
    modal(world, ANA, "Only members of this community are listed")

    assert world.shelf.members.held == {}


def test_a_form_that_is_sent_twice_is_one_profile(world: World) -> None:
    """Slack delivers again what was acknowledged late."""
    view = open_profile(world)
    person = world.person(ANA)
    first = person.submit(view, headline=HEADLINE)
    second = person.submit(view, headline=HEADLINE)
    modal(world, ANA, "Your profile is saved")
    world.settle()

    assert first is not None
    assert second is not None
    assert member(world).profile.headline == HEADLINE
    assert len(world.shelf.members.held) == 1
