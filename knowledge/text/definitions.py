"""Definitions: what a question wants defined, and which sentences do so."""

import re
from collections.abc import Iterable
from typing import Final

_NAME: Final = r"(?P<name>[\w&'’. -]{1,60}?)"
_ASKED: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bwhat (?:does|do|did) {_NAME} (?:stands? for|mean)\b",
        rf"\b(?:define|definition of|meaning of|(?:is )?meant by) {_NAME}\W*$",
        rf"\b(?:explain|what is) (?:the )?(?:term|acronym|abbreviation|word|phrase) {_NAME}\W*$",
        rf"\b(?:what(?:['’]?s| is| are| was)|wh?ats|wots|wot is) {_NAME}\W*(?:$|,| and | in )",
        rf"^\W*{_NAME}\W*$",
    )
)
_ARTICLE: Final = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_SAYS: Final = (
    r"(?:['’]?s)?(?:\s*\([^)]{1,80}\))?,?\s+"
    r"(?:(?:is|are) (?:an?|the|one|any|some|what|when|where|how)\b|means?\b|stands? for\b"
    r"|refers? to\b)"
)


def defined_in(question: str) -> str:
    """Return the name that a question wants defined, in the asker's words; may be empty."""
    plain = " ".join(question.split())
    for pattern in _ASKED:
        found = pattern.search(plain)
        if found:
            return _ARTICLE.sub("", found["name"].strip(" '’.-"))
    return ""


def defines(text: str, names: Iterable[str]) -> bool:
    """Tell whether a sentence begins to say what one of the names is, means or stands for."""
    return any(
        re.match(rf"\W*(?:an? |the )?{re.escape(name)}(?:{_SAYS}|s? \()", text, re.IGNORECASE)
        or re.search(rf"\b{re.escape(name)} (?:stands? for|means)\b", text, re.IGNORECASE)
        for name in names
        if name
    )
