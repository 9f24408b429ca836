"""Folders and single files."""

from fnmatch import fnmatchcase
from pathlib import Path

from indexer.files import FoundFile, find_files
from indexer.sources.memory import read_unless_unchanged
from indexer.sources.reading import ReadContext, SourceRead
from knowledge.errors import SourceError
from knowledge.models.work import Source


def read_folder(source: Source, context: ReadContext) -> SourceRead:
    """Read the files at and below a source's root.

    Raises:
        SourceError: the root does not exist, cannot be looked into or holds nothing to index.
    """
    found = find_files([Path(source.root)])
    read = SourceRead(
        refused=list(found.refused), unreadable=[folder.id for folder in found.closed]
    )
    files = [file for file in found if _wanted(file, source)]
    if not files:
        raise SourceError(
            f"{source.root} holds no file that fits {', '.join(source.glob)}",
            "Correct glob in sources.toml",
        )
    for file in files:
        if file.id not in context.taken:
            context.taken.add(file.id)
            defaults = context.defaults(file.id, source)
            read_unless_unchanged(file, defaults, context, read)
    return read


def _wanted(file: FoundFile, source: Source) -> bool:
    return not source.glob or any(fnmatchcase(file.name, one) for one in source.glob)
