"""The browser page of the workspace."""

from starlette.routing import Route

from bot.playground.workspace import Workspace


class Pages:
    """Shows the workspace to people."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[Route]:
        """Return the routes of the page."""
        return []
