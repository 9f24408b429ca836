"""Which questions may be kept when nobody could answer them."""

from knowledge.models.sensitivity import SensitivityRules
from knowledge.text.sensitivity import assess


def fit_to_keep(text: str, rules: SensitivityRules) -> str:
    """Return a question as it may be kept: nothing when it is marked or identifies anybody."""
    return "" if assess(text, rules).findings else " ".join(text.split())
