"""Ids of entries in a report that names nobody: a remark's own id is made of where it stands."""

import hashlib
from collections import Counter
from collections.abc import Mapping

from knowledge.models.reports import Report

_THESE = "these:"


def renamed(report: Report) -> Report:
    """Return a report whose entries have ids that are made of what they say.

    Whoever has the report alone cannot find a message by them, and the same words keep their id
    from version to version.
    """
    said: Counter[tuple[int, str]] = Counter()
    names: dict[str, str] = {}
    for entry in report.entries:
        key = (entry.prompt, entry.text)
        said[key] += 1
        whole = f"{report.discussion}\0{entry.prompt}\0{said[key]}\0{entry.text}"
        names[entry.id] = hashlib.sha256(whole.encode()).hexdigest()[:16]
    return Report.model_validate(_with(report.model_dump(), names))


def _with(value: object, names: Mapping[str, str]) -> object:
    match value:
        case dict():
            return {key: _with(inner, names) for key, inner in value.items()}
        case list() | tuple():
            return [_with(inner, names) for inner in value]
        case str() if value.startswith(_THESE):
            parts = value.removeprefix(_THESE).split(",")
            return _THESE + ",".join(names.get(part, part) for part in parts)
        case str():
            return names.get(value, value)
    return value
