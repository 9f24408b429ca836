"""Community packs as folders: `community.toml`, `glossary.csv` and `library/`."""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from knowledge.errors import PackError
from knowledge.models.community import CommunityPack, GlossaryEntry

_SHIPPED: Final = Path(__file__).parents[1] / "communities"
_SETTINGS: Final = "community.toml"
_GLOSSARY: Final = "glossary.csv"
_COLUMNS: Final = tuple(GlossaryEntry.model_fields)


def load_community(name_or_path: str) -> CommunityPack:
    """Read a pack.

    Args:
        name_or_path: name of a shipped pack, or path of a pack's folder.

    Raises:
        PackError: there is no such pack, or one of its files is missing or malformed; the
            message names the file and the key or line.
    """
    folder = _folder(name_or_path)
    settings = _settings(folder / _SETTINGS)
    glossary = _glossary(folder / _GLOSSARY)
    try:
        return CommunityPack.model_validate({**settings, "glossary": glossary, "folder": folder})
    except ValidationError as error:
        message = f"{folder / _SETTINGS}: {_reason(error, settings)}"
        raise PackError(message, f"Correct {_SETTINGS}") from None


def library_path(pack: CommunityPack) -> Path:
    """Return the folder of the pack's reference cards."""
    return pack.folder / "library"


def shipped_communities() -> tuple[str, ...]:
    """Return the names of the packs that come with the product, sorted."""
    return tuple(sorted(path.parent.name for path in _SHIPPED.glob(f"*/{_SETTINGS}")))


def _folder(name_or_path: str) -> Path:
    for folder in (_SHIPPED / name_or_path, Path(name_or_path)):
        if (folder / _SETTINGS).is_file():
            return folder.resolve()
    shipped = ", ".join(shipped_communities())
    raise PackError(
        f"“{name_or_path}” is no community pack",
        f"Use {shipped}, or the path of a folder that holds {_SETTINGS}",
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read as UTF-8"
        raise PackError(f"{path} {reason}", f"Put a readable {path.name} there") from None


def _settings(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path} is no TOML: {error}", f"Correct {path.name}") from None


def _glossary(path: Path) -> tuple[GlossaryEntry, ...]:
    rows = csv.DictReader(_text(path).splitlines(), strict=True, restkey="one value too many")
    if tuple(rows.fieldnames or ()) != _COLUMNS:
        raise PackError(
            f"{path} has other columns than {', '.join(_COLUMNS)}",
            f"Correct the first line of {path.name}",
        )
    entries = []
    try:
        for row in rows:
            variants = [name.strip() for name in (row["variants"] or "").split(";") if name.strip()]
            entries.append(GlossaryEntry.model_validate({**row, "variants": variants}))
    except ValidationError as error:
        message = f"{path}, line {rows.line_num}: {_reason(error, {})}"
        raise PackError(message, f"Correct that line of {path.name}") from None
    except csv.Error as error:
        message = f"{path}, line {rows.line_num}: {error}"
        raise PackError(message, f"Correct that line of {path.name}") from None
    return tuple(entries)


def _reason(error: ValidationError, data: object) -> str:
    """Say where the worst slip is and what it is; an unknown key explains a missing one."""
    slips = sorted(error.errors(), key=lambda slip: slip["type"] != "extra_forbidden")
    known = {"extra_forbidden": "is not a known key", "missing": "is missing"}
    reason = known.get(slips[0]["type"], slips[0]["msg"].removeprefix("Value error, "))
    return f"{_key_path(slips[0]['loc'], data)}{reason}"


def _key_path(location: Sequence[int | str], data: object) -> str:
    """Name a place as people find it: list items by their own key where they have one."""
    names: list[str] = []
    for part in location:
        data = _item(data, part)
        own = (
            data.get("key") or data.get("name") or data.get("label")
            if isinstance(data, Mapping)
            else None
        )
        names.append(f"“{own}”" if isinstance(part, int) and own else str(part))
    return f"{' › '.join(names)}: " if names else ""


def _item(data: object, part: int | str) -> object:
    if isinstance(data, Mapping):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None
