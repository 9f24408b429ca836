"""The bot put together: Bolt with its own executor, the gate, the workers, the reports."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.asking import KIND, Asking
from bot.audience import Audiences
from bot.channels.gaps import Gaps
from bot.channels.harvest import Harvest
from bot.channels.hearing import Hearing
from bot.channels.rooms import Rooms
from bot.charts import Charts
from bot.corrections import Corrections
from bot.delivery import Delivery
from bot.desk import Desk
from bot.documents.office import open_office
from bot.experts.office import open_experts_desk
from bot.gate import Gate
from bot.inbox import Handler, Patience, Workers
from bot.intake import Intake
from bot.introductions.office import open_introductions_desk
from bot.letters import KIND as LETTER
from bot.letters import Letters
from bot.listeners import ASK, EXPERTS, command_of, register
from bot.outbox import Outbox, resilient
from bot.people import People
from bot.reports import Reports
from bot.rounds import Rounds
from bot.settings import BotSettings
from bot.streaming import Streams
from bot.threads import Threads
from bot.troubles import Troubles
from bot.waiting.office import Means, open_waiting_room
from bot.withholding import KIND as WITHHELD
from bot.withholding import Withholding
from knowledge.services import Services
from knowledge.stewardship.roles import Roles

LISTENER_THREADS = 16


class HasHandlers(Protocol):
    """A room that works on some of what waits."""

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """By kind of item."""
        ...


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that is ready to be connected.

    Attributes:
        app: what an adapter (Socket Mode, HTTP) dispatches to.
    """

    app: App
    workers: Workers
    reports: Reports
    rounds: Rounds
    corrections: Corrections

    def start(self) -> None:
        """Start to work on what waits, to report builds, to edit posts and to go the rounds."""
        self.workers.start()
        self.reports.start()
        self.corrections.start()
        self.rounds.start()

    def stop(self) -> None:
        """Finish what is under way."""
        self.rounds.stop()
        self.corrections.stop()
        self.reports.stop()
        self.workers.stop()


def build_app(services: Services, settings: BotSettings, client: WebClient) -> Bot:
    """Put the bot together.

    Args:
        client: with the bot's token and the address of Slack's Web API.

    Raises:
        SlackApiError: Slack refuses the token.
    """
    me = resilient(client).auth_test()
    means = _means(services, client, me)
    bot_user = str(me["user_id"])
    threads = Threads(client, bot_user, services.pack)
    roles = _roles(services, settings, means.audiences)
    office = open_office(services, roles, means.audiences, means.delivery, means.outbox, client)
    around = open_waiting_room(services, roles, means)
    meeting = open_introductions_desk(services, means)
    experts = open_experts_desk(services, means.audiences, means.delivery)
    own: dict[str, Handler] = {
        KIND: Asking(services, means.audiences, threads, means.delivery, settings.stream_after_s),
        WITHHELD: Withholding(services.pack.notices, roles, client, means.delivery),
        LETTER: means.letters,
    }
    desk = Desk(
        services=services,
        audiences=means.audiences,
        delivery=means.delivery,
        workers=_workers(services, settings, own, office, around, experts, meeting),
        letters=means.letters,
        people=People(client),
        rooms=means.rooms,
        settings=settings,
        roles=roles,
        documents=office.shelving,
        threads=threads,
        experts=experts,
        introductions=meeting,
    )
    return _put_together(desk, client, bot_user, (*around.rounds, *meeting.rounds))


def _means(services: Services, client: WebClient, me: SlackResponse) -> Means:
    rooms = Rooms(client, str(me["url"]), _reads_private(me))
    outbox = Outbox(client, services.posts)
    delivery = _delivery(services, client, outbox, me)
    letters = Letters(services.inbox, delivery)
    return Means(client, _audiences(services, client, rooms), delivery, outbox, letters, rooms)


def _audiences(services: Services, client: WebClient, rooms: Rooms) -> Audiences:
    held = services.documents.scopes
    return Audiences(client, services.clock, held, follows_private=rooms.reads_private)


def _reads_private(me: SlackResponse) -> bool:
    return "groups:history" in str((me.headers or {}).get("x-oauth-scopes", ""))


def _workers(
    services: Services, settings: BotSettings, own: Mapping[str, Handler], *others: HasHandlers
) -> Workers:
    patience = Patience(settings.slow_s, settings.deadline_s)
    handlers = dict(own)
    for other in others:
        handlers |= other.handlers
    return Workers(services.inbox, handlers, settings.workers, patience)


def _delivery(services: Services, client: WebClient, outbox: Outbox, me: SlackResponse) -> Delivery:
    user, team = str(me["user_id"]), str(me["team_id"])
    return Delivery(client, outbox, Streams(client, services.posts, outbox, user, team))


def _put_together(
    desk: Desk, client: WebClient, bot_user: str, more: Sequence[Callable[[], object]]
) -> Bot:
    services = desk.services
    hearing = Hearing(bot_user, services.posts.is_own_thread)
    harvest = Harvest(services, desk.letters, desk.roles)
    app = _bolt(client)
    app.use(Intake(desk, _gate(services, bot_user), hearing, harvest).admit)
    app.error(Troubles(services.pack.notices).handle)
    register(app, services.pack)
    return Bot(
        app=app,
        workers=desk.workers,
        reports=_reports(desk, client),
        corrections=Corrections(client, services.quotes, services.answer_log),
        rounds=Rounds(desk, Gaps(desk, client, hearing, harvest), more),
    )


def _reports(desk: Desk, client: WebClient) -> Reports:
    services = desk.services
    return Reports(
        services.jobs,
        services.documents,
        desk.delivery,
        desk.settings.progress_s,
        Charts(client, Outbox(client, services.posts), services.evaluations),
    )


def _gate(services: Services, bot_user: str) -> Gate:
    ask, experts = command_of(services.pack, ASK), command_of(services.pack, EXPERTS)
    return Gate(
        bot_user=bot_user,
        ask_command=ask.name if ask else "",
        is_own_thread=services.posts.is_own_thread,
        experts_command=experts.name if experts else "",
    )


def _roles(services: Services, settings: BotSettings, audiences: Audiences) -> Roles:
    return Roles(
        services.roles,
        services.audit,
        admins=settings.admins,
        curators=settings.curators,
        is_active=audiences.is_active,
    )


def _bolt(client: WebClient) -> App:
    return App(
        client=client,
        name="science-guide",
        logger=logging.getLogger("slack_bolt.App"),
        # Bolt's own pool has five threads, and a sixth slow listener would delay a command.
        listener_executor=ThreadPoolExecutor(LISTENER_THREADS, thread_name_prefix="listener"),
        token_verification_enabled=False,
    )
