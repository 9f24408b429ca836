"""All that finds people and asks them, put together."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.audience import Audiences
from bot.delivery import Delivery
from bot.experts.finding import Finding
from bot.experts.opening import Opening
from bot.experts.requesting import Requesting
from bot.experts.seeking import KIND as SEEK
from bot.experts.seeking import Seeking
from bot.inbox import Handler
from bot.screening import Screen
from knowledge.services import Services


@dataclass(frozen=True, slots=True)
class ExpertsDesk:
    """What listeners use, and what works on what waits."""

    handlers: Mapping[str, Handler]

    finding: Finding
    opening: Opening
    requesting: Requesting


def open_experts_desk(services: Services, audiences: Audiences, delivery: Delivery) -> ExpertsDesk:
    """Put it together."""
    finding = Finding(services, audiences)
    screen = Screen(services.pack.sensitivity)
    return ExpertsDesk(
        handlers={SEEK: Seeking(finding, delivery, services.pack.notices)},
        finding=finding,
        opening=Opening(finding, screen, services.pack.notices),
        requesting=Requesting(services, audiences, finding),
    )
