"""Messages whose text must not be kept, over the wire."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.documents.shelving import SHELVE
from bot.views.queue import DECLINE
from knowledge.models.contributions import ContributionState
from knowledge.stewardship.offering import handle_of
from tests.fakes.bot_services import Shelf, marked_harbour_pack
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.contributing import CURATOR, modal, offer, only, open_queue, press_in
from tests.slack.document_world import Desktop

CANARY = "cormorant"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot whose community marks its texts."""
    shelf = Shelf()
    shelf.services = replace(shelf.services, pack=marked_harbour_pack())
    with Start(make_workspace, serve, shelf).world() as running:
        yield running


def everything_kept(world: World) -> str:
    """Return what the inbox holds or held."""
    return " ".join(f"{row.kind} {row.payload} {row.error}" for row in world.shelf.inbox.rows)


def test_a_blocked_message_is_answered_privately_and_told_to_the_admin_once(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody repeats it; the admin learns where it stands."""
    caplog.set_level(logging.DEBUG)
    asked = world.mention(f"SECRET\nthe {CANARY} meets us at noon")
    said = world.whisper().text
    world.until(lambda: bool(told(world)))
    event = next(e for e in world.workspace.delivery.log if e.payload["event"]["ts"] == asked.ts)
    world.workspace.redeliver(event, times=2)
    world.settle()

    assert "must not be in this workspace" in said
    assert world.replies(asked) == []
    assert len(world.whispers()) == 1
    assert len(told(world)) == 1
    assert "SECRET" in told(world)[0]
    assert f"<#{GENERAL}>" in told(world)[0]
    assert asked.ts.replace(".", "") in told(world)[0]
    assert CANARY not in said + told(world)[0] + everything_kept(world) + caplog.text
    assert world.shelf.answers.asked == []


def test_what_was_withheld_is_not_read_with_the_question_after_it(world: World) -> None:
    """It still stands in Slack, and must go nowhere from there."""
    ana = world.person()
    ana.dm(f"SECRET\nthe {CANARY} meets us at noon")
    world.reply(ana.dm("did trials end?"))
    world.reply(ana.dm("and when?"))

    assert [earlier for _, _, earlier in world.shelf.answers.asked] == [(), ("did trials end?",)]


def told(world: World) -> list[str]:
    """Return what the admin was told about blocked messages."""
    channel = world.workspace.conversations.direct("U0CURATOR")
    return [m.text for m in world.workspace.messages(channel.id) if "carries the marking" in m.text]


def test_a_blocked_command_leaves_nothing_either(world: World) -> None:
    """There is no message to point at, and nothing to repeat."""
    world.person().slash("/ask", f"[TLP:RED] where is the {CANARY}?", GENERAL)
    said = world.whisper().text
    world.until(lambda: bool(told(world)))

    assert CANARY not in said + told(world)[0] + everything_kept(world)
    assert "A command" in told(world)[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[OFFICIAL-SENSITIVE] who bid for the {}?", "handling marking"),
        ("who keeps AB12 CDE, the {}?", "reference to a person, a vehicle or a case"),
    ],
)
def test_what_is_held_or_operational_is_not_kept_and_bothers_no_admin(
    world: World, text: str, says: str
) -> None:
    """The writer is asked for other words."""
    asked = world.person().dm(text.format(CANARY))
    said = world.reply(asked).text
    world.settle()

    assert says in said
    assert CANARY not in everything_kept(world)
    assert "AB12" not in everything_kept(world)
    assert told(world) == []
    assert world.shelf.answers.asked == []


def test_a_question_about_markings_is_answered(world: World) -> None:
    """It is not blocked."""
    asked = world.mention("Can I post OFFICIAL-SENSITIVE here?")

    assert world.reply(asked).text == "Trials ended in May. [1]"


def test_a_marked_title_never_reaches_the_inbox(world: World) -> None:
    """The form says so at once; without it the document may be kept."""
    cora = Desktop(world)
    reply = cora.drop()
    cora.open_form(reply)
    cora.me.submit(None, title=f"SECRET: the {CANARY}")
    world.settle()
    kinds = [row.kind for row in world.shelf.inbox.rows]
    complaints = cora.me.modal.errors if cora.me.modal else {}
    cora.me.submit(None, title="Tides, ask 07700 900123")
    cora.until_shown(reply, "Accepted")

    assert "must not be here" in str(complaints)
    assert SHELVE not in kinds
    assert CANARY not in everything_kept(world)
    assert "900123" not in cora.held()[0].title


def test_a_marked_word_to_a_contributor_is_not_sent(world: World) -> None:
    """A letter waits in the inbox before it is sent."""
    offer(world)
    view = open_queue(world)
    press_in(world, CURATOR, view, DECLINE, handle_of(only(world)))
    modal(world, CURATOR, "A word to the contributor")
    world.person(CURATOR).submit(word=f"SECRET: the {CANARY}")
    world.settle()
    shown = world.person(CURATOR).modal

    assert shown is not None
    assert "must not be here" in str(shown.errors)
    assert only(world).state is ContributionState.OFFERED
    assert [row for row in world.shelf.inbox.rows if row.key.startswith("letter declined")] == []
