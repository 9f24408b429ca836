"""`python -m bot`: connect to Slack, or try everything in a local playground."""

import errno
import json
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from slack_sdk import WebClient

from bot.app import Bot
from bot.child import index_once, index_worker
from bot.doctor import Check, check_index, check_language_model, check_slack, examine
from bot.listeners import TRIGGERS
from bot.manifest import manifest as app_manifest
from bot.manifest import scopes_of
from bot.running import connected, quiet_slack_logs, wait_for_a_signal
from bot.settings import BotSettings, SlackSettings, check_patience
from knowledge.adapters.clock import AdjustableClock
from knowledge.adapters.community_pack import load_community
from knowledge.adapters.copied_home import copied_home
from knowledge.adapters.llm_endpoint import endpoint_of
from knowledge.adapters.llm_writer import opened_writer
from knowledge.bootstrap import open_services
from knowledge.errors import KnowledgeError, SettingsError
from knowledge.models.access import COMMUNITY, PUBLIC, Audience
from knowledge.people.membership import Membership
from knowledge.printing import answer_in_words
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.terminal import command_line, log_to_stderr

if TYPE_CHECKING:
    from bot.playground.server import WorkspaceServer

OUTSIDE = "How long should sourdough bread prove before it is baked?"

app = typer.Typer(add_completion=False, help=__doc__)


@app.callback(invoke_without_command=True)
def choose(context: typer.Context) -> None:
    """Connect to Slack unless another command is given."""
    if context.invoked_subcommand is None:
        serve()


@app.command()
def start(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page.")] = 8765,
) -> None:
    """Connect to Slack when its tokens are set, and open the playground when they are not."""
    if load_settings(SlackSettings).are_set:
        serve()
    else:
        playground(port=port)


@app.command()
def serve() -> None:
    """Connect to the community's Slack workspace over Socket Mode."""
    log_to_stderr()
    quiet_slack_logs()
    slack, settings = load_settings(SlackSettings), load_settings(BotSettings)
    client = WebClient(token=slack.checked_bot_token())
    app_token, knowledge = slack.checked_app_token(), load_settings(KnowledgeSettings)
    check_patience(settings, knowledge)
    with (
        open_services(knowledge) as services,
        connected(services, settings, client, app_token),
        index_worker(),
    ):
        typer.echo(f"{services.pack.bot_name} is connected. Stop it with Ctrl+C.")
        if services.leaving:
            typer.echo(services.leaving)
        wait_for_a_signal()


@app.command()
def playground(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page.")] = 8765,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
) -> None:
    """Try the bot in a local workspace with a fictional community; no Slack account needed.

    What is said and offered there is kept in a copy of the index, and gone with it.
    """
    # An installation for Slack alone ships without these.
    from bot.playground.identity import APP_TOKEN, BOT_TOKEN

    clock = AdjustableClock()
    log_to_stderr()
    quiet_slack_logs()
    _refuse_beside_slack(load_settings(SlackSettings))
    with (
        copied_home(load_settings(KnowledgeSettings)) as knowledge,
        open_services(knowledge, clock) as services,
        _workspace(services, port) as server,
        connected(
            services,
            _with_sample_admin(load_settings(BotSettings)),
            WebClient(token=BOT_TOKEN, base_url=server.api_url),
            APP_TOKEN,
        ) as bot,
        index_worker("--home", str(knowledge.home)),
    ):
        _let_time_be_moved(server, clock, bot, services.pack.time_zone)
        _show_two_answers(services)
        _let_the_sample_act(server, services.membership, knowledge.home)
        typer.echo(f"\n{services.pack.bot_name} waits for you at {server.page_url}")
        if not no_open:
            webbrowser.open(server.page_url)
        wait_for_a_signal()


@app.command()
def doctor() -> None:
    """Check settings, Slack, store, model and index; say what to do about what is wrong."""
    quiet_slack_logs()
    checks = [
        Check("settings", _check_settings),
        Check("Slack", _check_slack),
        Check("store and model", _check_store),
        Check("index", _check_index),
        Check("language model", _check_language_model),
    ]
    findings = []
    for finding in examine(checks):
        typer.echo(finding)
        findings.append(finding)
    if not all(finding.is_well for finding in findings):
        sys.exit(1)


