"""`users.*`: who is in the workspace."""

from bot.playground.api.call import Call, Method
from bot.playground.records import Json
from bot.playground.wire import person_json


def info(call: Call) -> Json:
    """Answer `users.info`."""
    return {"user": person_json(call.person())}


def listed(call: Call) -> Json:
    """Answer `users.list`, a page of at most 1,000."""
    page, following = call.page(list(call.workspace.state.people.values()), default=200)
    members = [person_json(one) for one in page]
    return {"members": members, "response_metadata": {"next_cursor": following}}


METHODS = {
    "users.info": Method(info, ("users:read",), tier=4),
    "users.list": Method(listed, ("users:read",), tier=2),
}
