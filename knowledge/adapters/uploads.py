"""Uploaded files in a folder of their own, one for each contribution."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from knowledge.errors import StoreError
from knowledge.models.retention import Old
from knowledge.ports import Uploads

FOLDER = "uploads"
_ASIDE, _THING = "aside", "held.json"
_ID = re.compile(r"[0-9a-f]{32}")
_UNSAFE = re.compile(r"[^\w.-]+")
_STEM_CHARS, _SUFFIX_CHARS = 60, 12


class UploadFolder:
    """Files below `KNOWLEDGE_HOME/uploads`.

    Args:
        home: folder of all state.
    """

    def __init__(self, home: Path) -> None:
        self._root = home / FOLDER

    def keep(self, contribution_id: str, name: str, data: bytes) -> str:
        """Write a file, whole or not at all."""
        file = f"{contribution_id}/{safe_name(name)}"
        target = self._place(file)
        if target is None:
            raise StoreError(f"{contribution_id} is no contribution's id", "Upload the file again")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.parent / ".writing"
            with fresh.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(target)
        except OSError as error:
            raise StoreError(
                f"The file cannot be stored ({error.strerror})",
                "Ask an administrator to look at the disk of the knowledge base, then try again",
            ) from None
        return file

    def read(self, file: str) -> bytes | None:
        """Return a file's bytes, or None when it is not there."""
        place = self._place(file)
        try:
            return place.read_bytes() if place else None
        except OSError:
            return None

    def discard(self, contribution_id: str) -> None:
        """Delete a contribution's file."""
        if _ID.fullmatch(contribution_id):
            shutil.rmtree(self._root / contribution_id, ignore_errors=True)

    def set_aside(self, thing: Old) -> None:
        """Keep a file for a legal hold, beside a note of what the hold goes by."""
        own = self._root / thing.key
        if not _ID.fullmatch(thing.key) or not own.is_dir():
            return
        try:
            (own / _THING).write_text(thing.model_dump_json(), encoding="utf-8")
            self.drop_aside(thing.key)
            (self._root / _ASIDE).mkdir(exist_ok=True)
            own.rename(self._root / _ASIDE / thing.key)
        except OSError as error:
            raise StoreError(
                f"A file under a legal hold cannot be set aside ({error.strerror})",
                "Ask an administrator to look at the disk of the knowledge base, then try again",
            ) from None

    def aside(self) -> tuple[Old, ...]:
        """Return what is kept for legal holds."""
        notes = sorted((self._root / _ASIDE).glob(f"*/{_THING}"))
        return tuple(Old.model_validate_json(one.read_text(encoding="utf-8")) for one in notes)

    def drop_aside(self, contribution_id: str) -> None:
        """Delete what was kept for a legal hold."""
        if _ID.fullmatch(contribution_id):
            shutil.rmtree(self._root / _ASIDE / contribution_id, ignore_errors=True)

    def kept(self) -> Mapping[str, datetime]:
        """Return contribution id → when its file was written."""
        if not self._root.is_dir():
            return {}
        folders = [one for one in self._root.iterdir() if _ID.fullmatch(one.name)]
        return {one.name: datetime.fromtimestamp(one.stat().st_mtime, UTC) for one in folders}

    def _place(self, file: str) -> Path | None:
        folder, _, name = file.partition("/")
        is_ours = _ID.fullmatch(folder) and name and name == safe_name(name)
        return self._root / folder / name if is_ours else None


class FilesAside:
    """Uploaded files that were withdrawn under a legal hold, which go when it ends."""

    name = "files set aside"

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads

    def old(self, before: datetime) -> tuple[Old, ...]:  # noqa: ARG002 - the hold's end decides
        """Return all of them, with what was known of them."""
        return self._uploads.aside()

    def drop(self, keys: Iterable[str]) -> int:
        """Delete files."""
        wanted = sorted(keys)
        for key in wanted:
            self._uploads.drop_aside(key)
        return len(wanted)


def safe_name(name: str) -> str:
    """Return a name that is a name everywhere, and keeps its suffix: `../a b.PDF` → `a_b.pdf`."""
    path = PurePosixPath(name.replace("\\", "/").rpartition("/")[2])
    suffix = _UNSAFE.sub("", path.suffix.lower())[:_SUFFIX_CHARS]
    stem = _UNSAFE.sub("_", path.stem).strip("._-")[:_STEM_CHARS]
    return f"{stem or 'document'}{suffix}"
