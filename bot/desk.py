"""All that a listener may use, in one value."""

from dataclasses import dataclass

from bot.audience import Audiences
from bot.delivery import Delivery
from bot.inbox import Workers
from bot.settings import BotSettings
from bot.views.reindex import index_line
from knowledge.errors import SnapshotError
from knowledge.services import Services


@dataclass(frozen=True, slots=True)
class Desk:
    """What Bolt hands to every listener under the name `desk`."""

    services: Services
    audiences: Audiences
    delivery: Delivery
    workers: Workers
    settings: BotSettings

    def index_line(self) -> str:
        """Return the state of the index in one line."""
        try:
            manifest = self.services.manifest()
        except SnapshotError:
            manifest = None
        return index_line(manifest, self.services.jobs.latest())
