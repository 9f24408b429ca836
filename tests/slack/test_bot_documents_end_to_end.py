"""From a PDF in a direct message to an answer that cites its page, with everything real."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playground.records import Message
from bot.playground.server import WorkspaceServer
from bot.views.documents import (
    ACCEPT_DOCUMENT,
    ADD_DOCUMENT,
    REINDEX_DOCUMENT,
    REMOVE_DOCUMENT,
)
from knowledge.models.contributions import ContributionState
from tests.fixtures.pdf_files import long_paper
from tests.slack.bot_world import MakeWorkspace, Serve, World
from tests.slack.conftest import SCOPES
from tests.slack.document_rooms import Harbour, harbour
from tests.slack.document_world import CURATOR, Desktop


@pytest.fixture
def server(
    make_workspace: MakeWorkspace, serve: Serve, manifest: dict[str, dict[str, dict[str, object]]]
) -> WorkspaceServer:
    """The small community, whose app may read files."""
    manifest["oauth_config"]["scopes"]["bot"] = [*SCOPES.split(), "files:read"]
    return serve(make_workspace())


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Harbour]:
    """A real database, real files, a real index."""
    with harbour(tmp_path / "home") as opened:
        yield opened


def paper() -> bytes:
    """Return a PDF of several pages."""
    return long_paper().data()


def test_a_pdf_becomes_an_answer_that_cites_its_page(
    server: WorkspaceServer, rooms: Harbour
) -> None:
    """Drop, describe, reindex, ask: no shell needed."""
    with rooms.bot(server) as world:
        cora = Desktop(world)
        reply = cora.drop("night survey.pdf", paper())
        cora.add(reply, title="Night survey of the lamps", audience="community")
        cora.press(reply, REINDEX_DOCUMENT)
        cora.until_shown(reply, "A build was asked for")
        job = rooms.build()
        world.bot.reports.tell_all()
        told = world.workspace.messages(cora.me.dm_channel)[-1].text
        answer = world.reply(cora.me.dm("Which lanterns of the harbour remained unaccounted for?"))
        (one,) = rooms.services.contributions.in_states([ContributionState.INDEXED])

        assert job is not None
        assert job.source == "uploads"
        assert "1 added" in told
        assert "Night survey of the lamps" in str(answer.blocks)
        assert "page " in str(answer.blocks)
        assert one.title == "Night survey of the lamps"


def test_what_is_removed_is_gone_from_the_next_answer_on(
    server: WorkspaceServer, rooms: Harbour
) -> None:
    """Before any build."""
    with rooms.bot(server) as world:
        cora = Desktop(world)
        reply = cora.drop("night survey.pdf", paper())
        one = cora.add(reply)
        rooms.services.jobs.request(CURATOR)
        rooms.build()
        before = rooms.services.documents.documents([one.document_id])
        cora.press(reply, REMOVE_DOCUMENT)
        cora.until_shown(reply, "Removed")
        answer = world.reply(cora.me.dm("Which lanterns of the harbour remained unaccounted for?"))
        rooms.build()

        assert before
        assert rooms.services.documents.documents([one.document_id]) == {}
        assert one.title not in str(answer.blocks)
        assert list(rooms.rooms.home.glob("uploads/*")) == []
        assert rooms.rooms.tools.documents.live() == {}


def test_the_bot_may_be_stopped_between_every_two_steps(
    server: WorkspaceServer, rooms: Harbour
) -> None:
    """Each step is stored before it is acknowledged, and done once by whoever comes next."""
    workspace = server.workspace
    cora = workspace.as_person(CURATOR)
    with rooms.bot(server, at_work=False):
        dropped = cora.upload(cora.dm_channel, "night survey.pdf", paper())
    with rooms.bot(server) as world:
        reply = world.reply(dropped)
    with rooms.bot(server, at_work=False) as world:
        cora.click(reply, ADD_DOCUMENT)
        world.until(lambda: cora.modal is not None and world.workspace.settled())
        world.until(lambda: rooms.services.inbox.waiting() == 1)
    with rooms.bot(server) as world:
        Desktop(world).world.until(lambda: '"submit"' in Desktop(world).modal())
    with rooms.bot(server, at_work=False) as world:
        cora.submit()
        world.until(lambda: rooms.services.inbox.waiting() == 1)
    with rooms.bot(server) as world:
        Desktop(world).until_shown(reply, "Accepted")
    with rooms.bot(server, at_work=False) as world:
        cora.click(_now(world, reply), REMOVE_DOCUMENT)
        world.until(lambda: rooms.services.inbox.waiting() == 1)
    with rooms.bot(server) as world:
        Desktop(world).until_shown(reply, "Removed")
        (one,) = rooms.services.contributions.in_states(ContributionState)

        assert one.state is ContributionState.WITHDRAWN
        assert world.replies(dropped) == [_now(world, reply)]
        assert list(rooms.rooms.home.glob("uploads/*")) == []


def _now(world: World, message: Message) -> Message:
    found = world.workspace.state.message(message.channel, message.ts)
    assert found is not None
    return found


def test_of_a_marked_document_nothing_is_stored_anywhere(
    server: WorkspaceServer, rooms: Harbour
) -> None:
    """Neither file, row, index nor log of work holds a word of it, nor its name."""
    marked = b"# SECRET\n\nThe Gannetwing lantern is broken.\n\nSECRET\n"
    allowed = b"# Lantern list\n\nThe Kittiwake lantern is broken.\n"
    with rooms.bot(server) as world:
        cora = Desktop(world)
        reply = cora.drop("gannetwing.md", marked)
        said = cora.open_form(reply)
        cora.me.close_modal()
        cora.until_said(reply, "I must not keep")
        cora.add(cora.drop("kittiwake.md", allowed))
        rooms.services.jobs.request(CURATOR)
        rooms.build()
        kept = rooms.everything_on_disk().lower()

        assert "marked SECRET" in said
        assert b"kittiwake" in kept
        assert b"gannetwing" not in kept
        entries = [(one.action, one.details) for one in rooms.services.audit.entries()]
        assert ("document.blocked", {"label": "SECRET"}) in entries


def test_a_held_document_is_indexed_only_after_the_second_yes(
    server: WorkspaceServer, rooms: Harbour
) -> None:
    """The indexer's own gate would hold it too, and lets exactly this one through."""
    held = b"OFFICIAL-SENSITIVE\n\n# Lantern plan\n\nThe Kittiwake lantern is broken.\n"
    with rooms.bot(server) as world:
        cora = Desktop(world)
        cora.add(cora.drop("open.md", b"# Lantern list\n\nThe Puffin lantern works.\n"))
        reply = cora.drop("plan.md", held)
        one = cora.add(reply, title="Lantern plan")
        rooms.services.jobs.request(CURATOR)
        rooms.build()
        before = rooms.services.documents.documents([one.document_id])
        cora.press(reply, ACCEPT_DOCUMENT)
        cora.until_shown(reply, "Accepted")
        rooms.services.jobs.request(CURATOR)
        rooms.build()
        after = rooms.services.documents.documents([one.document_id])

        assert one.state is ContributionState.HELD
        assert one.reasons == ("It is marked OFFICIAL-SENSITIVE.",)
        assert before == {}
        assert after[one.document_id].title == "Lantern plan"
