"""The browser page of the workspace: one screen for each person, drawn on the server."""

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground.errors import NotPossible
from bot.playground.file_wire import PICTURES, mimetype
from bot.playground.forms import read_form
from bot.playground.identity import BOT_USER
from bot.playground.options import options_of
from bot.playground.page_actions import PageActions, chosen_values
from bot.playground.records import File
from bot.playground.rich_text import rich_text
from bot.playground.screen import Painter
from bot.playground.sight import can_read

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

HERE = Path(__file__).parent
SEE_OTHER = 303
REFRESH = "x-playground-refresh"


class Pages:
    """Shows the workspace to people, and takes what they do."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._painter = Painter(workspace)
        self._actions = PageActions(workspace)
        self._templates = self._environment()

    def _environment(self) -> Environment:
        loader = PackageLoader("bot.playground", "templates")
        environment = Environment(loader=loader, autoescape=True)
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.globals.update(
            text=self._painter.renderer.text,
            markdown=self._painter.renderer.markdown,
            rich_text=lambda block: rich_text(block, self._painter.renderer),
            options_of=options_of,
            chosen_values=chosen_values,
            workspace=self._workspace,
            bot=self._workspace.state.people[BOT_USER],
        )
        return environment

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the page."""
        return [
            Route("/", self.people),
            Route("/revision", self.revision),
            Route("/archives/{channel}/{stamp}", self.permalink),
            Route("/as/{person}", self.screen),
            Route("/as/{person}/{action}", self.act, methods=["POST"]),
            Route("/as/{person}/{place}", self.screen),
            Route("/as/{person}/file/{file}", self.picture),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]

    async def people(self, request: Request) -> Response:
        """Show whom one can be."""
        people = [one for one in self._workspace.state.people.values() if not one.is_bot]
        place = request.query_params.get("to", "")
        known = place.split("?")[0] in self._workspace.state.channels
        return self._page("people.html", people=people, place=place if known else "")

    async def revision(self, _request: Request) -> Response:
        """Return the count of changes, so that a page knows when to draw itself again."""
        return JSONResponse({"revision": self._workspace.pulse.revision})

    async def permalink(self, request: Request) -> Response:
        """Lead to a message as the person who looked last, or ask who is looking."""
        stamp = request.path_params["stamp"].removeprefix("p")
        place = request.path_params["channel"]
        ts = request.query_params.get("thread_ts") or f"{stamp[:-6]}.{stamp[-6:]}"
        person = request.cookies.get("person", "")
        if place not in self._workspace.state.channels:
            return PlainTextResponse("There is no such channel here.", 404)
        if person in self._workspace.state.people:
            return RedirectResponse(f"/as/{person}/{place}?thread={ts}", SEE_OTHER)
        return RedirectResponse(f"/?to={place}%3Fthread%3D{ts}", SEE_OTHER)

    async def screen(self, request: Request) -> Response:
        """Show somebody's screen; opening the app's tabs tells the app of it."""
        person = request.path_params["person"]
        place = request.path_params.get("place", "")
        thread_ts = request.query_params.get("thread", "")
        try:
            if REFRESH not in request.headers:
                self._tell_opened(person, place)
            shown = self._painter.screen(person, place, thread_ts)
        except NotPossible as complaint:
            return self._page("missing.html", status=404, complaint=str(complaint))
        response = self._page(
            "screen.html",
            screen=shown,
            note=self._actions.notes.pop(person, None),
            pending=self._actions.pending.get(person),
            people=list(self._workspace.state.people.values()),
        )
        response.set_cookie("person", person, httponly=True, samesite="strict")
        return response

    async def picture(self, request: Request) -> Response:
        """Show a picture to whoever may read the conversation that it was shared in."""
        with self._workspace.pulse.condition:
            file = self._seen(request.path_params["person"], request.path_params["file"])
            if file is None or file.deleted or mimetype(file) not in PICTURES:
                return PlainTextResponse("There is no such picture here.", 404)
            return Response(file.content, media_type=mimetype(file))

    def _seen(self, person: str, file_id: str) -> File | None:
        state = self._workspace.state
        file = state.files.get(file_id)
        room = state.channels.get(file.channel) if file else None
        if room is None or person not in state.people or not can_read(state, person, room):
            return None
        return file

    def _tell_opened(self, person: str, place: str) -> None:
        me = self._workspace.as_person(person)
        if place == "home":
            me.open_home()
        elif place == me.dm_channel:
            me.open_messages()

    async def act(self, request: Request) -> Response:
        """Do what a form asks for, and go back to where the person was."""
        if "origin" not in request.headers:
            return PlainTextResponse("Forms are taken from this page only.", 403)
        person = request.path_params["person"]
        form = await read_form(request)
        if person not in self._workspace.state.people:
            return PlainTextResponse("There is no such person here.", 404)
        with self._workspace.pulse.condition:
            self._actions.perform(person, request.path_params["action"], form)
        return RedirectResponse(form.back(), SEE_OTHER)

    def _page(self, name: str, status: int = 200, **context: object) -> HTMLResponse:
        with self._workspace.pulse.condition:
            html = self._templates.get_template(name).render(
                revision=self._workspace.pulse.revision, **context
            )
        return HTMLResponse(html, status)
