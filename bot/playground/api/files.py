"""`files.*`: what is known of a shared file."""

from bot.playground.api.call import Call, Method
from bot.playground.errors import SlackRefusal
from bot.playground.file_wire import READ, file_json
from bot.playground.identity import BOT_USER
from bot.playground.records import Json


def info(call: Call) -> Json:
    """Answer `files.info`, for a file that was shared where the bot is."""
    state = call.workspace.state
    file = state.files.get(call.required("file"))
    room = state.channels.get(file.channel) if file else None
    if file is None or room is None or BOT_USER not in room.members:
        raise SlackRefusal("file_not_found")
    if file.deleted:
        raise SlackRefusal("file_deleted")
    return {"file": file_json(state, file.id), "comments": []}


METHODS = {"files.info": Method(info, (READ,), tier=4)}
