"""Does a question stand on its own, or does it lean on the one before it?"""

import re

from knowledge.text.terms import terms

_LEANS = re.compile(
    r"^\s*(and|but|so|or|what about|how about|why|who|when|where|which ones?)\b"
    r"|\b(it|its|they|them|their|that|those|these|this|he|she|him|her|there|ones?)\b",
    re.IGNORECASE,
)
_FEW = 2  # content terms: "and for small firms?", "any evidence?"


def needs_earlier(question: str) -> bool:
    """Tell whether a follow-up must be read together with the question before it."""
    own = len(set(terms(question)))
    return own <= _FEW or (own <= 2 * _FEW and _LEANS.search(question) is not None)
