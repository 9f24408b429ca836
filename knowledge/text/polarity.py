"""Whether one sentence turns round, widens or sharpens what another says."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.text.opposites import OPPOSITES
from knowledge.text.terms import stems, terms, words

_NEGATION = re.compile(
    r"\b(?:not(?! only\b)|no longer|no(?!\.? ?\d)|never|none|nobody|nothing|nowhere|neither|nor|"
    r"cannot|without|"
    r"hardly|barely|scarcely|rarely|seldom|lack(?:s|ed|ing)?(?: of)?|absence of|unable|unlikely|"
    r"(?:fail|refuse|decline|cease|stop)(?:s|d|ed|ped|ing|ping)?(?: to\b)?|refusing|declining|"
    r"ceasing|failure to|far from|few|little|[a-z]+n't)\b"
)
_CLAUSE_END = re.compile(r"[,;:.()–—]")
_SCOPE = 4  # words after a negation that it may deny
_COMPARING = frozenset(["more", "less", "fewer", "than", "better", "worse"])
_LEVELS = {
    word: level
    for level, group in {
        "all": "all every everyone everybody each always entire whole universally",
        "only": "only solely exclusively just",
        "most": "most mostly majority usually generally largely",
        "many": "many often frequently numerous widely",
        "some": "some several sometimes occasionally certain",
        "few": "few rarely seldom little hardly",
    }.items()
    for word in group.split()
}
_CLAIMED = {"all", "only", "most", "many"}  # said of a text that says no such thing
_DUTY = frozenset(stems(["must", "shall", "mandatory", "compulsory", "oblige", "obligation"]))
_ADVICE = _DUTY | frozenset(stems(["should", "ought", "recommend", "recommendation", "advise"]))
_CAUSE = frozenset(
    stems(["cause", "because", "due", "lead", "led", "result", "owing", "therefore"])
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|probabl[ey]|likely|suggest(?:s|ed|ing)?|"
    r"potential(?:ly)?|"
    r"appear(?:s|ed)?|seem(?:s|ed)?|tend(?:s|ed)?|indicat(?:e|es|ed)|expected|estimat(?:e|es|ed)|"
    r"approximately|around|about|roughly|nearly|almost|up to|at least|at most|planned|plans? to|"
    r"propos(?:e|es|ed|al)|draft|if|unless|can)\b"
)
_MAY_THE_MONTH = re.compile(r"(?<!^)(?<![.!?] )\bMay\b|\bMay(?= \d)")
PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis")
SHORTEST_ROOT = 4


class Denial(NamedTuple):
    """A negation in a text.

    Attributes:
        said: it, in lower case, such as `not` or `fails to`.
        scope: the terms that it may deny; empty where none follows.
    """

    said: str
    scope: frozenset[str]


def turned(said: str, source: str) -> str:
    """Return why a sentence does not say what its source says, or nothing.

    The rules are blunt on purpose: a sentence that is refused costs little, one that turns its
    source round costs trust.

    Returns:
        A clause for whoever wrote the sentence, such as `it denies what the quote does not deny`.
    """
    rules = (_denial, _opposite, _level, _strength)
    return next((why for why in (rule(said, source) for rule in rules) if why), "")


def _denial(said: str, source: str) -> str:
    mine, theirs = _denied(said), _denied(source)
    if len(mine) > len(theirs):
        return "it denies what the quote does not deny"
    if len(mine) < len(theirs):
        return "it leaves out a “not” of the quote"
    for scope in mine:
        if scope and not any(scope & other for other in theirs):
            return "it denies something else than the quote denies"
    return ""


def denials(text: str) -> list[Denial]:
    """Return the negations of a text, in order, each with the terms that it may deny."""
    plain = text.lower().replace("’", "'")
    return [
        Denial(found[0], frozenset(terms(" ".join(_after(plain[found.end() :])))))
        for found in _NEGATION.finditer(plain)
    ]


def _after(rest: str) -> list[str]:
    return words(_CLAUSE_END.split(rest)[0])[:_SCOPE]


def _denied(text: str) -> list[frozenset[str]]:
    return [one.scope for one in denials(text)]


def _opposite(said: str, source: str) -> str:
    mine, theirs = _stemmed(said), _stemmed(source)
    for sides in OPPOSITES:
        for one, other in (sides, sides[::-1]):
            if mine & one and not theirs & one and theirs & other:
                return "it says the opposite of a word in the quote"
    if (mine & _COMPARING) - theirs:
        return "it compares where the quote does not, or otherwise"
    if any(_contrary(mine, theirs)) or any(_contrary(theirs, mine)):
        return "it says the opposite of a word in the quote"
    return ""


def _contrary(mine: frozenset[str], theirs: frozenset[str]) -> Iterator[bool]:
    """Tell of each word of one text whether the other has it only with a denying prefix."""
    for word in mine - theirs:
        if len(word) >= SHORTEST_ROOT:
            yield any(f"{prefix}{word}" in theirs for prefix in PREFIXES)


def _level(said: str, source: str) -> str:
    mine = {_LEVELS[word] for word in words(said) if word in _LEVELS}
    theirs = {_LEVELS[word] for word in words(source) if word in _LEVELS}
    if (mine & _CLAIMED) - theirs or (theirs and mine - theirs):
        return "it says of how many or how often what the quote does not say"
    if {"some", "few", "most", "only"} & (theirs - mine):
        return "it leaves out of how many or how often the quote speaks"
    return ""


def _strength(said: str, source: str) -> str:
    mine, theirs = _stemmed(said), _stemmed(source)
    if (mine & _DUTY and not theirs & _DUTY) or (mine & _ADVICE and not theirs & _ADVICE):
        return "it makes a duty or advice of what the quote does not"
    if mine & _CAUSE and not theirs & _CAUSE:
        return "it names a cause that the quote does not name"
    if _hedged(source) and not _hedged(said):
        return "it is surer than the quote"
    return ""


def _hedged(text: str) -> bool:
    return bool(_HEDGE.search(_MAY_THE_MONTH.sub(" ", text).lower()))


def _stemmed(text: str) -> frozenset[str]:
    return frozenset(stems(words(text)))
