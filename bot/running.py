"""A bot that is connected, and everything that runs beside it, until it is told to stop."""

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.error import URLError

from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.websocket_client import SocketModeClient
from websocket import WebSocketException

from bot.app import Bot, build_app
from bot.settings import BotSettings
from knowledge.errors import KnowledgeError, SettingsError
from knowledge.services import Services

GOODBYE_S, STEP_S = 2.0, 0.02
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
        # What was said while no socket was open is not delivered again.
        handler.client.on_open_listeners.append(lambda _socket: bot.rounds.reconnected())
        handler.client.connect()
    bot.start()
    try:
        yield bot
    finally:
        _hang_up(handler.client)
        bot.stop()


def _hang_up(client: SocketModeClient) -> None:
    """Close the socket.

    We say goodbye and wait for Slack's, so that the thread that reads ends by itself: the
    client's own `close` competes with that thread for the goodbye, and may wait ten seconds.
    """
    client.auto_reconnect_enabled = False
    client.logger.setLevel(logging.CRITICAL)  # the goodbye itself is logged as an error
    socket: Any = client.current_session.sock if client.current_session else None
    if socket is not None:
        with suppress(OSError, WebSocketException):
            socket.send_close()
        goodbye = threading.Event()
        for _ in range(int(GOODBYE_S / STEP_S)):
            if not client.is_connected():
                break
            goodbye.wait(STEP_S)
        socket.shutdown()
    client.close()


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
    for name in ("slack_bolt", "slack_bolt.App", "slack_sdk"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # It repeats what the client above it says already.
    logging.getLogger("websocket").propagate = False
