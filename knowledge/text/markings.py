"""Which security markings does a text carry? No marking proves nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from knowledge.models.documents import Span
from knowledge.models.sensitivity import Marking, MarkingAction, SensitivityRules
from knowledge.text.disguise import Line, uncovered
from knowledge.text.marking_lines import LineRules
from knowledge.text.marking_messages import MessageRules
from knowledge.text.marking_runs import SEVEREST_FIRST, Run

EDGE_LINES = 12
OPENING_LINES = 3
MAX_CHARS = 400
"""Characters of a line that are looked at from its beginning, and half as many from its end."""

_BREAKS = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]|<br\s*/?>|(?=\f)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\f.*|\W*(?:page|slide)\s+\d+(?:\s*(?:of|/)\s*\d+)?\W*|\s*[-–—]\s*\d+\s*[-–—]\s*",
    re.IGNORECASE,
)


_LISTED = 2  # different markings below each other that are no list yet
_APART = 2  # lines from one to the next of a list
_IN_FRONT = frozenset({"prefixed", "suffixed", "keyed", "bracketed"})
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Hit:
    """A marking where one counts.

    Attributes:
        action: the marking's own, or a milder one where it is doubtful.
        rank: how many markings stand before it in the same line.
        span: the line in the text; empty for a marking that stands outside of it.
    """

    marking: Marking
    action: MarkingAction
    span: Span = _NOWHERE
    rank: int = 0

    @property
    def severity(self) -> int:
        """0 for the severest."""
        return SEVEREST_FIRST.index(self.action)


@dataclass(frozen=True, slots=True)
class _Place:
    """A line and where it stands.

    Attributes:
        number: among the lines that are not blank.
        is_edge: whether it is among the first or last lines of a page.
        is_opening: whether it is among the very first lines of a page.
    """

    number: int
    span: Span
    line: Line
    is_edge: bool
    is_opening: bool


@dataclass(frozen=True, slots=True)
class _Claim:
    """A line that is a marking if nothing around it speaks against it.

    Attributes:
        rule: which place of a line it was found in.
    """

    place: _Place
    run: Run
    rule: str


class MarkingFinder:
    """Finds what a text is marked as."""

    def __init__(self, rules: SensitivityRules) -> None:
        self._lines = LineRules(rules)
        self._messages = MessageRules(rules, self._lines)

    def in_text(self, text: str) -> list[Hit]:
        """Find the markings of a text whose pages may be parted by form feeds."""
        places = self._placed(text)
        candidates = [one for one in places if self._lines.markings.may_occur_in(one.line.text)]
        broken = list(self._broken(places))
        taken = {one.place.number + step for one in broken for step in (0, 1)}
        claims = [
            claim
            for one in candidates
            if one.number not in taken and (claim := self._claim(one, places))
        ]
        claims.extend(broken)
        return [
            replace(hit, span=claim.place.span)
            for claim in self._undisputed(claims, places)
            for hit in _hits(claim)
        ]

    def in_field(self, text: str) -> list[Hit]:
        """Find the marking that a document states of itself in a field for it."""
        run = self._lines.markings.whole(uncovered(text).text)
        return [Hit(one, one.action) for one in run.markings] if run else self.in_text(text)

    def in_heading(self, text: str) -> list[Hit]:
        """Find the markings of a heading, which is rather about them than marked."""
        return [
            replace(hit, action=MarkingAction.HOLD) if hit.action is MarkingAction.BLOCK else hit
            for hit in self.in_text(text)
            if hit.action is not MarkingAction.UNATTRIBUTED
        ]

    def _placed(self, text: str) -> list[_Place]:
        pages: list[list[tuple[Span, Line]]] = [[]]
        for span in _spans(text):
            raw = text[span.start : span.end]
            if _PAGE_NUMBER.fullmatch(raw):
                pages.append([])
            if raw.strip():
                pages[-1].append((span, uncovered(_shortened(raw))))
        placed: list[_Place] = []
        for page in pages:
            last = len(page) - EDGE_LINES
            for at, (span, line) in enumerate(page):
                edge, opening = at < EDGE_LINES or at >= last, at < OPENING_LINES
                placed.append(_Place(len(placed), span, line, edge, opening))
        return placed

    def _claim(self, place: _Place, places: Sequence[_Place]) -> _Claim | None:
        line, lines, messages = place.line, self._lines, self._messages
        before = places[place.number - 1].line if place.number else None
        if before and lines.is_key(before.text) and (run := lines.markings.enclosed(line.text)):
            return _Claim(place, run, "keyed")
        if (run := lines.lone(line)) and _is_shown(run, place, places):
            return _Claim(place, run, "lone")
        anywhere: tuple[tuple[str, Callable[[Line], Run | None]], ...] = (
            ("keyed", lines.keyed),
            ("stated", messages.stated),
        )
        at_edges = (("beside", lines.beside), ("bracketed", messages.bracketed))
        opening = (
            ("sentence", messages.sentence),
            ("prefixed", messages.prefixed),
            ("suffixed", messages.suffixed),
        )
        rules = anywhere
        if place.is_edge and not line.table:
            begins = place.is_opening or messages.is_subject(line)
            rules += at_edges + (opening if begins else opening[:1])
        found = ((name, rule(line)) for name, rule in rules)
        return next((_Claim(place, run, name) for name, run in found if run), None)

    def _broken(self, places: Sequence[_Place]) -> Iterator[_Claim]:
        """Yield markings that were broken over two lines."""
        for one, other in pairwise(places):
            parts = (one.line.text, other.line.text)
            if not one.is_edge or not all(_is_short_capitals(part) for part in parts):
                continue
            hyphened = (parts[0][:-1] + parts[1],) if parts[0].endswith("-") else ()
            for joined in (" ".join(parts), *hyphened):
                run = self._lines.markings.whole(joined)
                if run and len(run.markings) == 1 and run.end >= len(joined.rstrip(" .")):
                    yield _Claim(one, run, "lone")
                    break

    def _undisputed(self, claims: Sequence[_Claim], places: Sequence[_Place]) -> Iterator[_Claim]:
        groups = _grouped(claims)
        counts = Counter(c.run.severest.label for c in claims if c.rule == "lone")
        for claim in claims:
            repeated = counts[claim.run.severest.label] > 1
            if claim.rule == "lone" and not claim.place.is_edge and not repeated:
                continue
            listed = groups[claim.place.number].lists(claim, len(places))
            if not listed and not _is_excepted(claim, places):
                yield claim


def _hits(claim: _Claim) -> Iterator[Hit]:
    heads = claim.place.line.heading and claim.rule == "lone"
    for rank, marking in enumerate(claim.run.markings):
        action = marking.action
        if heads and action is MarkingAction.BLOCK:
            action = MarkingAction.HOLD
        if not (heads and action is MarkingAction.UNATTRIBUTED):
            yield Hit(marking, action, rank=rank)


def _is_shown(run: Run, place: _Place, places: Sequence[_Place]) -> bool:
    """Tell whether a lone line is written as markings are, not as a word by itself."""
    if run.is_capital or (run.is_phrase and place.is_edge):
        return True
    outermost = place.number in {0, len(places) - 1} and not place.line.bullet
    return outermost and len(places) > 1 and not (run.is_lower and run.severest.also_a_word)


@dataclass(frozen=True, slots=True)
class _Group:
    """Claims with nothing but markings, and at most one line each, between them.

    Attributes:
        labels: of the claims of each rule.
        claims: how many there are of each rule.
        bullets: whether the claims of each rule are items of a list; both when they differ.
    """

    labels: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    claims: Counter[str] = field(default_factory=Counter)
    bullets: dict[str, set[bool]] = field(default_factory=lambda: defaultdict(set))

    def add(self, claim: _Claim) -> None:
        self.labels[claim.rule].add(claim.run.severest.label)
        self.claims[claim.rule] += 1
        self.bullets[claim.rule].add(claim.place.line.bullet)

    def lists(self, claim: _Claim, lines: int) -> bool:
        """Tell whether these lines list the markings there are, in a text of so many lines."""
        if claim.place.line.heading:
            return False
        labels, together = self.labels[claim.rule], set().union(*self.labels.values())
        if set(self.claims) == {"lone", "prefixed"} and len(together) > _LISTED:
            return True
        if claim.rule in _IN_FRONT or claim.place.line.bullet:
            return len(labels) > 1 and len(self.bullets[claim.rule]) == 1
        return claim.rule == "lone" and len(labels) > _LISTED and lines > self.claims["lone"]


def _grouped(claims: Iterable[_Claim]) -> dict[int, _Group]:
    """Return the group of each line that is claimed."""
    groups: dict[int, _Group] = {}
    last, group = -_APART, _Group()
    for claim in sorted(claims, key=lambda one: one.place.number):
        if claim.place.number - last > _APART:
            group = _Group()
        last = claim.place.number
        group.add(claim)
        groups[last] = group
    return groups


def _is_excepted(claim: _Claim, places: Sequence[_Place]) -> bool:
    at = claim.place.number
    around = [one.line.text for one in places[max(0, at - 3) : at + 4]]
    return claim.rule == "lone" and any(
        pattern.search(line)
        for marking in claim.run.markings
        for pattern in marking.unless
        for line in around
    )


def _is_short_capitals(text: str) -> bool:
    return len(text) <= 30 and any(c.isalpha() for c in text) and text == text.upper()  # noqa: PLR2004


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for match in _BREAKS.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def _shortened(raw: str) -> str:
    if len(raw) <= 2 * MAX_CHARS:
        return raw
    return f"{raw[:MAX_CHARS]} … {raw[-MAX_CHARS // 2 :]}"
