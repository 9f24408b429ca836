"""Every Web API method that this workspace knows, and how a call of one is checked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.playground.api import (
    assistant,
    auth,
    chat,
    conversations,
    files,
    opening,
    streams,
    users,
    views,
)
from bot.playground.api.call import Call, Method
from bot.playground.errors import SlackRefusal
from bot.playground.identity import APP_TOKEN, BOT_TOKEN
from bot.playground.records import Json

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

FAMILIES = (auth, chat, streams, conversations, opening, users, views, assistant, files)
METHODS: dict[str, Method] = {
    name: method for family in FAMILIES for name, method in family.METHODS.items()
}


def perform(workspace: "Workspace", name: str, token: str, arguments: Mapping[str, Any]) -> Json:
    """Run a method as Slack would: token, rate, scope, then the method's own rules.

    Raises:
        SlackRefusal: With Slack's code; an unknown method is also noted as a violation.
    """
    method = METHODS.get(name)
    if method is None:
        workspace.violations.append(f"unknown method: {name}")
        raise SlackRefusal("unknown_method", req_method=name)
    _check_token(workspace, method, token)
    workspace.rates.check(name, method.tier, workspace.pulse.now())
    call = Call(workspace, arguments)
    call.need_scope(*method.scopes)
    return {"ok": True, **method.run(call)}


def _check_token(workspace: "Workspace", method: Method, token: str) -> None:
    if not token:
        raise SlackRefusal("not_authed")
    if token not in (BOT_TOKEN, APP_TOKEN):
        raise SlackRefusal("invalid_auth")
    if (token == APP_TOKEN) != method.app_token:
        raise SlackRefusal("not_allowed_token_type")
    if not workspace.installed and token == BOT_TOKEN:
        raise SlackRefusal("account_inactive")
