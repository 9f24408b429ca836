"""All that asks around for what is not held, put together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.audience import Audiences
from bot.channels.rooms import Rooms
from bot.delivery import Delivery
from bot.inbox import Handler
from bot.letters import Letters
from bot.outbox import Outbox
from bot.waiting.posting import KIND as CALL
from bot.waiting.posting import Posting
from bot.waiting.telling import Telling
from bot.waiting.thanking import KIND as THANKS
from bot.waiting.thanking import Thanking
from knowledge.services import Services
from knowledge.stewardship.roles import Roles


@dataclass(frozen=True, slots=True)
class WaitingRoom:
    """What works on calls and thanks, and what is done for those who wait in each round."""

    handlers: Mapping[str, Handler]
    rounds: tuple[Callable[[], None], ...]


@dataclass(frozen=True, slots=True)
class Means:
    """What speaks to Slack."""

    client: WebClient
    audiences: Audiences
    delivery: Delivery
    outbox: Outbox
    letters: Letters
    rooms: Rooms


def open_waiting_room(services: Services, roles: Roles, means: Means) -> WaitingRoom:
    """Put it together."""
    posting = Posting(services, means.outbox, means.letters, means.rooms)
    thanking = Thanking(services, roles, means.client, means.rooms, means.letters)
    telling = Telling(services, means.audiences, means.delivery)
    handlers: dict[str, Handler] = {CALL: posting, THANKS: thanking}
    return WaitingRoom(handlers, (posting.retract_all, telling.expire, telling.look))
