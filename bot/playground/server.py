"""The workspace as a web server on this computer only: API, socket and page in one."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from bot.playground.dropping import DroppableProtocol
from bot.playground.file_host import file_routes
from bot.playground.guard import LoopbackOnly
from bot.playground.pages import Pages
from bot.playground.socket_link import serve_link
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace

HOST = "127.0.0.1"
TICK_S = 0.1
START_TIMEOUT_S = 10.0


def create_workspace_app(workspace: Workspace) -> Starlette:
    """Return the web application that shows and serves a workspace."""

    async def link(websocket: WebSocket) -> None:
        await serve_link(workspace, websocket)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        ticking = asyncio.create_task(_keep_ticking(workspace))
        yield
        ticking.cancel()
        workspace.tick()

    routes = [*WebApi(workspace).routes(), *file_routes(workspace), WebSocketRoute("/link/", link)]
    return Starlette(
        routes=[*routes, *Pages(workspace).routes()],
        middleware=[Middleware(LoopbackOnly)],
        lifespan=lifespan,
    )


async def _keep_ticking(workspace: Workspace) -> None:
    while True:
        workspace.tick()
        await asyncio.sleep(TICK_S)


class WorkspaceServer:
    """Runs a workspace in a thread.

    Args:
        workspace: The workspace to serve.
        port: The loopback port; a free one when 0.
    """

    def __init__(self, workspace: Workspace, port: int = 0) -> None:
        self.workspace = workspace
        self._listener = socket.create_server((HOST, port))
        self.port: int = self._listener.getsockname()[1]
        workspace.state.base_url = self.page_url.rstrip("/")
        config = uvicorn.Config(
            create_workspace_app(workspace),
            http=DroppableProtocol,
            ws="websockets-sansio",
            log_level="warning",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="playground", daemon=True)

    @property
    def page_url(self) -> str:
        """Where a browser finds the workspace."""
        return f"http://{HOST}:{self.port}/"

    @property
    def api_url(self) -> str:
        """The base address for a Slack client."""
        return f"{self.page_url}api/"

    def _run(self) -> None:
        self._server.run(sockets=[self._listener])

    def start(self) -> None:
        """Start, and return when requests are answered.

        Raises:
            TimeoutError: When the server does not come up.
        """
        self._thread.start()
        waiting = threading.Event()
        for _ in range(int(START_TIMEOUT_S / 0.01)):
            if self._server.started:
                return
            waiting.wait(0.01)
        raise TimeoutError("The workspace did not start.")

    def stop(self) -> None:
        """Stop, and return when the thread has ended."""
        self._server.should_exit = True
        self._thread.join(START_TIMEOUT_S)
        self._listener.close()
