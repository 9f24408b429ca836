"""A bot over a real database, real files, a real index and the process that looks at files."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.playground.server import WorkspaceServer
from indexer.sources.uploads import note_uploads
from indexer.worker import Work, work_once
from knowledge.adapters.community_pack import load_community
from knowledge.adapters.inspector import SubprocessInspector
from knowledge.adapters.sql.contributions import SqlContributions
from knowledge.adapters.sql.engine import open_database
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.adapters.sql.ledgers import SqlPosts
from knowledge.adapters.uploads import UploadFolder
from knowledge.answers.service import AnswerService
from knowledge.models.work import Job
from knowledge.services import Services
from knowledge.stewardship.approvals import Approvals
from knowledge.stewardship.contributing import let_go
from knowledge.stewardship.offering import Offering, OfferingStores
from knowledge.stewardship.withdrawal import Withdrawals
from tests.fakes.bot_services import Shelf
from tests.fakes.verdicts import assess_plainly
from tests.slack.bot_world import World, running
from tests.worlds import World as Rooms
from tests.worlds import open_world


@dataclass
class Harbour:
    """Everything but Slack, in one folder."""

    rooms: Rooms
    services: Services
    shelf: Shelf = field(default_factory=Shelf)

    @contextmanager
    def bot(self, server: WorkspaceServer, *, at_work: bool = True, **more: Any) -> Iterator[World]:
        """Run one bot process's worth of bot."""
        self.shelf = Shelf()
        self.shelf.services = self.services
        with running(server, self.shelf, at_work=at_work, **more) as bot:
            world = World(server.workspace, bot, self.shelf)
            yield world
            world.until(world.workspace.settled)
            if at_work:
                world.until(lambda: self.services.inbox.waiting() == 0)

    def build(self) -> Job | None:
        """Let the indexer's worker work through one request."""
        contributions, documents = self.services.contributions, self.rooms.tools.documents
        work = Work(
            self.rooms.tools,
            self.rooms.jobs,
            self.rooms.sources,
            self.rooms.context,
            sensitivity=load_community("police_science").sensitivity,
            approved=Approvals(contributions, self.rooms.clock).approved,
            afterwards=lambda _report: note_uploads(contributions, documents),
        )
        return work_once(work)

    def everything_on_disk(self) -> bytes:
        """Return all bytes below the home, database and its journals included."""
        files = [one for one in self.rooms.home.rglob("*") if one.is_file()]
        return b"".join(f"{one}\n".encode() + one.read_bytes() for one in files)


@contextmanager
def harbour(home: Path) -> Iterator[Harbour]:
    """Open the rooms."""
    with open_world(home) as rooms:
        database = open_database(f"sqlite:///{home / 'knowledge.db'}")
        shelf = Shelf()
        contributions, uploads = SqlContributions(database), UploadFolder(home)
        withdrawals = Withdrawals(rooms.tools.documents, rooms.jobs, rooms.holds)
        parts = OfferingStores(
            contributions=contributions,
            following=shelf.following,
            withdraw=withdrawals.withdraw,
            rebuild=lambda _one: rooms.jobs.request("", "uploads"),
            let_go=partial(let_go, uploads, rooms.holds),
            audit=shelf.audit,
            clock=shelf.clock,
        )
        services = replace(
            shelf.services,
            offering=Offering(parts, assess_plainly),
            answers=AnswerService(shelf.services.pack, rooms.retriever, shelf.clock),
            documents=rooms.tools.documents,
            inbox=SqlInbox(database, shelf.clock),
            posts=SqlPosts(database, shelf.clock),
            jobs=rooms.jobs,
            contributions=contributions,
            withdrawals=withdrawals,
            inspector=SubprocessInspector(),
            uploads=uploads,
        )
        yield Harbour(rooms, services)
        database.close()
