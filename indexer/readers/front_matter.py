"""The YAML between two lines of dashes at the top of a Markdown file."""

import difflib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

import yaml
from frontmatter.default_handlers import YAMLHandler

from indexer.readers.dates import iso_date
from knowledge.errors import RefusedFile
from knowledge.models.access import checked_scope
from knowledge.models.documents import EvidenceLabel, Kind
from knowledge.models.trials import Trial, TrialResult

Term = TypeVar("Term", bound=StrEnum)

_HANDLER = YAMLHandler()
_PLAIN = {
    "title": "title",
    "owner": "owner",
    "marking": "marking",
    "licence": "licence",
    "superseded_by": "superseded_by",
}
_DATES = {"date": ("as_of", "date"), "review_date": ("review_date",)}


def split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Return the keys and values, none where there is no front matter, and the text below.

    Raises:
        RefusedFile: it is malformed YAML; the line is named.
    """
    body = text.lstrip()
    if not _HANDLER.detect(body):
        return {}, text
    try:
        head, rest = _HANDLER.split(body)
        values = _HANDLER.load(head)
    except yaml.MarkedYAMLError as error:
        skipped = text[: len(text) - len(body)].count("\n")
        line = f" in line {error.problem_mark.line + 1 + skipped}" if error.problem_mark else ""
        problem = f"its front matter is malformed{line}: {error.problem or 'not YAML'}"
        raise RefusedFile(
            problem, "Correct it, for example by quoting a value with colons"
        ) from None
    except (ValueError, yaml.YAMLError, RecursionError):
        return {}, text
    if not isinstance(values, dict):
        return {}, text
    return {str(key).lower(): value for key, value in values.items()}, rest


def info_fields(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields of `DocumentInfo` that front matter states; unknown keys are ignored.

    Raises:
        RefusedFile: `scope`, `kind`, `evidence` or a trial's `result` is none of the known ones.
    """
    given = {key.replace("-", "_"): _line(value) for key, value in values.items()}
    fields: dict[str, Any] = {field: given.get(key, "") for field, key in _PLAIN.items()}
    fields["marking"] = "" if fields["marking"].lower() == "none" else fields["marking"]
    fields["licence"] = fields["licence"] or given.get("license", "")
    for field, keys in _DATES.items():
        fields[field] = next((day for key in keys if (day := iso_date(given.get(key, "")))), "")
    fields["url"], fields["summary_of"] = _source(given)
    stated = {key: value for key, value in fields.items() if value}
    return stated | _scope(given) | _kind(given) | _evidence(given) | _trial(values.get("trial"))


def _line(value: object) -> str:
    """Return a scalar as one line of text; lists and tables are nothing that a field can hold."""
    if value is None or isinstance(value, (dict, list, set, tuple, bytes)):
        return ""
    return " ".join(str(value).replace("\0", "").split())


def _source(given: Mapping[str, str]) -> tuple[str, str]:
    """Return where a text comes from, and what it summarises: a `source` marks it as a card."""
    url, source = given.get("url", ""), given.get("source", "")
    if not source.startswith(("http://", "https://")):
        return url, source
    return url or source, urlsplit(source).netloc.removeprefix("www.")


def _scope(given: Mapping[str, str]) -> dict[str, str]:
    scope = given.get("scope", "")
    if not scope:
        return {}
    try:
        return {"scope": checked_scope(scope)}
    except ValueError as error:
        message, _, remedy = str(error).partition(": ")
        raise RefusedFile(message, remedy.capitalize()) from None


def _kind(given: Mapping[str, str]) -> dict[str, Kind]:
    kind = given.get("kind", "").lower()
    return {"kind": _known(kind, Kind, "kind of document")} if kind else {}


def _evidence(given: Mapping[str, str]) -> dict[str, EvidenceLabel]:
    label = given.get("evidence", "").lower()
    return {"evidence": _known(label, EvidenceLabel, "evidence label")} if label else {}


def _trial(stated: object) -> dict[str, Trial]:
    if stated is None:
        return {}
    if not isinstance(stated, dict):
        raise RefusedFile("its trial is no table", "Write what, where, stage, result and lesson")
    given = {str(key).lower(): _line(value) for key, value in stated.items()}
    if not given.get("what"):
        raise RefusedFile("its trial does not say what was tried", "Add a line that begins what:")
    result = given.get("result", "").lower() or TrialResult.UNKNOWN.value
    facts = {name: given.get(name, "") for name in ("what", "where", "stage", "lesson", "contact")}
    return {"trial": Trial(**facts, result=_known(result, TrialResult, "result of a trial"))}


def _known(written: str, terms: type[Term], what: str) -> Term:
    known = {one.value: one for one in terms}
    if written in known:
        return known[written]
    near = difflib.get_close_matches(written, known, n=1)
    remedy = f"Write {near[0]}" if near else f"Use one of {', '.join(known)}"
    raise RefusedFile(f"“{written}” is no {what}", remedy)
