"""Files in the JSON form that Slack sends, and in a few words for the page."""

import mimetypes
from collections.abc import Set
from pathlib import PurePosixPath
from urllib.parse import quote

from bot.playground.identity import TEAM_ID
from bot.playground.records import File, Json
from bot.playground.state import State

READ, WRITE = "files:read", "files:write"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
KB, MB = 1_000, 1_000_000


def file_json(state: State, file_id: str) -> Json:
    """Return a file object as events and `files.info` give it."""
    file = state.files[file_id]
    if file.deleted:
        return {"id": file.id, "mode": "tombstone"}
    suffix = PurePosixPath(file.name).suffix.lstrip(".").lower()
    own = f"{state.base_url}/files-pri/{TEAM_ID}-{file.id}"
    name = quote(file.name)
    elsewhere = bool(file.external_url)
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        **({"alt_txt": file.alt_text} if file.alt_text else {}),
        "mimetype": mimetype(file),
        "filetype": suffix or "binary",
        "pretty_type": suffix.upper() or "Binary",
        "user": file.user,
        "user_team": TEAM_ID,
        "editable": False,
        "size": len(file.content),
        "mode": "external" if elsewhere else "hosted",
        "is_external": elsewhere,
        "external_type": "unknown" if elsewhere else "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": file.external_url or f"{own}/{name}",
        **({} if elsewhere else {"url_private_download": f"{own}/download/{name}"}),
        "permalink": f"{state.base_url}/files/{file.user}/{file.id}/{name}",
        "has_rich_preview": False,
        "file_access": "visible",
    }


def mimetype(file: File) -> str:
    """Return a file's type by its name."""
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def as_granted(message: Json, scopes: Set[str]) -> Json:
    """Return a message or event with nothing of its files but their ids where files stay closed."""
    if READ in scopes or "files" not in message:
        return message
    closed = {"mode": "file_access", "file_access": "access_denied"}
    return {**message, "files": [{"id": one["id"], **closed} for one in message["files"]]}


def described(file: File) -> tuple[str, str]:
    """Return a file's name and what the page says beside it."""
    if file.deleted:
        return "This file was deleted.", ""
    if file.external_url:
        return file.name, "lies elsewhere"
    kind = PurePosixPath(file.name).suffix.lstrip(".").upper()
    return file.name, f"{kind} {_size(file)}".strip().replace(" ", "\u00a0")


def _size(file: File) -> str:
    size = len(file.content)
    if size < KB:
        return f"{size} bytes"
    return f"{size / KB:.0f} kB" if size < MB else f"{size / MB:.1f} MB"
