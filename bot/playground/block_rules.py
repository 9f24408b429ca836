"""How a field of a block is checked: the small vocabulary in which `block_limits` is written.

A rule's `check` takes the value, its JSON pointer, and the `Findings` that it adds to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.playground.records import Json


@dataclass(slots=True)
class Findings:
    """What a walk over blocks found.

    `complaints` are Slack's lines, `characters` counts all text, `markdown` that of markdown
    blocks, `action_ids` (each with the pointer of its block) and `block_ids` keep every id met so
    that repeats show.
    """

    tables: Mapping[str, "Shape"]
    complaints: list[str] = field(default_factory=list)
    characters: int = 0
    markdown: int = 0
    action_ids: list[tuple[str, str]] = field(default_factory=list)
    block_ids: list[str] = field(default_factory=list)

    def complain(self, complaint: str, pointer: str) -> None:
        """Add a line in Slack's form."""
        self.complaints.append(f"[ERROR] {complaint} [json-pointer:{pointer}]")


class Rule(Protocol):
    """Checks one value."""

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Add a complaint for each thing that Slack would refuse."""
        ...


@dataclass(frozen=True, slots=True)
class String:
    """A JSON string of `low` to `high` characters, or one of `choices`."""

    high: int = 3000
    low: int = 0
    choices: tuple[str, ...] = ()
    counted: bool = False

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Check type, length and choice."""
        if not isinstance(value, str):
            findings.complain("must be a string", pointer)
            return
        if len(value) > self.high:
            findings.complain(f"must be less than {self.high + 1} characters", pointer)
        if len(value) < self.low:
            findings.complain(f"must be more than {self.low - 1} characters", pointer)
        if self.choices and value not in self.choices:
            findings.complain(f"must be one of {', '.join(self.choices)}", pointer)
        if self.counted:
            findings.characters += len(value)


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Check the type."""
        if not isinstance(value, bool):
            findings.complain("must be a boolean", pointer)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`."""

    low: int = 0
    high: int = 9_999_999_999

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Check type and range."""
        if not isinstance(value, int) or isinstance(value, bool):
            findings.complain("must be an integer", pointer)
        elif not self.low <= value <= self.high:
            findings.complain(f"must be between {self.low} and {self.high}", pointer)


@dataclass(frozen=True, slots=True)
class Free:
    """Any object or array; its strings are counted as text."""

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Count the text inside."""
        if not isinstance(value, dict | list):
            findings.complain("must be an object or an array", pointer)
        findings.characters += _characters(value)


@dataclass(frozen=True, slots=True)
class Text:
    """A text object of at most `high` characters; `plain` ones may not be mrkdwn."""

    high: int
    plain: bool = False

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Check kind and length, and refuse fields of the other kind."""
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict) or kind not in ("plain_text", "mrkdwn"):
            findings.complain("must be a plain_text or mrkdwn text object", pointer)
        elif self.plain and kind != "plain_text":
            findings.complain("must be a plain_text object", f"{pointer}/type")
        else:
            shape = PLAIN if kind == "plain_text" else MRKDWN
            shape.check(value, pointer, findings)
            String(self.high, low=1, counted=True).check(
                value.get("text"), f"{pointer}/text", findings
            )


@dataclass(frozen=True, slots=True)
class Many:
    """An array of `low` to `high` values that each satisfy a rule."""

    each: Rule
    high: int
    low: int = 1

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Check the number and then every value."""
        if not isinstance(value, list):
            findings.complain("must be an array", pointer)
            return
        if len(value) > self.high:
            findings.complain(f"no more than {self.high} items allowed", pointer)
        if len(value) < self.low:
            findings.complain(f"no less than {self.low} items allowed", pointer)
        for place, item in enumerate(value):
            self.each.check(item, f"{pointer}/{place}", findings)


@dataclass(frozen=True, slots=True)
class OneOf:
    """An object whose `type` names one of these shapes in the tables."""

    types: tuple[str, ...]

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Check the type, then the object against its shape."""
        kind = value.get("type") if isinstance(value, dict) else None
        if kind in ("plain_text", "mrkdwn") and kind in self.types:
            Text(3000).check(value, pointer, findings)
        elif not isinstance(value, dict) or kind not in self.types:
            findings.complain(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            findings.tables[str(kind)].check(value, pointer, findings)


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: its known fields with their rules, and which of them must be there.

    `any_of` names fields of which at least one must be there, and only one when `exclusive`.
    """

    fields: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    exclusive: bool = False

    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Check presence, then each field; an unknown field is a complaint."""
        if not isinstance(value, dict):
            findings.complain("must be an object", pointer)
            return
        self._check_presence(value, pointer, findings)
        for name, inner in value.items():
            rule = self.fields.get(name)
            if rule is not None:
                rule.check(inner, f"{pointer}/{name}", findings)
                _note_ids(name, inner, pointer, findings)
            elif name != "type":
                findings.complain(f"unknown field: {name}", f"{pointer}/{name}")

    def _check_presence(self, value: Json, pointer: str, findings: Findings) -> None:
        for name in self.required:
            if name not in value:
                findings.complain(f"missing required field: {name}", pointer)
        present = [name for name in self.any_of if name in value]
        if self.any_of and not present:
            findings.complain(f"missing one of: {', '.join(self.any_of)}", pointer)
        if self.exclusive and len(present) > 1:
            findings.complain(f"only one of {', '.join(self.any_of)} allowed", pointer)


@dataclass(frozen=True, slots=True)
class _CheckedElsewhere:
    def check(self, value: object, pointer: str, findings: Findings) -> None:
        """Accept anything."""


PLAIN = Shape({"text": _CheckedElsewhere(), "emoji": Flag()})
MRKDWN = Shape({"text": _CheckedElsewhere(), "verbatim": Flag()})


def _note_ids(name: str, inner: object, pointer: str, findings: Findings) -> None:
    if name == "action_id":
        block, _, _ = pointer.partition("/element")
        findings.action_ids.append((block, str(inner)))
    elif name == "block_id":
        findings.block_ids.append(str(inner))


def _characters(value: object) -> int:
    if isinstance(value, dict):
        return sum(_characters(inner) for name, inner in value.items() if name in _TEXTUAL)
    if isinstance(value, list):
        return sum(_characters(inner) for inner in value)
    return len(value) if isinstance(value, str) else 0


_TEXTUAL = ("text", "elements", "rows", "title", "details", "output", "sources")
