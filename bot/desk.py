"""All that a listener may use, in one value."""

from dataclasses import dataclass

from bot.audience import Audiences
from bot.delivery import Delivery
from bot.inbox import Workers
from bot.settings import BotSettings
from bot.views.reindex import index_line
from knowledge.errors import SnapshotError
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
    settings: BotSettings
    roles: Roles

    def index_line(self) -> str:
        """Return the state of the index in one line."""
        try:
            manifest = self.services.manifest()
        except SnapshotError:
            manifest = None
        return index_line(manifest, self.services.jobs.latest())

    def sources(self) -> tuple[SourceStatus, ...]:
        """Return how all sources stand."""
        services = self.services
        return overview(services.sources.known(), services.jobs, services.documents, services.clock)
