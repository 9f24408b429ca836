"""All that deals with brought documents, put together."""

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.audience import Audiences
from bot.delivery import Delivery
from bot.documents.looking import LOOK, Looking
from bot.documents.looks import Looks
from bot.documents.notes import Notes
from bot.documents.receiving import RECEIVED, Receiving
from bot.documents.refusals import Refusals
from bot.documents.removing import REMOVE, Removing
from bot.documents.shelving import SHELVE, Shelving
from bot.documents.slack_files import SlackFiles
from bot.inbox import Handler
from bot.outbox import Outbox
from knowledge.services import Services
from knowledge.stewardship.roles import Roles


@dataclass(frozen=True, slots=True)
class DocumentOffice:
    """What works on documents, and what shows how they stand."""

    handlers: Mapping[str, Handler]
    shelving: Shelving


def open_office(
    services: Services,
    roles: Roles,
    audiences: Audiences,
    delivery: Delivery,
    outbox: Outbox,
    client: WebClient,
) -> DocumentOffice:
    """Put the document office together."""
    notes, files = Notes(client, outbox), SlackFiles(client)
    looks = Looks(files, services.inspector)
    refusals = Refusals(services.audit, delivery, notes, roles)
    shelving = Shelving(services, roles, looks, notes, refusals)
    handlers: dict[str, Handler] = {
        RECEIVED: Receiving(files, audiences, notes, roles),
        LOOK: Looking(services, audiences, looks, notes, refusals),
        SHELVE: shelving,
        REMOVE: Removing(services, shelving),
    }
    return DocumentOffice(handlers, shelving)
