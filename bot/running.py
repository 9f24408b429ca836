"""A bot that is connected, and everything that runs beside it, until it is told to stop."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError

from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.app import Bot, build_app
from bot.settings import BotSettings
from knowledge.errors import KnowledgeError, SettingsError
from knowledge.services import Services

_TOKEN_CODES = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
    | {"not_allowed_token_type"}
)


@contextmanager
def connected(
    services: Services, settings: BotSettings, client: WebClient, app_token: str
) -> Iterator[Bot]:
    """Run a bot over Socket Mode within the block; at its end, finish what is under way.

    Raises:
        SettingsError: Slack refuses a token.
        KnowledgeError: Slack cannot be reached.
    """
    with slack_errors_explained():
        bot = build_app(services, settings, client)
        handler = SocketModeHandler(bot.app, app_token)
        handler.client.connect()
    bot.start()
    try:
        yield bot
    finally:
        handler.client.close()
        bot.stop()


@contextmanager
def slack_errors_explained() -> Iterator[None]:
    """Turn what Slack or the network says at the start into an error with a remedy."""
    try:
        yield
    except SlackApiError as error:
        code = str(error.response.get("error"))
        if code in _TOKEN_CODES:
            remedy = "Install the app to the workspace again, and copy both tokens anew"
            raise SettingsError(f"Slack refuses a token ({code})", remedy) from None
        raise KnowledgeError(
            f"Slack refuses to connect ({code})", "Try again in a minute"
        ) from None
    except (URLError, ConnectionError) as error:
        reason = getattr(error, "reason", error)
        remedy = "Check the network, and whether a proxy is needed"
        raise KnowledgeError(f"Slack cannot be reached ({reason})", remedy) from None


def wait_for_a_signal() -> None:
    """Return when the process is asked to stop (Ctrl+C or SIGTERM)."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    stop.wait()


def quiet_slack_logs() -> None:
    """Keep the Slack libraries' own chatter out of the log."""
    for name in ("slack_bolt", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.WARNING)
