"""Does a sentence tell that a thing was tried, and of which things does it speak?"""

import re
from typing import Final

from knowledge.text.terms import terms

_NOUN: Final = r"(?:trials?|pilots?|experiments?|field tests?)"
_TRIED: Final = re.compile(
    # “The tested settings” were tested by somebody; the sentence is on something else.
    r"(?<!\bthe )(?<!\ba )\b(?:tried|tested)\b"
    r"|\b(?:trialled|trialed|piloted|experimented|rolled out|deployed|introduced|took part in"
    rf"|(?:ran|held|completed|started|stopped|ended) (?:\w+ ){{0,3}}{_NOUN}"
    rf"|{_NOUN}\b.{{0,80}}\b(?:found|finds|showed|shows|suggests?|suggested|took|ran|reported"
    r"|reduced|increased|failed|worked|ended|stopped|compared))\b",
    re.IGNORECASE,
)
_NOT_DONE: Final = re.compile(
    r"\b(?:no|not|never|nobody|none|without|neither|nor|cannot|should|must|would|could|(?-i:may)|might"
    r"|will|if|whether|before|plans? to|n't)\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r"[,;:()]|\b(?:and|but|yet|however|although|though|while|whereas)\b", re.IGNORECASE
)
_OF_TRYING: Final = frozenset(
    terms("try trial trialled pilot test experiment attempt use run success fail result outcome")
)


def tells_of_trying(text: str) -> bool:
    """Tell whether a sentence says that something was tried, rather than could or should be."""
    return any(
        not _NOT_DONE.search(_clause_before(text, found.start())) for found in _TRIED.finditer(text)
    )


def affirmed_terms(text: str) -> frozenset[str]:
    """Return the terms of a sentence without the clauses that deny something.

    “It tested cameras and did not test face matching” speaks of cameras alone.
    """
    held = (clause for clause in _CLAUSE.split(text) if not _NOT_DONE.search(clause))
    return frozenset(terms(" ".join(held)))


def subject_terms(tried: str) -> tuple[str, ...]:
    """Return the terms of what was tried, without those that only say that it was a trial."""
    found = dict.fromkeys(terms(tried))
    return tuple(one for one in found if one not in _OF_TRYING) or tuple(found)


def _clause_before(text: str, place: int) -> str:
    begins = max((found.end() for found in _CLAUSE.finditer(text, 0, place)), default=0)
    return text[begins:place]
