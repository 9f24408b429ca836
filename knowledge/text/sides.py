"""What a question wants weighed: two things, or the sides of one."""

import re
from typing import Final

from knowledge.text.stance import Stance

_THING: Final = r"(?P<{0}>[\w&'’./ -]{{2,60}}?)"
_ONE, _OTHER = _THING.format("one"), _THING.format("other")
_END: Final = r"(?=\W*$|\W*\?|,| (?:for|in|on|at|under|within|when) )"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bdifferences? between {_ONE} and {_OTHER}{_END}",
        rf"\bcompar(?:e|ed|ing|ison of) {_ONE} (?:with|to|and|against) {_OTHER}{_END}",
        rf"\bhow (?:is|are|does|do|did) {_ONE} (?:differ(?:ent)?|compare)(?: from| to"
        rf"| with)? {_OTHER}{_END}",
        rf"\b(?:is|are) {_ONE} (?:better|worse|safer|cheaper|fairer|(?:more"
        rf"|less) [\w-]+) than {_OTHER}{_END}",
        rf"^(?:.*: |what about )?{_ONE} (?:vs\.?|versus) {_OTHER}{_END}",
    )
)
_FOR: Final = r"benefits?|advantages?|merits?|upsides?|pros|strengths|arguments? (?:for|in favour)"
_AGAINST: Final = (
    r"risks?|harms?|drawbacks?|disadvantages?|downsides?|cons|concerns?|critic\w+|objections?"
    r"|weaknesses|arguments? against"
)
_ASKS_FOR: Final = re.compile(rf"\b(?:{_FOR})\b", re.IGNORECASE)
_ASKS_AGAINST: Final = re.compile(rf"\b(?:{_AGAINST}|against)\b", re.IGNORECASE)
_ASKS_BOTH: Final = re.compile(r"\barguments?\b|\bboth sides\b|\bfor and against\b", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^(?:an?|the) ", re.IGNORECASE)


def sides_of(question: str) -> tuple[str, str] | None:
    """Return the two things that are compared, in the asker's words; None for other questions."""
    plain = " ".join(question.split())
    for pattern in _PATTERNS:
        found = pattern.search(plain)
        if found:
            one, other = (_ARTICLE.sub("", found[side].strip()) for side in ("one", "other"))
            return one, other
    return None


def stances_asked_for(question: str) -> frozenset[Stance]:
    """Return the sides that a question names: one, both, or none in particular."""
    if _ASKS_BOTH.search(question) and not _ASKS_FOR.search(question):
        named = {Stance.FOR, Stance.AGAINST}
        return frozenset({Stance.AGAINST} if _only_against(question) else named)
    found = {Stance.FOR: _ASKS_FOR, Stance.AGAINST: _ASKS_AGAINST}
    return frozenset(side for side, pattern in found.items() if pattern.search(question))


def _only_against(question: str) -> bool:
    return re.search(r"\barguments? against\b", question, re.IGNORECASE) is not None
