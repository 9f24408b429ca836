"""`files.*`: what is known of a shared file, and files that the app uploads."""

from bot.playground.api.call import Call, Method
from bot.playground.api.chat import thread
from bot.playground.errors import SlackRefusal
from bot.playground.file_sharing import MAX_FILE_BYTES, MAX_FILES
from bot.playground.file_wire import READ, WRITE, file_json
from bot.playground.identity import BOT_ID, BOT_USER
from bot.playground.pulse import new_id
from bot.playground.records import Channel, File, Json, Message

MAX_ALT_TEXT = 1000


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


def upload_url(call: Call) -> Json:
    """Answer `files.getUploadURLExternal`: where the bytes of one file go."""
    name, length = call.required("filename"), call.required("length")
    if not length.isdigit() or not 0 < int(length) <= MAX_FILE_BYTES:
        raise SlackRefusal("invalid_arguments", ["[ERROR] length must be the size in bytes"])
    alt_text = call.text("alt_txt")
    if len(alt_text) > MAX_ALT_TEXT:
        raise SlackRefusal("alt_txt_too_large")
    file = File(new_id("F"), name, BOT_USER, "", created=int(call.workspace.pulse.dated()))
    file.alt_text = alt_text
    ticket = new_id("UP")
    call.workspace.uploads[ticket] = (file, int(length))
    address = f"{call.workspace.state.base_url}/upload/v1/{ticket}"
    return {"upload_url": address, "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Answer `files.completeUploadExternal`: share what was uploaded, in one message."""
    wanted = call.objects("files", "invalid_arguments") or []
    if not 1 <= len(wanted) <= MAX_FILES:
        raise SlackRefusal("invalid_arguments", ["[ERROR] files must name 1 to 10 files"])
    files = [_uploaded(call, one) for one in wanted]
    room = call.own_channel("channel_id") if call.text("channel_id") else None
    thread_ts = thread(call, room) if room else None
    for file, one in zip(files, wanted, strict=True):
        del call.workspace.uploads[_ticket(call, file.id)]
        file.title, file.channel = str(one.get("title") or ""), room.id if room else ""
        call.workspace.state.files[file.id] = file
    if room:
        call.workspace.conversations.post(_message(call, room, thread_ts, files))
    return {"files": [file_json(call.workspace.state, one.id) for one in files]}


def _message(call: Call, room: Channel, thread_ts: str | None, files: list[File]) -> Message:
    message = Message(room.id, call.workspace.pulse.next_ts(), BOT_USER)
    message.text, message.bot_id = call.text("initial_comment"), BOT_ID
    message.thread_ts, message.subtype = thread_ts, "file_share"
    message.files = [one.id for one in files]
    return message


def _uploaded(call: Call, wanted: Json) -> File:
    file, _length = call.workspace.uploads[_ticket(call, str(wanted.get("id", "")))]
    if not file.content:
        raise SlackRefusal("file_not_found")
    return file


def _ticket(call: Call, file_id: str) -> str:
    for ticket, (file, _length) in call.workspace.uploads.items():
        if file.id == file_id:
            return ticket
    raise SlackRefusal("file_not_found")


METHODS = {
    "files.info": Method(info, (READ,), tier=4),
    "files.getUploadURLExternal": Method(upload_url, (WRITE,), tier=4),
    "files.completeUploadExternal": Method(complete_upload, (WRITE,), tier=4),
}
