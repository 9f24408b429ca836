"""All that a listener may use, in one value."""

from dataclasses import dataclass

from bot.audience import Audiences
from bot.inbox import Workers
from bot.settings import BotSettings
from knowledge.services import Services


@dataclass(frozen=True, slots=True)
class Desk:
    """What Bolt hands to every listener under the name `desk`."""

    services: Services
    audiences: Audiences
    workers: Workers
    settings: BotSettings
