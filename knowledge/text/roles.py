"""Sentences that say who does or answers for something."""

import re
from typing import Final

_DOES: Final = re.compile(
    r"\b(?:responsible|accountable|in charge|leads?|led|owns?|owned|runs?|run by|hosts?|hosted"
    r"|coordinates?|chairs?|chaired|advises?|publishes?|issues?|sets? (?:up|out)|set up|funds?"
    r"|maintains?|develops?|developed|brings? together|works? on"
    r"|experts? (?:in|on)|contact(?:ed|s)?|members? of|based at|belongs? to|put in touch|finder)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"\b[A-Z][\w&-]*(?:[ -](?:of|for|and|the|on|[A-Z][\w&-]*))*\b")


def says_who(text: str) -> bool:
    """Tell whether a sentence names somebody or a body, and what they do."""
    return _DOES.search(text) is not None and _NAMED.search(text) is not None
