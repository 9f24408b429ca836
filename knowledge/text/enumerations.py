"""Lists in running text: which sentences are items of one, and whether it is whole."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.text.terms import STOP_WORDS, terms

# fmt: off
_NUMBERS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)
# fmt: on
_ORDINAL: Final = re.compile(rf"\b({'|'.join(_ORDINALS)}) (\w+)", re.IGNORECASE)
_LABEL: Final = re.compile(r"\b([A-Z][a-z]+) (\d{1,2}|[A-Z])\b")
_STATED: Final = re.compile(
    rf"\b({'|'.join(_NUMBERS[1:])}|1?\d|20)\b(?= (?:[\w-]+ ){{0,3}}?[\w-]+s\b)", re.IGNORECASE
)
_MARKED: Final = re.compile(r"(?:[-–—•◦▪‣*+]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s", re.IGNORECASE)
_ITEM: Final = r"[^,;:.]{2,80}"
_INLINE: Final = re.compile(rf"{_ITEM}, {_ITEM}(?:, {_ITEM})*,? (?:and|or) {_ITEM}")
_OPENS: Final = re.compile(
    r":\s|\b(?:are|is|were|include[sd]?|including|stands? for|names?|lists?|covers?|contains?"
    r"|consists? of|comprises?|such as|into|by)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+(?:[&'’:+/-]+\w+)*")
_LINKS: Final = STOP_WORDS - {"say", "says"}
_WIDTHS: Final = (1, 2, 3)  # words of the thing in which like sentences differ
_MOST_BEFORE = 3  # words before the one in which like sentences differ
_NEAR = 40  # characters behind a number in which it says of what
_LOOKED_AT = 8  # words of a sentence
_FEWEST = 3  # items that make a list of sentences without marks


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in its section.

    Attributes:
        block: number of its paragraph.
        line: number of its line within the paragraph.
        lines: how many lines the paragraph has.
    """

    text: str
    block: int = 0
    line: int = 0
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences that are a list.

    Attributes:
        first, last: places of its first and last sentence, what leads up to it included.
        items: how many items it has.
        stated: how many the text says that there are; 0 when it does not say.
    """

    first: int
    last: int
    items: int
    stated: int = 0

    @property
    def is_partial(self) -> bool:
        """Whether the text speaks of more items than stand here."""
        return self.stated > self.items


def runs(sentences: Sequence[Line], shared: Collection[str] = ()) -> tuple[Run, ...]:
    """Find the lists among the sentences of one section, in order, not overlapping.

    Args:
        shared: stems of verbs; sentences one after the other that hold one are a list too.
    """
    found: list[Run] = []
    place = 0
    while place < len(sentences):
        run = _longest(sentences, place, shared)
        if run is None:
            place += 1
            continue
        floor = found[-1].last + 1 if found else 0
        found.append(_with_lead(sentences, run, floor))
        place = run.last + 1
    return tuple(found)


def enumerates(text: str) -> bool:
    """Tell whether a sentence is a list in itself: “the aims are speed, care and cost”."""
    opening = _OPENS.search(text)
    return opening is not None and _INLINE.search(text, opening.end()) is not None


def counts_out(text: str, asked: Collection[str]) -> bool:
    """Tell whether a sentence says how many of the asked things there are, and names them.

    Args:
        asked: stems of the things.
    """
    found = _STATED.search(text)
    if not found:
        return False
    things = terms(text[found.end() : found.end() + _NEAR])
    return enumerates(text) and not set(asked).isdisjoint(things)


def _longest(sentences: Sequence[Line], place: int, shared: Collection[str]) -> Run | None:
    candidates = [_lines(sentences, place)]
    candidates += [_alike(sentences, place, follow) for follow in (_next_number, _same_frame)]
    if shared:
        candidates.append(_alike(sentences, place, lambda *pair: _both_hold(pair, shared)))
    return max(filter(None, candidates), key=lambda one: one.items, default=None)


def _both_hold(pair: tuple[str, ...], shared: Collection[str]) -> bool:
    first, second = (set(terms(text)) for text in pair)
    return any(one in first and one in second for one in shared)


def _lines(sentences: Sequence[Line], place: int) -> Run | None:
    """Return the list whose items each stand on a line of their own."""
    here = sentences[place]
    if here.lines < 2 or _starts(sentences, place - 1) == _starts(sentences, place):  # noqa: PLR2004
        return None
    last = place
    while last + 1 < len(sentences) and sentences[last + 1].block == here.block:
        last += 1
    leads = here.text.rstrip().endswith(":")
    items = len({one.line for one in sentences[place : last + 1]}) - leads
    introduced = leads or (place > 0 and sentences[place - 1].text.rstrip().endswith(":"))
    enough = items >= (2 if introduced or _MARKED.match(here.text) else _FEWEST)
    return Run(place, last, items) if enough else None


def _starts(sentences: Sequence[Line], place: int) -> tuple[int, int] | None:
    return (sentences[place].block, sentences[place].line) if place >= 0 else None


def _alike(sentences: Sequence[Line], place: int, follow: Callable[[str, str], bool]) -> Run | None:
    last = place
    while last + 1 < len(sentences) and follow(sentences[last].text, sentences[last + 1].text):
        last += 1
    first = place
    if _ordinal_of(sentences[place].text) == 1 and place > 0 and last > place:
        first = place - 1  # a list that begins with “the second” has its first before it
    items = last - first + 1
    return Run(first, last, items) if items >= _FEWEST else None


def _ordinal_of(text: str) -> int:
    found = _ORDINAL.search(text)
    return _ORDINALS.index(found[1].lower()) if found else -1


def _next_number(one: str, other: str) -> bool:
    """Tell whether one sentence says “first aim” or “Level 1”, and the other the next."""
    left, right = _ORDINAL.search(one), _ORDINAL.search(other)
    if left and right and left[2].lower() == right[2].lower():
        return _ORDINALS.index(right[1].lower()) == _ORDINALS.index(left[1].lower()) + 1
    labels = {(word, _after(number)) for word, number in _LABEL.findall(one)}
    return not labels.isdisjoint(_LABEL.findall(other))


def _after(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


def _same_frame(one: str, other: str) -> bool:
    """Tell whether two sentences begin alike but for the thing that they are about."""
    left = [word.lower() for word in _WORD.findall(one)[:_LOOKED_AT]]
    right = [word.lower() for word in _WORD.findall(other)[:_LOOKED_AT]]
    before = next(
        (at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None
    )
    if before is None or before > _MOST_BEFORE:
        return False
    return any(
        _meet(left[before + mine :], right[before + yours :], mine == yours == 1 or before == 0)
        for mine in _WIDTHS
        for yours in _WIDTHS
    )


def _meet(left: list[str], right: list[str], one_is_enough: bool) -> bool:  # noqa: FBT001
    """Tell whether both go on with the same word that says something, or the same two."""
    if not left or not right or left[0] != right[0] or left[0] in _LINKS:
        return False
    return one_is_enough or left[:2] == right[:2]


def _with_lead(sentences: Sequence[Line], run: Run, floor: int) -> Run:
    """Add the sentence that says what the items are, where one stands before them."""
    inside = sentences[run.first].text
    if inside.rstrip().endswith(":"):
        return _stating(run, inside)
    if run.first <= floor:
        return run
    lead = sentences[run.first - 1].text
    stated = _stated(lead)
    announces = lead.rstrip().endswith(":") or "following" in lead.lower()
    if announces or (stated and stated >= run.items):
        return _stating(Run(run.first - 1, run.last, run.items), lead)
    return run


def _stating(run: Run, lead: str) -> Run:
    stated = _stated(lead)
    return Run(run.first, run.last, run.items, stated if stated >= run.items else 0)


def _stated(text: str) -> int:
    """Return the number of things that a sentence speaks of; 0 for none."""
    found = _STATED.search(text)
    if not found:
        return 0
    word = found[1].lower()
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 1
