"""Which files are as they were when they were read last.

A file is taken to be unchanged when its size and the time of its last change are, provided that
this time lay well before the reading; else when its bytes are. It is read again all the same
when the code, the source's settings or the rules have changed, or when one of its documents is
not in the index.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults
from indexer.readers.origin import Reading
from indexer.sources.reading import ReadContext, SourceRead
from knowledge.models.readings import FileReading

_SETTLED_NS: Final = 2_000_000_000
_CODE: Final = (Path(__file__).parents[1], Path(__file__).parents[2] / "knowledge" / "text")


@dataclass(frozen=True, slots=True)
class _Sign:
    size: int
    modified_ns: int


def read_unless_unchanged(
    file: FoundFile, defaults: ReaderDefaults, context: ReadContext, read: SourceRead
) -> None:
    """Add to `read` what a file gives, without reading it where that is known."""
    recipe = recipe_of(file.name, defaults, context)
    sign = _sign(file.path)
    known = recall(file.id, recipe, context)
    if known and sign and known.settled and sign == _Sign(known.size, known.modified_ns):
        as_before(known, read)
        return
    digest = _digest(file.path) if sign else ""
    if known and digest and digest == known.digest:
        read.files[file.id] = _reading(sign, digest, recipe, context, known.documents)
        as_before(known, read)
        return
    reading = context.read(file, defaults)
    add(file.id, reading, read, file.path)
    if digest and file.id not in read.unreadable:
        documents, refused = reading
        noted = _reading(sign, digest, recipe, context, {one.info.id: "" for one in documents})
        read.files[file.id] = noted.model_copy(update={"refused": refused})


def recall(file_id: str, recipe: str, context: ReadContext) -> FileReading | None:
    """Return how a file was read last, unless it would be read differently now."""
    before = context.before.get(file_id)
    if before is None or before.recipe != recipe:
        return None
    live = all(context.live.get(one) == digest for one, digest in before.documents.items())
    return before if live else None


def as_before(known: FileReading, read: SourceRead) -> None:
    """Add what a file gave when it was read last."""
    read.unchanged.update(known.documents)
    read.refused.extend(known.refused)


def add(file_id: str, reading: Reading, read: SourceRead, path: Path) -> None:
    """Add what a file gives now."""
    documents, refused = reading
    read.refused.extend(refused)
    if any(one.whole_file for one in refused):
        read.unreadable.append(file_id)
    read.documents.update((document.info.id, document) for document in documents)
    read.file_of.update((document.info.id, path.as_posix()) for document in documents)


def _reading(
    sign: _Sign | None, digest: str, recipe: str, context: ReadContext, documents: dict[str, str]
) -> FileReading:
    sign = sign or _Sign(0, 0)
    now_ns = int(context.clock.now().timestamp() * 1e9)
    return FileReading(
        size=sign.size,
        modified_ns=sign.modified_ns,
        settled=sign.modified_ns < now_ns - _SETTLED_NS,
        digest=digest,
        recipe=recipe,
        documents=documents,
    )


def _sign(path: Path) -> _Sign | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _Sign(found.st_size, found.st_mtime_ns)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def recipe_of(name: str, defaults: ReaderDefaults, context: ReadContext) -> str:
    """Digest what decides, beside its content, what a file gives."""
    parts = (name, defaults.model_dump_json(), context.rules, _code())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    """Digest the code that reads: nobody has to remember to raise a number."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in _CODE for path in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
