"""Folders and the pointer: `snapshots/<name>/` beside `snapshots/current`."""

import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import NoSnapshotError, SnapshotError, StoreError
from knowledge.models.snapshot import FileMark, Manifest

FORMAT = 1
MANIFEST = "manifest.json"
_POINTER = "current"
_UNFINISHED = "unfinished-"


def current_folder(home: Path) -> Path:
    """Return the folder of the snapshot that is current.

    Raises:
        NoSnapshotError: nothing was published.
    """
    folder = home / "snapshots"
    try:
        name = (folder / _POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoSnapshotError(
            "Nothing has been indexed yet", "Run python -m indexer build"
        ) from None
    return folder / name


def read_manifest(folder: Path) -> Manifest:
    """Read a snapshot's identity, and check that its files have their sizes.

    Raises:
        SnapshotError: it is damaged, or of another format.
    """
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_text(encoding="utf-8"))
        sizes = {name: (folder / name).stat().st_size for name in manifest.files}
    except (OSError, ValueError) as error:
        raise _damaged(folder) from error
    if manifest.format != FORMAT:
        raise SnapshotError(
            f"The index was written in format {manifest.format}, this version reads {FORMAT}",
            "Run python -m indexer build",
        )
    if any(sizes[name] != mark.size for name, mark in manifest.files.items()):
        raise _damaged(folder)
    return manifest


def verify(folder: Path) -> Manifest:
    """Read every byte of a snapshot against its manifest.

    Raises:
        SnapshotError: a file differs from what was written.
    """
    manifest = read_manifest(folder)
    for name, mark in manifest.files.items():
        if _digest(folder / name) != mark.sha256:
            raise _damaged(folder)
    return manifest


@contextmanager
def new_snapshot(home: Path) -> Iterator[Path]:
    """Yield an empty folder; it disappears when an exception leaves the block.

    Raises:
        StoreError: the disk is full or cannot be written.
    """
    parent = home / "snapshots"
    folder = parent / f"{_UNFINISHED}{uuid.uuid4().hex}"
    try:
        folder.mkdir(parents=True)
        yield folder
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise _unwritable(error, parent) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def make_current(home: Path, folder: Path, manifest: Manifest) -> Manifest:
    """Seal a finished folder with its manifest and move the pointer to it, atomically.

    Every byte reaches the disk before the pointer moves; the snapshot that was current stays
    for whoever has it open, older ones go.
    """
    parent = home / "snapshots"
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    marks = {
        path.relative_to(folder).as_posix(): FileMark(
            size=path.stat().st_size, sha256=_digest(path)
        )
        for path in files
    }
    sealed = manifest.model_copy(update={"files": marks})
    (folder / MANIFEST).write_text(sealed.model_dump_json(indent=1), encoding="utf-8")
    for path in [*files, folder / MANIFEST, folder]:
        _sync(path)
    final = parent / f"{sealed.version}-{uuid.uuid4().hex[:8]}"
    folder.rename(final)
    before = _pointed_at(parent)
    waiting = parent / f"{_POINTER}.new"
    waiting.write_text(final.name, encoding="utf-8")
    _sync(waiting)
    waiting.replace(parent / _POINTER)
    _sync(parent)
    _clean(parent, keep={final.name, before})
    return sealed


def drop_others(home: Path) -> None:
    """Delete every snapshot but the current one; whoever has one open keeps reading it."""
    parent = home / "snapshots"
    if parent.exists():
        _clean(parent, keep={_pointed_at(parent)})


def _pointed_at(parent: Path) -> str:
    pointer = parent / _POINTER
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""


def _clean(parent: Path, keep: set[str]) -> None:
    for folder in parent.iterdir():
        if folder.is_dir() and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(folder: Path) -> SnapshotError:
    return SnapshotError(f"The index {folder.name} is damaged", "Run python -m indexer build")


def _unwritable(error: OSError, parent: Path) -> StoreError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreError(
            f"The disk that holds {parent} is full", "Free some space and run the command again"
        )
    return StoreError(
        f"{parent} cannot be written ({error.strerror})",
        "Check that KNOWLEDGE_HOME is a folder that you may write to",
    )