@app.command()
def manifest(
    private_channels: Annotated[
        bool, typer.Option("--private-channels", help="Follow threads in private channels too.")
    ] = False,
) -> None:
    """Print the manifest from which you create your own Slack app."""
    pack = load_community(load_settings(KnowledgeSettings).community)
    document = app_manifest(pack, private_channels=private_channels)
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _refuse_beside_slack(slack: SlackSettings) -> None:
    if slack.are_set:
        raise SettingsError(
            "Slack tokens are set, and the playground must not run beside a real workspace",
            "Take SLACK_BOT_TOKEN and SLACK_APP_TOKEN out of the environment and .env, "
            "or start `python -m bot serve`",
        )


def _with_sample_admin(settings: BotSettings) -> BotSettings:
    from bot.playground.sample_community import sample_people

    if settings.admins:
        return settings
    admins = tuple(person.id for person in sample_people() if person.is_admin)
    return settings.model_copy(update={"admins": admins[:1]})


@contextmanager
def _workspace(services: Services, port: int) -> Iterator["WorkspaceServer"]:
    from bot.playground.sample_community import sample_channels, sample_people
    from bot.playground.server import WorkspaceServer
    from bot.playground.workspace import Workspace

    workspace = Workspace(
        manifest=app_manifest(services.pack, private_channels=True),
        people=sample_people(),
        channels=sample_channels(),
    )
    try:
        server = WorkspaceServer(workspace, port)
    except OSError as error:
        in_use = error.errno == errno.EADDRINUSE
        reason = f"Port {port} {'is in use' if in_use else 'cannot be used'}"
        remedy = "Choose another one with --port, or with `make run PORT=…`"
        raise SettingsError(reason, remedy) from None
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _let_time_be_moved(
    server: "WorkspaceServer", clock: AdjustableClock, bot: Bot, zone: str
) -> None:
    from bot.playground.calendar import Calendar

    calendar = Calendar(clock, zone)
    calendar.when_moved.append(bot.rounds.hurry)
    server.workspace.follow(calendar)


def _let_the_sample_act(server: "WorkspaceServer", membership: Membership, home: Path) -> None:
    from bot.playground.acting import Troupe, script
    from bot.playground.sample_community import SAMPLE
    from bot.playground.sample_members import sample_members, seed_members

    seed_members(membership, sample_members())

    def act() -> None:
        Troupe(server.workspace).play(script())
        index_once(SAMPLE / "contributions", home)

    threading.Thread(target=act, name="sample", daemon=True).start()


def _show_two_answers(services: Services) -> None:
    prompts = services.pack.suggested_prompts
    for question in (prompts[0].question if prompts else OUTSIDE, OUTSIDE):
        typer.echo(f"\n> {question}")
        try:
            answer = services.answers.ask(question, Audience(scopes=frozenset({PUBLIC, COMMUNITY})))
        except KnowledgeError as error:
            typer.echo(str(error))
        else:
            typer.echo(answer_in_words(answer))


def _check_settings() -> str:
    bot, slack = load_settings(BotSettings), load_settings(SlackSettings)
    check_patience(bot, load_settings(KnowledgeSettings))
    admins = bot.admins
    if not admins and slack.are_set:
        remedy = "Put your own member id there; Slack shows it in your profile"
        raise SettingsError("BOT_ADMINS names nobody who may rebuild the index", remedy)
    return f"well formed; administrators: {len(admins)}"


def _check_slack() -> str:
    needed = scopes_of([trigger for trigger in TRIGGERS if not trigger.private_channels])
    return check_slack(load_settings(SlackSettings), needed, lambda token: WebClient(token=token))


def _check_store() -> str:
    with open_services(load_settings(KnowledgeSettings)) as services:
        return f"open, {services.inbox.waiting()} questions waiting"


def _check_index() -> str:
    with open_services(load_settings(KnowledgeSettings)) as services:
        return check_index(services)


def _check_language_model() -> str:
    endpoint = endpoint_of(load_settings(KnowledgeSettings))
    with opened_writer(endpoint) as writer:
        found = check_language_model(writer)
    if endpoint is not None and endpoint.is_overheard:
        return f"{found} Its address begins with http: texts travel there unencrypted."
    return found


if __name__ == "__main__":
    command_line(app)
