"""What the columns of a survey's answers hold, told by their headers.

Forms programs export one row a respondent and one column a question, among columns of their own.
Whatever may say who somebody is counts as personal, and is never text.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

HEADER_WORDS = 10
"""A header of more words is a question, even when it speaks of addresses or organisations."""

MAX_HEADER = 500
"""Characters of a header that are looked at."""

_PERSONAL_SHARE = 3  # a column is personal when one answer of so many is an address or number
_ADDRESS = re.compile(r"\S@\S+\.\w|\+?\d[\d\s().-]{8,}\d")


class Holds(Enum):
    """What a column holds."""

    NOTHING = auto()
    ID = auto()
    DAY = auto()
    NAME = auto()
    PERSONAL = auto()
    KIND = auto()
    CONSENT = auto()
    CREDIT = auto()
    MARKING = auto()
    ANSWER = auto()


class Column(NamedTuple):
    """A column of a survey.

    Attributes:
        at: its place, 0 for the first.
        header: as the survey words it, on one line.
    """

    at: int
    header: str
    holds: Holds


_USE = r"(?:use|used|using|quot\w+|publish\w*|shar\w+|index\w*|includ\w+|stor\w+|process\w*)"
_MINE = (
    r"(?:my|your|the|these|this) (?:\w+ ){0,2}(?:answers?|responses?|words|comments?|"
    r"contributions?|submission|data)"
)
_SHORT: Sequence[tuple[Holds, str]] = (
    (Holds.ID, r"(?:response|respondent|submission|entry|unique response|record)?[ _-]?"
     r"(?:id|number|no|#)|respondent|id"),
    (Holds.DAY, r"(?:completion|submission|end|finish|response)[ _-]?(?:time|date)|"
     r"submitted(?: (?:at|on|date))?|completed(?: (?:at|on|date))?|finished|timestamp|"
     r"date(?: (?:submitted|completed))?|recorded ?date"),
    (Holds.NAME, r"(?:(?:what is )?your |respondent'?s? |participant'?s? )?(?:full |first |last |"
     r"given |family |preferred )?name(?: \(.*\))?|surname|forename"),
    (Holds.MARKING, r"(?:protective |security )?(?:marking|classification)"),
    (Holds.KIND, r"(?:respondent|contributor|participant|stakeholder)?[ _-]?(?:kind|type|category|"
     r"group|role)|(?:type|kind) of (?:respondent|contributor|participant)|"
     r"(?:what is )?(?:your|current|job|main|primary) (?:current |main |primary )?(?:role|"
     r"profession|occupation|job(?: title)?)|profession|occupation|sector|"
     r"i am (?:an?|the)(?:\W.*)?|.*\b(?:best |you )describes? (?:you|your role|yourself)|"
     r".*\bdescribes you best|in what capacity.*"),
    (Holds.PERSONAL, r".*\be-?mail\b.*|.*\b(?:tele)?phone\b.*|.*\bmobile (?:number|no)\b.*|"
     r".*\b(?:post|zip) ?code\b.*|.*\baddress\b.*|.*\bdate of birth\b.*|.*\bcontact\b.*|"
     r".*\b(?:staff|employee|payroll|collar|service) (?:number|no|id)\b.*|.*\blinkedin\b.*|"
     r".*\borgani[sz]ation\b.*|.*\bemployer\b.*|(?:your |which )?(?:company|institution|"
     r"affiliation|department|team|unit|force|university)|.*\bdo you work (?:for|at|in)|"
     r"user ?name|age|gender|sex|ethnicity|location|.*\bname\b.*"),
    (Holds.NOTHING, r"start(?:ed)?[ _-]?(?:time|date|at)?|started|last modified time|duration.*|"
     r"status|progress|language|user ?language|user agent|collector id|distribution channel|"
     r"total points|quiz feedback|points - .*|feedback - .*|score|ip|custom data.*"),
)  # fmt: skip
_ANY_LENGTH: Sequence[tuple[Holds, str]] = (
    (Holds.PERSONAL, r".*\b(?:your|an?) (?:e-?mail|phone number|telephone|contact details)\b.*|"
     r".*\b(?:be contacted|contact (?:you|me))\b.*"),
    (Holds.CREDIT, r".*\b(?:credit|attribut\w+|acknowledge\w*)\b.*\b(?:you|your|me|my|"
     r"contribution|name|how)\b.*|(?:.*\bhow\b.*\b)?credit(?: preference| as)?|"
     r".*\b(?:be|being) named\b.*|.*\bname (?:you|me)\b.*|attribution"),
    (Holds.CONSENT, r"(?:informed )?consent\b.*|.*\b(?:i|you) (?:\w+ ){0,3}consent\b.*|"
     r".*\b(?:my|your) consent\b.*|.*\b(?:agree|permission|happy|allow|may we)\b.*"
     rf"(?:\b{_USE}\b.*\b{_MINE}\b|\b{_MINE}\b.*\b{_USE}\b).*"),
)  # fmt: skip


def columns_of(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Tell what each column holds.

    Args:
        headers: of all columns; one without a header holds nothing.
        rows: the answers, by which columns of addresses and numbers give themselves away.
    """
    found = []
    for at, header in enumerate(headers):
        words = " ".join(header.split())
        holds = _holds(words)
        if holds is Holds.ANSWER and _is_personal([row[at] for row in rows if at < len(row)]):
            holds = Holds.PERSONAL
        found.append(Column(at, words, holds))
    return found


def _holds(header: str) -> Holds:
    plain = header[:MAX_HEADER].casefold().replace("’", "'").strip(" ?:*.!")
    if not plain:
        return Holds.NOTHING
    for holds, pattern in _ANY_LENGTH:
        if re.fullmatch(pattern, plain):
            return holds
    if len(plain.split()) <= HEADER_WORDS:
        for holds, pattern in _SHORT:
            if re.fullmatch(pattern, plain):
                return holds
    return Holds.ANSWER


def _is_personal(answers: Sequence[str]) -> bool:
    given = [answer for answer in answers if answer]
    addresses = sum(bool(_ADDRESS.search(answer)) for answer in given)
    return bool(given) and addresses * _PERSONAL_SHARE >= len(given)
