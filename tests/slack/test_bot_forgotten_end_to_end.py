"""A member who brought a document through Slack is forgotten: every byte is looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playground.server import WorkspaceServer
from bot.views.documents import CHANGE_DOCUMENT
from knowledge.adapters.receipts import ReceiptFolder
from knowledge.adapters.sql.chores import SqlErasures
from knowledge.adapters.sql.holdings import all_holdings
from knowledge.adapters.uploads import UploadFolder
from knowledge.models.contributions import ContributionState
from knowledge.publishing.publisher import rewrite
from knowledge.stewardship.forgetting import Forgetting
from tests.slack.bot_world import MakeWorkspace, Serve
from tests.slack.conftest import SCOPES
from tests.slack.document_rooms import Harbour, harbour
from tests.slack.document_world import MEMBER, Desktop
from tests.stewards import files_with

WORDS = b"# Survey\n\nThe gannetwing survey of the outer pier ended in May."
CANARIES = [b"annetwing", b"Titlecanary", b"ownercanary", b"filecanary", MEMBER.encode()]


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


def forgetting(rooms: Harbour) -> Forgetting:
    """Return what forgets, over everything that the rooms hold."""
    world = rooms.rooms
    return Forgetting(
        holdings=all_holdings(world.database, world.clock, UploadFolder(world.home)),
        receipts=ReceiptFolder(world.home / "receipts"),
        erasures=SqlErasures(world.database, world.clock),
        holds=world.holds,
        audit=world.audit,
        clock=world.clock,
        finish=lambda: rewrite(world.tools),
    )


def test_nothing_is_left_of_a_member_who_brought_a_document(
    server: WorkspaceServer, rooms: Harbour
) -> None:
    """Brought, proposed, changed, accepted, built, asked about, and a letter sent."""
    with rooms.bot(server) as world:
        ana, contributions = Desktop(world, MEMBER), rooms.services.contributions
        reply = ana.drop("filecanary.md", WORDS)
        one = ana.add(reply, title="Titlecanary", owner="ownercanary")
        contributions.move(one.id, ContributionState.ACCEPTED)
        rooms.services.jobs.request(MEMBER)
        rooms.build()
        answer = world.reply(ana.me.dm("What ended in the survey of the outer pier?"))
        ana.open_form(reply, CHANGE_DOCUMENT)
        ana.me.submit(None, title="Titlecanary again")
        ana.until_shown(reply, "Held")
        contributions.move(one.id, ContributionState.ACCEPTED)
        rooms.services.jobs.request(MEMBER)
        while rooms.build():  # the old words leave the files first
            pass
        rooms.rooms.audit.record("test", MEMBER, one.id)
        world.settle()
    before = files_with(rooms.rooms.home, CANARIES)
    live = list(rooms.rooms.tools.documents.live())
    forgetting(rooms).forget(MEMBER)

    assert "annetwing" in str(answer.blocks)
    assert live == [one.document_id]
    assert set(before) == set(CANARIES)
    assert list(rooms.rooms.tools.documents.live()) == []
    assert files_with(rooms.rooms.home, CANARIES) == {}
    assert list((rooms.rooms.home / "uploads").glob("*")) == []
