"""The Web API over HTTP: `/api/<method>` and `/response/<token>`."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.playground.api.table import perform
from bot.playground.dropping import drop_connection
from bot.playground.errors import RateLimited, SlackRefusal
from bot.playground.records import Json

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

MAX_BODY_BYTES = 1_000_000


class WebApi:
    """Answers the app's HTTP calls."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace

    def routes(self) -> list[Route]:
        """Return the routes of the API."""
        return [
            Route("/api/{method}", self.method, methods=["GET", "POST"]),
            Route("/response/{token}", self.response, methods=["POST"]),
        ]

    async def method(self, request: Request) -> Response:
        """Answer one call, or spoil it when a fault is planned."""
        name = request.path_params["method"]
        arguments = await _arguments(request)
        token = _token(request, arguments)
        fault = self._workspace.faults.take(name)
        if fault == "http_500":
            return PlainTextResponse("Internal Server Error", 500)
        if fault == "ratelimited":
            return _refused(RateLimited(1))
        if fault is not None and fault.startswith("error:"):
            return _refused(SlackRefusal(fault.removeprefix("error:")))
        try:
            with self._workspace.pulse.condition:
                answer = perform(self._workspace, name, token, arguments)
        except SlackRefusal as refusal:
            return _refused(refusal)
        if fault == "lost_response":
            drop_connection(request)
        scopes = ",".join(sorted(self._workspace.manifest.scopes))
        return JSONResponse(answer, headers={"x-oauth-scopes": scopes})

    async def response(self, request: Request) -> Response:
        """Do what an app posted to a `response_url`."""
        body = await request.body()
        try:
            answer = json.loads(body)
            with self._workspace.pulse.condition:
                self._workspace.interactions.hooks.use(request.path_params["token"], answer)
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        except SlackRefusal as refusal:
            return JSONResponse(refusal.body(), 404 if refusal.code.endswith("_url") else 400)
        return PlainTextResponse("ok")


async def _arguments(request: Request) -> Json:
    arguments: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    if len(body) > MAX_BODY_BYTES or not body:
        return arguments
    if request.headers.get("content-type", "").startswith("application/json"):
        parsed = json.loads(body)
        return {**arguments, **parsed} if isinstance(parsed, dict) else arguments
    return {**arguments, **dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True))}


def _token(request: Request, arguments: Json) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme == "Bearer" else str(arguments.get("token", ""))


def _refused(refusal: SlackRefusal) -> Response:
    if isinstance(refusal, RateLimited):
        headers = {"Retry-After": str(refusal.retry_after_s)}
        return JSONResponse(refusal.body(), 429, headers)
    return JSONResponse(refusal.body())
