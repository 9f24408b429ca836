"""Who the app is, and where its socket goes."""

import secrets

from bot.playground.api.call import Call, Method
from bot.playground.errors import SlackRefusal
from bot.playground.identity import BOT_ID, BOT_USER, TEAM_DOMAIN, TEAM_ID
from bot.playground.records import Json
from bot.playground.wire import bot_json


def auth_test(call: Call) -> Json:
    """Answer `auth.test`."""
    return {
        "url": call.workspace.interactions.base_url + "/",
        "team": TEAM_DOMAIN,
        "user": call.workspace.state.people[BOT_USER].name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Json:
    """Answer `apps.connections.open` with an address that opens one socket."""
    ticket = secrets.token_urlsafe(16)
    call.workspace.tickets.add(ticket)
    base = call.workspace.interactions.base_url.replace("http", "ws", 1)
    return {"url": f"{base}/link/?ticket={ticket}&app_id=playground"}


def bots_info(call: Call) -> Json:
    """Answer `bots.info`; the app's own bot is the only one."""
    if call.text("bot", BOT_ID) != BOT_ID:
        raise SlackRefusal("bot_not_found")
    return {"bot": bot_json(call.workspace.state)}


METHODS = {
    "auth.test": Method(auth_test, tier=5),
    "apps.connections.open": Method(connections_open, tier=2, app_token=True),
    "bots.info": Method(bots_info, ("users:read",)),
}
