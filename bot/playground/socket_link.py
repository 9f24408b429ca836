"""Socket Mode: the WebSocket on which envelopes go out and acknowledgements come in."""

import asyncio
import json
from typing import TYPE_CHECKING

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.identity import APP_ID
from bot.playground.records import Json

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

POLICY_VIOLATION = 1008
GOING_AWAY = 1001


class SocketConnection:
    """One socket; `send` and `close` may be called from any thread.

    Args:
        loop: The event loop that the socket lives in.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._outgoing: asyncio.Queue[Json | None] = asyncio.Queue()

    def send(self, message: Json) -> None:
        """Queue a message."""
        self._put(message)

    def close(self) -> None:
        """End the connection after what is queued."""
        self._put(None)

    def _put(self, message: Json | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._outgoing.put_nowait, message)

    async def write(self, websocket: WebSocket) -> None:
        """Send what is queued until the end."""
        while (message := await self._outgoing.get()) is not None:
            await websocket.send_text(json.dumps(message))
        await websocket.close(GOING_AWAY)


async def serve_link(workspace: "Workspace", websocket: WebSocket) -> None:
    """Serve one socket for as long as it lives."""
    ticket = websocket.query_params.get("ticket", "")
    if ticket not in workspace.tickets:
        await websocket.close(POLICY_VIOLATION)
        return
    workspace.tickets.discard(ticket)
    await websocket.accept()
    connection = SocketConnection(asyncio.get_running_loop())
    with workspace.pulse.condition:
        connection.send(_hello(len(workspace.delivery.connections) + 1))
        workspace.delivery.connect(connection)
    writer = asyncio.create_task(connection.write(websocket))
    try:
        await _read(workspace, websocket)
    except (WebSocketDisconnect, RuntimeError):
        pass  # The app went away; what it left open is sent to its next socket.
    finally:
        writer.cancel()
        with workspace.pulse.condition:
            workspace.delivery.disconnect(connection)


async def _read(workspace: "Workspace", websocket: WebSocket) -> None:
    while True:
        text = await websocket.receive_text()
        try:
            message = json.loads(text)
        except ValueError:
            continue
        if isinstance(message, dict) and "envelope_id" in message:
            with workspace.pulse.condition:
                payload = message.get("payload")
                known = payload if isinstance(payload, dict) else {}
                workspace.delivery.ack(message["envelope_id"], known)


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "playground", "approximate_connection_time": 18060},
        "connection_info": {"app_id": APP_ID},
    }
