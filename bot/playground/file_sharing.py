"""Sharing files, and deleting them again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.playground.errors import NotPossible
from bot.playground.pulse import new_id
from bot.playground.records import File

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

MAX_FILES = 10
MAX_FILE_BYTES = 60_000_000  # Slack takes 1 GB; here all of it stands in memory


def share(
    workspace: "Workspace", person_id: str, channel: str, files: Sequence[tuple[str, bytes | str]]
) -> list[str]:
    """Take files in, by name: their bytes, or the address of a remote one.

    Returns:
        Their ids, to be put into a message.

    Raises:
        NotPossible: There are none, too many, or one is too large.
    """
    if not 1 <= len(files) <= MAX_FILES:
        raise NotPossible(f"A message takes 1 to {MAX_FILES} files.")
    if any(len(content) > MAX_FILE_BYTES for _, content in files):
        raise NotPossible(f"A file may have {MAX_FILE_BYTES // 1_000_000} MB here.")
    ids = []
    for name, content in files:
        file = File(new_id("F"), name or "untitled", person_id, channel)
        file.created = int(workspace.pulse.dated())
        if isinstance(content, str):
            file.external_url = content
        else:
            file.content = content
        workspace.state.files[file.id] = file
        ids.append(file.id)
    return ids


def delete_file(workspace: "Workspace", person_id: str, file_id: str) -> None:
    """Delete somebody's own file; its bytes are gone, its id stays as a tombstone."""
    file = workspace.state.files.get(file_id)
    if file is None or file.user != person_id:
        raise NotPossible(f"{person_id} has no file {file_id}.")
    file.deleted, file.content, file.external_url = True, b"", ""
    workspace.pulse.changed()
