"""Questions in a thread: which earlier ones a question leans on, and where the subject changes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.text.terms import stems, terms, words

LOOK_BACK: Final = 4  # earlier questions
_FEW: Final = 2  # content terms: "and for small firms?", "any evidence?"
_SHORT: Final = 2 * _FEW
_CHANGES: Final = re.compile(
    r"(?:^|[.!?;,]\s*|\s[-–—]\s*)(?:(?:this is |completely |totally |on )?(?:unrelated"
    r"|off[- ]topic)"
    r"|(?:an?(?:other)? |this is an? )?(?:new|different|separate|unrelated|another) "
    r"(?:question|topic|subject|thing|matter)"
    r"|on (?:another|a different) (?:note|subject|topic)|chang(?:e|ing) (?:of |the )?(?:subject"
    r"|topic)"
    r"|something (?:else|different)(?: entirely| altogether)?)\b(?: to this"
    r"| to that)?\s*[:,.!–—-]*\s*",
    re.IGNORECASE,
)
_JOINS: Final = re.compile(
    r"^\W*(?:and|but|so|or|also|then|what about|how about|same for|what if)\b", re.IGNORECASE
)
_POINTS: Final = re.compile(
    r"\b(?:it|its|they|them|their|theirs|those|these|he|she|him|her|his|hers)\b"
    r"|\b(?:that|this|there|one|ones)\b(?=\W*$|\W*[?,]| (?:one|then|too|work|different|mean)\b)"
    r"|\b(?:for|of|with|from|about|like|on|in|to|by|does|did|is|was|do|than) (?:that|this|there)\b"
    r"|\b(?:the )?(?:second|third|last|latter|former|other|explore|same) ones?\b",
    re.IGNORECASE,
)
_NAMES: Final = re.compile(
    r"^\W*(?:(?:what(?:['’]?s| is| are| was| were)|wh?ats|wots|who(?:['’]?s| is| are)) |define "
    r"|explain )"
    r"(?P<thing>.+?)\W*$",
    re.IGNORECASE,
)
# What any subject has: "what are the limits?" asks for those of something.
_OF_SOMETHING: Final = frozenset(
    stems(
        words(
            """limits limitations evidence costs results differences examples purposes sources
            dates authors members principles safeguards steps stages parts levels elements
            objectives aims goals benefits risks drawbacks arguments rules requirements criteria
            deadlines budgets owners contacts outcomes findings effects reasons alternatives
            conditions exceptions details numbers figures processes letters roles functions
            challenges concerns criticisms problems advantages disadvantages options names
            titles links catch point use next main key best worst first second third two three
            four five six seven eight nine ten latest other responsible accountable charge
            eligible involved included consulted"""
        )
    )
)


@dataclass(frozen=True, slots=True)
class InThread:
    """A question with what it leans on.

    Attributes:
        question: without the words that announce another subject.
        before: earlier questions that it is to be read with, oldest first.
        perhaps: those that a short question may lean on, although its words do not show it.
    """

    question: str
    before: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


def in_thread(question: str, earlier: Sequence[str]) -> InThread:
    """Read a question in its thread.

    Args:
        earlier: the questions before it, oldest first.
    """
    own, is_new = _without_change(question)
    if is_new or not earlier:
        return InThread(own)
    before = _leant_on(earlier)
    if needs_earlier(own):
        return InThread(own, before)
    return InThread(own, perhaps=before if len(set(terms(own))) <= _SHORT else ())


def _leant_on(earlier: Sequence[str]) -> tuple[str, ...]:
    before: list[str] = []
    for one in reversed(earlier[-LOOK_BACK:]):
        said, begins = _without_change(one)
        before.insert(0, said)
        if begins or not needs_earlier(said):
            break
    return tuple(before)


def needs_earlier(question: str) -> bool:
    """Tell whether a follow-up must be read together with the questions before it."""
    own = set(terms(question))
    if len(own) <= _SHORT and (_JOINS.search(question) or _POINTS.search(question)):
        return True
    named = _NAMES.search(question)
    if named:
        things = set(terms(named["thing"]))
        return not things or things <= _OF_SOMETHING
    return len(own) <= _FEW


def _without_change(question: str) -> tuple[str, bool]:
    """Return what follows the announcement of another subject, and whether there was one."""
    found = _CHANGES.search(question)
    rest = question[found.end() :].strip() if found else ""
    return (rest, True) if rest else (question, False)
