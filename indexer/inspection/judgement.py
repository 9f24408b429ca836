"""Whether a document may be kept, and why not."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from indexer.gate import WRITTEN_AS_READ
from indexer.readers.raw import decode
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document
from knowledge.models.inspection import Outcome
from knowledge.models.sensitivity import UNMARKED, MarkingAction, SensitivityRules
from knowledge.text.sensitivity import assess_document

_OUTCOMES = {MarkingAction.HOLD: Outcome.HOLD, MarkingAction.BLOCK: Outcome.BLOCK}
_SEVERITY = (Outcome.ALLOW, Outcome.HOLD, Outcome.BLOCK)


class Judgement(NamedTuple):
    """What may become of a document.

    Attributes:
        label: of its marking, or `none`.
        reasons: in words for a curator; never its text.
    """

    outcome: Outcome
    label: str = UNMARKED
    reasons: tuple[str, ...] = ()


def judge(document: Document, rules: SensitivityRules, raw: str = "") -> Judgement:
    """Judge one document by the community's rules.

    Args:
        raw: the file's text as it was written, where lines are not yet joined; or empty.
    """
    _, verdict = assess_document(document, rules, raw=raw)
    outcome = _OUTCOMES.get(verdict.action, Outcome.ALLOW)
    is_marking = verdict.label in {marking.label for marking in rules.markings}
    if outcome is Outcome.ALLOW:
        return Judgement(outcome, verdict.label)
    if is_marking:
        return Judgement(outcome, verdict.label, (f"It is marked {verdict.label}.",))
    return Judgement(outcome, reasons=(f"It holds a {verdict.label}.",))


def raw_text(name: str, data: bytes) -> str:
    """Return a file's text as it was written, when that says more than its documents do."""
    if PurePosixPath(name).suffix.lower() not in WRITTEN_AS_READ:
        return ""
    try:
        return decode(data)
    except RefusedFile:
        return ""  # the reader refuses it too


def severest(judgements: Sequence[Judgement]) -> Judgement:
    """Return the severest of several, with the reasons of all that are as severe."""
    worst = max(judgements, key=lambda one: _SEVERITY.index(one.outcome))
    alike = [one for one in judgements if one.outcome is worst.outcome]
    reasons = dict.fromkeys(reason for one in alike for reason in one.reasons)
    return worst._replace(reasons=tuple(reasons))
