"""Paths that a person names to the files below them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import SourceError
from knowledge.models.work import Refusal

READABLE = (
    ".md",
    ".html",
    ".htm",
    ".txt",
    ".pdf",
    ".docx",
    ".pptx",
    ".csv",
    ".xlsx",
    ".eml",
    ".vtt",
    ".srt",
    ".zip",
    ".bib",
    ".ris",
    ".json",
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be read.

    Attributes:
        root: absolute folder that was asked for, or the one that holds the file asked for.
        name: path below the root with forward slashes, as people see it.
    """

    root: Path
    name: str

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.root / self.name

    @property
    def id(self) -> str:
        """Absolute path with forward slashes: one file has one id however it was asked for."""
        return self.path.as_posix()


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What lies below the paths.

    Attributes:
        files: each once, in the order of the paths and then by name.
        closed: folders that could not be looked into; nothing is known of what they hold.
    """

    files: tuple[FoundFile, ...]
    closed: tuple[FoundFile, ...] = ()

    def __iter__(self) -> Iterator[FoundFile]:
        return iter(self.files)

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """The closed folders in words for a person."""
        reason = "this folder cannot be opened. Allow this user to read it."
        return tuple(
            Refusal(name=f"{folder.name}/", reason=reason, whole_file=True)
            for folder in self.closed
        )


def find_files(paths: Sequence[Path]) -> FoundFiles:
    """Find the files at the paths and, in folders, at any depth below them.

    Hidden files and folders, links to folders, links that lead out of their folder and whatever
    is no plain file are passed over.

    Raises:
        SourceError: a path does not exist, cannot be looked into or holds nothing to index.
    """
    closed: list[FoundFile] = []
    found: dict[Path, FoundFile] = {}
    for path in paths:
        for file in _below(path, closed):
            found.setdefault(file.path.resolve(), file)
    return FoundFiles(tuple(found.values()), tuple(closed))


def _below(path: Path, closed: list[FoundFile]) -> Sequence[FoundFile]:
    try:
        real = path.expanduser().resolve(strict=True)
    except (OSError, RuntimeError):
        raise SourceError(f"{path} does not exist", "Give an existing file or folder") from None
    if real.is_file():
        return (FoundFile(real.parent, real.name),)
    if not real.is_dir():
        raise SourceError(f"{path} is neither a file nor a folder", "Give a file or a folder")
    if not os.access(real, os.R_OK | os.X_OK):
        raise SourceError(f"{path} cannot be opened", "Allow this user to read the folder")
    files = sorted(_distinct(_walk(real, closed)), key=lambda file: file.name)
    if not any(file.path.suffix.lower() in READABLE for file in files):
        raise SourceError(
            f"{path} holds no file that can be indexed ({' '.join(READABLE)})",
            "Give a folder that holds some",
        )
    return files


def _walk(root: Path, closed: list[FoundFile]) -> Iterator[FoundFile]:
    def note_closed(error: OSError) -> None:
        closed.append(FoundFile(root, Path(error.filename).relative_to(root).as_posix()))

    for folder, subfolders, names in os.walk(root, onerror=note_closed):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in names:
            path = Path(folder, name)
            if not name.startswith(".") and _is_plain_file_within(path, root):
                yield FoundFile(root, path.relative_to(root).as_posix())


def _is_plain_file_within(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root) and path.is_file()
    except (OSError, RuntimeError):
        return False


def _distinct(files: Iterable[FoundFile]) -> Iterator[FoundFile]:
    """Yield each file once; its own name goes before that of a link to it."""
    seen: set[Path] = set()
    for file in sorted(files, key=lambda file: (file.path.is_symlink(), file.name)):
        real = file.path.resolve()
        if real not in seen:
            seen.add(real)
            yield file
