"""A copy of a home for whoever must not write into the real one."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from filelock import FileLock, Timeout

from knowledge.settings import KnowledgeSettings

_PREFIX, _IN_USE = "science-guide-", "in-use.lock"
_DATABASE, _SNAPSHOTS, _MODELS = "knowledge.db", "snapshots", "models"


@contextmanager
def copied_home(settings: KnowledgeSettings) -> Iterator[KnowledgeSettings]:
    """Yield the settings with a copy of the home that is deleted at the end of the block.

    Snapshots never change once they are published, so that they are linked where the disk allows;
    the exported model is shared, because making it takes longer than most uses. What a process
    left that was killed is deleted first.
    """
    _clear_leftovers()
    home = settings.home.resolve()
    models = home / _MODELS
    models.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=_PREFIX) as folder, FileLock(Path(folder, _IN_USE)):
        copy = Path(folder)
        (copy / _MODELS).symlink_to(models, target_is_directory=True)
        if (home / _DATABASE).exists():
            _copy_database(home / _DATABASE, copy / _DATABASE)
            if (home / _SNAPSHOTS).exists():
                shutil.copytree(home / _SNAPSHOTS, copy / _SNAPSHOTS, copy_function=_link)
        yield settings.model_copy(update={"home": copy, "receipts": None})


def _clear_leftovers() -> None:
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if (left / _IN_USE).is_file():
                with FileLock(left / _IN_USE, timeout=0):
                    shutil.rmtree(left)
        except (Timeout, OSError):  # in use, or somebody else's
            continue


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def _link(source: str, target: str) -> None:
    # The pointer is small and is replaced, never written into: a link of it is safe too.
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
