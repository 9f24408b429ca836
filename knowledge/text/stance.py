"""Does a sentence speak for its subject or against it? Told by cue words, with care for denials.

Only what is plain is called one or the other: a sentence with cues of both sides, with a cue that
is taken back (“reduces the risk”, “whether it is biased”) or with none is neutral.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final


class Stance(StrEnum):
    """Which side a sentence takes."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


_HARM: Final = (
    r"(?:crime|violence|harm|risks?|costs?|errors?|delays?|complaints?|injur(?:y|ies)|offences"
    r"|deaths?|waste|disorder|workload|burden|time|allegations)"
)
_BE: Final = r"(?:is|are|was|were|be|been|proved|proves|seems?|looks?)"
_FOR: Final = re.compile(
    r"\b(?:arguments? (?:for|in favour)|in favour of|benefi(?:ts?|ted|cial)|advantag(?:es?|eous)"
    rf"|merits?|welcom(?:ed|es)|(?:as|{_BE}) (?:\w+ )?(?:promising|strong|good practice|successful)"
    rf"|{_BE} (?:\w+ )?effective|worked|works well|succe(?:eds?|eded|sses)"
    r"|improv(?:ed|es|ements?)|more satisfied|safer|fairer|faster|cheaper|strong evidence"
    rf"|reduc(?:tion|tions|ed|es) (?:of |in )?(?:\w+ ){{0,2}}?{_HARM}|fewer (?:\w+ )?{_HARM}"
    r"|(?:saves?|saved) (?:time|money|lives)|full use of)\b",
    re.IGNORECASE,
)
_AGAINST: Final = re.compile(
    r"\b(?:arguments? against|(?:pos|carr|creat|rais|bring|brought)\w* (?:\w+ ){0,3}risks?"
    r"|concerns? (?:about|over|that)|concerned (?:about|that)|critics?|criticis(?:e[sd]?|ms?)"
    r"|drawbacks?|disadvantages?|downsides?|dangers?|dangerous|harmful|harms?|bias(?:ed)?"
    r"|discriminat(?:es?|ed|ion|ory)|unlawful(?:ly)?|controversial|failed|failures?|fails"
    r"|misidentif(?:y|ies|ied|ication)|false positives?|intrusi(?:ve|on)|unfair|disproportionate"
    r"|damage[sd]?|weak(?:ness|nesses)?|expensive|costly|warn(?:s|ed)|oppos(?:es?|ed)"
    r"|reject(?:s|ed)|objections?|mistrust|distrust|backfire[sd]?|worse|too much|too little"
    r"|spread \w+ thinly|fade over time|heavy-handed"
    r"|(?:did|does|do|has|have) not (?:work|worked|succeed|succeeded|help|helped)"
    r"|no (?:statistically )?(?:significant )?(?:effect|reduction|improvement|benefit) on"
    r"|no evidence that)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"\b(?:no|not|never|without|neither|nor|none|cannot|hardly|lack(?:s|ed)? of|lack(?:s|ed)?"
    r"|free (?:from|of)|rather than|instead of|fail(?:s|ed)? to)\b|n['’]t\b",
    re.IGNORECASE,
)
_TAKEN_BACK: Final = re.compile(
    r"\b(?:if|in (?:proportion|relation) to|cover(?:s|ed|ing)?|meant to|aims?|seeks?|wants?"
    r"|intended|designed to|so that|should|conditions? for|needed for|required for"
    r"|assess(?:es|ed|ing|ments?)?|reduc(?:es?|ed|ing|tion)|mitigat\w*|address\w*|prevent\w*"
    r"|avoid\w*|lower(?:s|ed|ing)?|minimi[sz]\w*|remov\w*|tackl\w*|eliminat\w*"
    r"|protect\w* (?:from|against)|safeguard\w*|guard\w*|consider(?:s|ed|ing)?|identif\w*"
    r"|manag\w*|(?:test|look|check)\w* for|deal\w* with|dealt with)\b",
    re.IGNORECASE,
)
_LEFT_OPEN: Final = re.compile(
    r"\b(?:whether|dismiss\w*|ask(?:s|ed|ing)?\b.*\babout|examples? of)\b", re.IGNORECASE
)
_TAKEN_BACK_AFTER: Final = re.compile(
    r"\b(?:dealt with|be addressed|are addressed|(?:did|do|does|was|were|is|are) not\b|needed"
    r"|disappear\w*|faded)\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"[,;:]|\b(?:but|however|although|though|while|because)\b", re.IGNORECASE
)
_REACH: Final = 45  # characters before a cue in which a denial belongs to it
_FOR_HEADING: Final = re.compile(
    r"\b(?:support|benefits?|advantages?|merits?|strengths|arguments? for|case for|in favour)\b",
    re.IGNORECASE,
)
_AGAINST_HEADING: Final = re.compile(
    r"\b(?:critic\w*|concerns?|risks?|drawbacks?|disadvantages|cautions?|objections?|weaknesses"
    r"|arguments? against|case against)\b",
    re.IGNORECASE,
)


def stance_of(text: str, heading: str = "") -> Stance:
    """Tell which side a sentence takes.

    Args:
        heading: the innermost heading above it; it speaks where the sentence has no cue.
    """
    sides = {*_sides(text)}
    if not sides and not _FOR.search(text) and not _AGAINST.search(text):
        sides = {*_of_heading(heading)}
    return sides.pop() if len(sides) == 1 else Stance.NEUTRAL


def _sides(text: str) -> Iterator[Stance]:
    for cue in _cues(_FOR, text):
        said = _before(text, cue.start()) + cue[0]
        yield Stance.AGAINST if _DENIED.search(said) else Stance.FOR
    for cue in _cues(_AGAINST, text):
        if not _DENIED.search(_before(text, cue.start())):
            yield Stance.AGAINST


def _cues(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the cues that count: in no name, and not taken back."""
    for cue in pattern.finditer(text):
        after = _CLAUSE.split(text[cue.end() :], maxsplit=1)[0]
        if not (
            (cue.start() and cue[0][0].isupper())
            or _LEFT_OPEN.search(text, 0, cue.start())
            or _TAKEN_BACK.search(_before(text, cue.start()))
            or _TAKEN_BACK_AFTER.search(after)
        ):
            yield cue


def _before(text: str, place: int) -> str:
    """Return what stands closely before a cue in the same clause."""
    clause = max((found.end() for found in _CLAUSE.finditer(text, 0, place)), default=0)
    return text[max(clause, place - _REACH) : place]


def _of_heading(heading: str) -> Iterator[Stance]:
    if _FOR_HEADING.search(heading):
        yield Stance.FOR
    if _AGAINST_HEADING.search(heading):
        yield Stance.AGAINST
