"""Before anything is stored: may the text be kept, without its identifiers, or not at all?

Pure and synchronous. What must not be kept leaves here without its text.
"""

from collections.abc import Iterator
from typing import Any

from bot.models import Question, Withheld, WithheldFor
from knowledge.models.sensitivity import MarkingAction, SensitivityRules, Verdict
from knowledge.text.sensitivity import SensitivityGate

Json = dict[str, Any]


class Screen:
    """Judges what people wrote by the community's rules."""

    def __init__(self, rules: SensitivityRules) -> None:
        self._gate = SensitivityGate(rules)

    def examine(self, body: Json, question: Question) -> Question | Withheld:
        """Return the question as it may be stored, or what may be kept of it.

        Args:
            body: as Slack delivered it: there the lines still stand, on which markings depend.
        """
        written = self._gate.assess(_written(body))
        named = [self._gate.assess("", filename=name) for name in _file_names(body)]
        said = self._gate.assess(question.text)
        for verdict in sorted((written, *named, said), key=_severity):
            why = _reason(verdict)
            if why:
                bare = question.model_copy(update={"text": ""})
                return Withheld(question=bare, label=verdict.label, why=why)
        return question.model_copy(update={"text": said.text})


def _written(body: Json) -> str:
    event = body.get("event") or body
    return str(event.get("text") or "")


def _file_names(body: Json) -> Iterator[str]:
    for file in (body.get("event") or {}).get("files") or ():
        yield from (str(file[key]) for key in ("name", "title") if file.get(key))


def _severity(verdict: Verdict) -> tuple[bool, bool]:
    blocked = verdict.action is MarkingAction.BLOCK
    return not blocked, not verdict.operational


def _reason(verdict: Verdict) -> WithheldFor | None:
    if verdict.action is MarkingAction.BLOCK:
        return WithheldFor.BLOCKED
    if verdict.operational:
        return WithheldFor.OPERATIONAL
    return WithheldFor.HELD if verdict.action is MarkingAction.HOLD else None
