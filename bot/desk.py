"""All that a listener may use, in one value."""

from dataclasses import dataclass

from bot.audience import Audiences
from bot.channels.rooms import Rooms
from bot.delivery import Delivery
from bot.documents.shelving import Shelving
from bot.experts.office import ExpertsDesk
from bot.inbox import Workers
from bot.introductions.office import IntroductionsDesk
from bot.letters import Letters
from bot.people import People
from bot.settings import BotSettings
from bot.threads import Threads
from bot.views.reindex import calibration_line, index_line
from knowledge.errors import NotAllowedError, SnapshotError
from knowledge.models.snapshot import Manifest
from knowledge.models.work import SourceStatus
from knowledge.services import Services
from knowledge.stewardship.overview import overview
from knowledge.stewardship.roles import Roles


@dataclass(frozen=True, slots=True)
class Desk:
    """What Bolt hands to every listener under the name `desk`."""

    services: Services
    audiences: Audiences
    delivery: Delivery
    workers: Workers
    letters: Letters
    people: People
    rooms: Rooms
    settings: BotSettings
    roles: Roles
    documents: Shelving
    threads: Threads
    experts: ExpertsDesk
    introductions: IntroductionsDesk

    @property
    def science(self) -> str:
        """What the community calls the command with the many subcommands; empty without one."""
        command = self.services.pack.command("help")
        return command.name if command else ""

    def require_curator(self, member: str) -> None:
        """Refuse whoever is no curator (any more).

        Raises:
            NotAllowedError: the member is none.
        """
        if not self.roles.is_curator(member):
            raise NotAllowedError("Only curators may do this", "Ask one of them")

    def index_line(self) -> str:
        """Return the state of the index in one line."""
        return index_line(self._manifest(), self.services.jobs.latest())

    def calibration_line(self) -> str:
        """Return from when on questions are answered, and how that was found; empty at first."""
        return calibration_line(self._manifest())

    def _manifest(self) -> Manifest | None:
        try:
            return self.services.manifest()
        except SnapshotError:
            return None

    def sources(self) -> tuple[SourceStatus, ...]:
        """Return how all sources stand."""
        services = self.services
        return overview(services.sources.known(), services.jobs, services.documents, services.clock)
