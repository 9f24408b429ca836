"""`sources.toml`: which sources there are, from the pack's file and the community's own."""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from knowledge.adapters.community_pack import library_path
from knowledge.errors import SourceError
from knowledge.models.community import CommunityPack
from knowledge.models.work import Source, SourceKind
from knowledge.settings import KnowledgeSettings
from knowledge.stewardship.catalogue import OF_MEMBERS

NAME: Final = "sources.toml"
LIBRARY: Final = "library"
_TAKEN: Final = frozenset({"status"})

_COMMON: Final[tuple[str, ...]] = (
    "kind",
    "scope",
    "owner",
    "licence",
    "marking",
    "document_kind",
    "review_every",
    "every",
    "enabled",
)
_OWN: Final[Mapping[SourceKind, tuple[str, ...]]] = {
    SourceKind.FOLDER: ("path", "glob"),
    SourceKind.LIBRARY: (),
    SourceKind.WEB: ("urls", "sitemaps", "hosts"),
    SourceKind.CHANNEL: ("channel",),
    SourceKind.CONTRIBUTIONS: (),
    SourceKind.UPLOADS: (),
    SourceKind.PEOPLE: (),
}
"""What an entry may say, beside what all may."""

Entries = dict[str, dict[str, Any]]


def configured_sources(settings: KnowledgeSettings, pack: CommunityPack) -> tuple[Source, ...]:
    """Return the sources of the pack's file and of the community's, which wins key by key.

    Raises:
        SourceError: a file is missing or malformed; it is named with the key and the field.
    """
    files = [pack.folder / NAME] if (pack.folder / NAME).is_file() else []
    own = settings.sources or Path(NAME)
    if settings.sources or own.is_file():
        files.append(own)
    entries: Entries = {LIBRARY: {"kind": "library", "path": str(library_path(pack))}}
    named_in: dict[str, Path] = {}
    for file in files:
        for key, entry in _read(file).items():
            if "path" in entry:
                entry["path"] = str((file.parent / Path(entry["path"]).expanduser()).resolve())
            entries[key] = {**entries.get(key, {}), **entry}
            named_in[key] = file
    _enable(entries, settings.enable)
    return tuple(_source(key, entry, named_in.get(key, own)) for key, entry in entries.items())


def _read(file: Path) -> Entries:
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read as UTF-8"
        raise SourceError(f"{file} {reason}", f"Put a readable {NAME} there") from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{file} is no TOML: {error}", f"Correct {file.name}") from None
    for key, entry in entries.items():
        if key in _TAKEN:
            raise SourceError(
                f"{file}: {key} › key is a word of the command that builds sources",
                "Choose another one",
            )
        if not isinstance(entry, dict):
            raise SourceError(
                f"{file}: {key} stands outside a source",
                f"Begin each source with a line such as [{key}]",
            )
        path = entry.get("path", "")
        if not isinstance(path, str):
            raise SourceError(f"{file}: {key} › path is no text", f"Correct {file.name}")
    return entries


def _enable(entries: Entries, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in entries:
            near = difflib.get_close_matches(key, entries, n=1)
            remedy = f"Write {near[0]}" if near else f"Known sources are {', '.join(entries)}"
            raise SourceError(f"KNOWLEDGE_ENABLE names “{key}”, which is no source", remedy)
        entries[key]["enabled"] = True


def _source(key: str, entry: dict[str, Any], file: Path) -> Source:
    kind = _kind(key, entry, file)
    allowed = {*_COMMON, *_OWN[kind], *(["path"] if key == LIBRARY else [])}
    for field in entry:
        if field not in allowed:
            near = difflib.get_close_matches(field, allowed, n=1)
            remedy = f"Write {near[0]}" if near else f"Known are {', '.join(sorted(allowed))}"
            raise SourceError(f"{file}: {key} › {field} is no setting of a {kind} source", remedy)
    facts = {name: value for name, value in entry.items() if name not in {"path", "channel"}}
    if kind is SourceKind.CHANNEL:  # what is said in a channel is for those who are in it
        facts.setdefault("scope", f"channel:{entry.get('channel', '')}")
    try:
        return Source.model_validate({"key": key, "root": _root(key, kind, entry, file), **facts})
    except ValidationError as error:
        first = error.errors()[0]
        field = " › ".join(str(part) for part in first["loc"][:1])
        reason = first["msg"].removeprefix("Value error, ")
        raise SourceError(f"{file}: {key} › {field}: {reason}", f"Correct {file.name}") from None


def _kind(key: str, entry: Mapping[str, Any], file: Path) -> SourceKind:
    given = str(entry.get("kind", ""))
    known = {str(one): one for one in SourceKind}
    if given in known:
        return known[given]
    what = f"is “{given}”, which is none" if given else "is missing"
    remedy = f"Write kind = one of {', '.join(known)}"
    raise SourceError(f"{file}: {key} › kind {what}", remedy)


def _root(key: str, kind: SourceKind, entry: Mapping[str, Any], file: Path) -> str:
    if kind in {SourceKind.FOLDER, SourceKind.LIBRARY}:
        return str(_needed(key, "path", entry, file))
    if kind is SourceKind.CHANNEL:
        return f"slack:{_needed(key, 'channel', entry, file)}"
    if kind is SourceKind.WEB:
        if not entry.get("urls") and not entry.get("sitemaps"):
            _needed(key, "urls", entry, file)
        return f"web:{key}"
    return next(one.root for one in OF_MEMBERS if one.kind is kind)


def _needed(key: str, field: str, entry: Mapping[str, Any], file: Path) -> object:
    if not entry.get(field):
        raise SourceError(f"{file}: {key} › {field} is missing", f"Add {field} = … below [{key}]")
    return entry[field]
