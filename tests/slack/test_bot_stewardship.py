"""`/science roles`, `/science export` and `/science forget`."""

import json
from collections.abc import Iterator

import pytest

from knowledge.models.stewardship import Role
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World

CURATOR, ANALYST = "U0CURATOR", "U0ANALYST"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot; its curator is an admin."""
    with Start(make_workspace, serve).world() as running:
        yield running


def said_to(world: World, who: str, text: str, command: str = "/science") -> str:
    """Give a command, and return what its giver alone is shown."""
    seen = len(world.whispers(who))
    world.person(who).slash(command, text, GENERAL)
    shown = world.whisper(who, seen + 1)
    return json.dumps([shown.text, shown.blocks], ensure_ascii=False)


def modal(world: World, holds: str, who: str = ANALYST) -> str:
    """Wait until somebody's modal says something, and return all that it says."""
    person = world.person(who)

    def text() -> str:
        return json.dumps(person.modal.payload, ensure_ascii=False) if person.modal else ""

    world.until(lambda: holds in text())
    return text()


def test_an_admin_makes_a_curator_who_may_then_rebuild_the_index(world: World) -> None:
    """And takes the role again."""
    before = said_to(world, ANALYST, "", "/reindex")
    granted = said_to(world, CURATOR, f"roles grant <@{ANALYST}|ana> curator")
    allowed = said_to(world, ANALYST, "", "/reindex")
    revoked = said_to(world, CURATOR, f"roles revoke <@{ANALYST}|ana> curator")
    after = said_to(world, ANALYST, "", "/reindex")

    assert "Only curators" in before
    assert f"<@{ANALYST}> is now a curator." in granted
    assert "Only curators" not in allowed
    assert f"<@{ANALYST}> is no longer a curator." in revoked
    assert "Only curators" in after


def test_who_has_which_role_is_shown_to_admins(world: World) -> None:
    """With what each may."""
    world.shelf.roles.grant(ANALYST, Role.HOST)
    shown = said_to(world, CURATOR, "roles")

    assert f"*Admin* (may give roles, and all that curators may): <@{CURATOR}>" in shown
    assert f"*Host* (may host discussions): <@{ANALYST}>" in shown


def test_nobody_else_sees_or_changes_roles(world: World) -> None:
    """They are told who may."""
    for text in ("roles", f"roles grant <@{ANALYST}|ana> admin"):
        assert "Only administrators may do that." in said_to(world, ANALYST, text)
    assert world.shelf.roles.roles_of(ANALYST) == frozenset()


@pytest.mark.parametrize(
    "text", ["roles grant ana curator", "roles grant <@U0ANALYST|ana> king", "roles give x"]
)
def test_what_cannot_be_understood_is_answered_with_how_to_write_it(
    world: World, text: str
) -> None:
    """A name without its id reaches nobody."""
    assert "write `/science roles grant`" in said_to(world, CURATOR, text)


def test_a_refused_change_says_why_and_what_to_do(world: World) -> None:
    """The settings' admin cannot be taken away here."""
    world.person(CURATOR).slash("/science", f"roles revoke <@{CURATOR}|cora> admin", GENERAL)
    world.until(lambda: "BOT_ADMINS" in "".join(m.text for m in world.whispers(CURATOR)))


def test_a_deactivated_curator_may_nothing_any_more(world: World) -> None:
    """Slack's word on the account counts, a minute old at most."""
    world.shelf.roles.grant(ANALYST, Role.CURATOR)
    before = said_to(world, ANALYST, "", "/reindex")
    world.workspace.state.people[ANALYST].deleted = True
    world.shelf.clock.advance(60)

    assert "Only curators" not in before
    assert "Only curators" in said_to(world, ANALYST, "", "/reindex")


def test_a_request_to_rebuild_is_logged(world: World) -> None:
    """Without a name."""
    said_to(world, CURATOR, "", "/reindex")
    (entry,) = world.shelf.audit.entries()

    assert entry.action == "index.requested"
    assert entry.actor == world.shelf.audit.pseudonym_of(CURATOR)


def test_a_member_sees_what_is_held_of_them(world: World) -> None:
    """How much of what, and the words."""
    world.shelf.exports.held = {"contributions": [{"text": "Nets <!channel> mended."}]}
    world.person().slash("/science", "export", GENERAL)
    shown = modal(world, "What you contributed: 1")

    assert "Nets <!channel> mended." in shown
    assert "That is everything." in shown
    assert world.shelf.exports.asked == [(ANALYST, ANALYST)]


def test_of_much_the_beginning_is_shown_and_who_has_the_whole(world: World) -> None:
    """A modal holds so much and no more."""
    world.shelf.exports.held = {"contributions": [{"text": "word " * 9000}]}
    world.person().slash("/science", "export", GENERAL)

    assert f"export --member {ANALYST}" in modal(world, "There is more")


def test_a_member_of_whom_nothing_is_held_is_told_so(world: World) -> None:
    """In one sentence."""
    world.person().slash("/science", "export", GENERAL)

    assert "I hold nothing of you." in modal(world, "nothing")


def test_forgetting_asks_first_and_says_what_it_means(world: World) -> None:
    """Nothing goes before somebody says so."""
    person = world.person()
    person.slash("/science", "forget", GENERAL)
    shown = modal(world, "What goes for good")
    person.close_modal()
    world.settle()

    assert "Keep everything" in shown
    assert "What I cannot take back" in shown
    assert world.shelf.forgetting.forgotten == []


def test_a_member_who_decides_so_is_forgotten_and_given_a_receipt(world: World) -> None:
    """In the same window; nothing of it is posted."""
    person = world.person()
    person.slash("/science", "forget", GENERAL)
    modal(world, "What goes for good")
    person.submit()
    shown = modal(world, "Receipt")

    assert "R-0123" in shown
    assert "contributions: 3" in shown
    assert world.shelf.forgetting.forgotten == [(ANALYST, ANALYST)]
    assert world.shelf.posts.begun == {}


def test_what_the_law_holds_is_kept_and_said_kindly(world: World) -> None:
    """With whom to ask."""
    world.shelf.forgetting.held.add(ANALYST)
    person = world.person()
    person.slash("/science", "forget", GENERAL)
    modal(world, "What goes for good")
    person.submit()

    assert "Ask an administrator" in modal(world, "legal hold")
