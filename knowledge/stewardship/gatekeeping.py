"""What the rules of sensitivity say of a text, as far as contributions need to know."""

from collections.abc import Callable

from knowledge.models.sensitivity import MarkingAction, Verdict

Assess = Callable[[str], Verdict]
"""Judges a text by the community's rules."""


def is_barred(verdict: Verdict) -> bool:
    """Tell whether nothing of the text may be stored."""
    return verdict.action is MarkingAction.BLOCK or verdict.operational


def reason_to_hold(verdict: Verdict) -> str:
    """Return in words why a curator must look at the text, or an empty string."""
    if verdict.action is not MarkingAction.HOLD:
        return ""
    return f"It may be marked or hold personal details: {verdict.label}"
