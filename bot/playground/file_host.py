"""Where files are downloaded and uploaded, as on files.slack.com.

A download takes the bot's token; an upload takes the address that was given for it.
"""

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.playground.dropping import drop_connection
from bot.playground.file_wire import READ, file_json
from bot.playground.identity import BOT_TOKEN, BOT_USER, TEAM_ID

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

DOWNLOAD = "files.download"
"""The name under which faults of a download are planned."""
UPLOAD = "files.upload"
"""The name under which faults of an upload are planned."""
FOUND = 302


def file_routes(workspace: "Workspace") -> list[Route]:
    """Return the routes of the file host."""

    async def download(request: Request) -> Response:
        spoilt = _spoilt(workspace, DOWNLOAD, request)
        if spoilt is not None:
            return spoilt
        with workspace.pulse.condition:
            workspace.downloads.append(request.url.path)
            return _answer(workspace, request)

    async def upload(request: Request) -> Response:
        content = await request.body()
        spoilt = _spoilt(workspace, UPLOAD, request)
        if spoilt is not None:
            return spoilt
        with workspace.pulse.condition:
            return _taken(workspace, request.path_params["ticket"], content)

    paths = ("/files-pri/{place}/download/{name}", "/files-pri/{place}/{name}")
    uploads = Route("/upload/v1/{ticket}", upload, methods=["POST"])
    return [*(Route(path, download) for path in paths), uploads]


def _spoilt(workspace: "Workspace", name: str, request: Request) -> Response | None:
    fault = workspace.faults.take(name)
    if fault == "http_500":
        return PlainTextResponse("Internal Server Error", 500)
    if fault == "ratelimited":
        return PlainTextResponse("Too Many Requests", 429, {"Retry-After": "1"})
    if fault == "lost_response":
        drop_connection(request)
    return None


def _taken(workspace: "Workspace", ticket: str, content: bytes) -> Response:
    """Take the bytes of a file, which must be as many as were announced."""
    if ticket not in workspace.uploads:
        return PlainTextResponse("Not Found", 404)
    file, length = workspace.uploads[ticket]
    if len(content) != length:
        return PlainTextResponse("The file is not as long as was announced", 400)
    file.content = content
    return PlainTextResponse(f"OK - {length}")


def _answer(workspace: "Workspace", request: Request) -> Response:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    allowed = scheme == "Bearer" and token == BOT_TOKEN and READ in workspace.manifest.scopes
    if not allowed or not workspace.installed:
        # Whoever has no right is sent to the page where people sign in, not told so.
        return RedirectResponse(f"/?redir={quote(request.url.path)}", FOUND)
    file = workspace.state.files.get(request.path_params["place"].removeprefix(f"{TEAM_ID}-"))
    if file is None or file.deleted or file.external_url:
        return PlainTextResponse("Not Found", 404)
    if BOT_USER not in workspace.state.channels[file.channel].members:
        return PlainTextResponse("Not Found", 404)
    return Response(file.content, media_type=file_json(workspace.state, file.id)["mimetype"])
