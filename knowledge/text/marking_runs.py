"""A marking with what belongs to it: `OFFICIAL-SENSITIVE [COMMERCIAL] - RECIPIENTS ONLY`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.models.sensitivity import Marking, MarkingAction, SensitivityRules

SEVEREST_FIRST = (
    MarkingAction.BLOCK,
    MarkingAction.HOLD,
    MarkingAction.UNATTRIBUTED,
    MarkingAction.ALLOW,
    MarkingAction.ALLOW_PUBLIC,
)
JUNK = " \t|=-:;.,!\"'“”‘’«»<>[](){}/\\•·+#^%@$~*§©"
_BETWEEN = re.compile(r"[\s|=:;.,&+/\[\](){}•·-]*")
_TAIL = re.compile(r"\s*[-:/\[(]+\s*([A-Z0-9][A-Z0-9 &/',.-]{1,60})[\])]*")
_ENUMERATED = 3  # tiers in one line that list them rather than mark it


@dataclass(frozen=True, slots=True)
class Run:
    """One or more markings side by side.

    Attributes:
        markings: in the order of the text.
        text: as it stands in the line.
        end: offset behind it.
    """

    markings: tuple[Marking, ...]
    text: str
    end: int

    @property
    def severest(self) -> Marking:
        """The marking that decides."""
        return severest(self.markings)

    @property
    def is_capital(self) -> bool:
        """Whether it stands in capitals, as markings do and words do not."""
        return self.text == self.text.upper()

    @property
    def is_lower(self) -> bool:
        """Whether it has no capital at all."""
        return self.text == self.text.lower()

    @property
    def is_phrase(self) -> bool:
        """Whether it is more than a single word, so that it is hardly written by chance."""
        return not self.text.isalpha()

    @property
    def is_plain(self) -> bool:
        """Whether it is a marking even in small letters: no ordinary word or title."""
        return not self.severest.also_a_word or self.is_capital

    @property
    def is_written_as_one(self) -> bool:
        """Whether signs hold its words together, as in `TLP:RED`."""
        return any(sign in self.text for sign in "-:/[")

    @property
    def is_list(self) -> bool:
        """Whether it names the tiers one after the other."""
        return len({one.label for one in self.markings}) >= _ENUMERATED


def severest(markings: Iterable[Marking]) -> Marking:
    """Return the severest; of equally severe ones, the first."""
    return min(markings, key=lambda one: SEVEREST_FIRST.index(one.action))


class Markings:
    """Finds a community's markings in a line that was uncovered."""

    def __init__(self, rules: SensitivityRules) -> None:
        self._forms = [_Form(one) for one in rules.markings if one.patterns]
        sources = [one.pattern for marking in rules.markings for one in marking.patterns]
        self._strict, self._loose = _any_of(sources), _any_of([_loose(one) for one in sources])
        self._short = [(one, short) for one in rules.markings for short in one.short]
        shorts = "|".join(f"(?:{short.pattern})" for _, short in self._short)
        self._short_hint = re.compile(rf"(?<!\w)(?:{shorts or '(?!)'})(?!\w)")
        needs = [form.needs for form in self._forms]
        hints = "|".join(re.escape(one) for some in needs for one in some)
        self._hint = re.compile(hints if all(needs) else "")
        self._qualifiers = [_bounded(pattern) for pattern in rules.places.qualifiers]

    def may_occur_in(self, text: str) -> bool:
        """Tell, fast, whether it is worth to look more closely."""
        if not self._forms:
            return False
        return bool(self._hint.search(_squeezed(text)) or self._short_hint.search(text))

    def enclosed(self, text: str, *, spaced: bool = False) -> Run | None:
        """Return the run that makes up what stands in brackets or behind a key."""
        if run := self.whole(text, spaced=spaced):
            return run
        bare = text.strip(JUNK)
        found = [one for one, short in self._short if short.fullmatch(bare)]
        return (
            Run(tuple(found), bare, len(bare))
            if found and (bare == bare.upper() or " " in bare)
            else None
        )

    def run(self, text: str, start: int = 0, *, spaced: bool = False) -> Run | None:
        """Return the run of markings that begins at `start`, or None."""
        if not (self._loose if spaced else self._strict).match(text, start):
            return None
        squeezed = _squeezed(text[start:])
        forms = [form for form in self._forms if form.may_occur_in(squeezed)]
        found: list[Marking] = []
        at = end = start
        while True:
            here, stop = _longest(forms, text, at, spaced=spaced)
            if found and here and _is_ordinary(here, text[at:stop]):
                break
            found.extend(here)
            if not here and found:
                stop = self._qualified(text, at)
            if stop <= at:
                break
            end = stop
            at = _behind_signs(text, stop)
        if not found:
            return None
        first = text[start:end]
        return Run(tuple(found), first, end)

    def whole(self, text: str, *, spaced: bool = False) -> Run | None:
        """Return the run that makes up the whole text but for signs and capitals behind it."""
        bare = text.strip(JUNK)
        run = self.run(bare, spaced=spaced)
        if run is None or run.is_list:
            return None
        rest = bare[run.end :]
        if not rest.strip(JUNK):
            return run
        return run if run.is_capital and _TAIL.fullmatch(rest) else None

    def _qualified(self, text: str, at: int) -> int:
        ends = [match.end() for one in self._qualifiers if (match := one.match(text, at))]
        return max(ends, default=at)


class _Form:
    """How a marking is written."""

    def __init__(self, marking: Marking) -> None:
        self.marking = marking
        self.needs = marking.needs
        self._never = [_bounded(one) for one in marking.never]
        self._strict = [_bounded(one) for one in marking.patterns]
        self._loose = [_bounded(one, spaces_optional=True) for one in marking.patterns]

    def may_occur_in(self, squeezed: str) -> bool:
        """Tell whether the marking can stand in a text without spaces and capitals."""
        return not self.needs or any(need in squeezed for need in self.needs)

    def end_at(self, text: str, at: int, *, spaced: bool) -> int:
        """Return where the marking ends that begins at `at`, or `at` when none does."""
        if any(one.match(text, at) for one in self._never):
            return at
        tried = self._loose if spaced else self._strict
        return max((match.end() for one in tried if (match := one.match(text, at))), default=at)


def _longest(
    forms: Sequence[_Form], text: str, at: int, *, spaced: bool
) -> tuple[list[Marking], int]:
    """Return the longest marking at a place, and what must be blocked within it, and its end."""
    ends = [(form.end_at(text, at, spaced=spaced), form.marking) for form in forms]
    end = max((stop for stop, _ in ends), default=at)
    if end <= at:
        return [], at
    longest = next(marking for stop, marking in ends if stop == end)
    within = [one for stop, one in ends if at < stop < end and one.action is MarkingAction.BLOCK]
    barred = longest.action is MarkingAction.BLOCK
    return [longest] if barred else [longest, *within], end


def _is_ordinary(markings: Sequence[Marking], text: str) -> bool:
    return text == text.lower() and all(one.also_a_word for one in markings)


def _squeezed(text: str) -> str:
    return text.lower().replace(" ", "")


def _behind_signs(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _any_of(sources: Sequence[str]) -> re.Pattern[str]:
    # A name may stand in several patterns, yet only once in one.
    unnamed = [re.sub(r"\(\?P<\w+>", "(?:", one) for one in sources]
    either = "|".join(f"(?:{one})(?!\\w)" for one in unnamed)
    return re.compile(either or r"(?!)", re.IGNORECASE)


def _bounded(pattern: re.Pattern[str], *, spaces_optional: bool = False) -> re.Pattern[str]:
    source = _loose(pattern.pattern) if spaces_optional else pattern.pattern
    return re.compile(rf"(?:{source})(?!\w)", re.IGNORECASE)


def _loose(source: str) -> str:
    """Let each space of a pattern be missing, but for those beside a wildcard.

    Without them, any number of words could be found in a single long one, in ever so many ways.
    """
    return re.sub(r"(?<![+*}]) (?![?*+{.\[\\])", " ?", source)


def first_match(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """Return the longest match at the text's beginning, or None."""
    matches = [match for one in patterns if (match := one.match(text))]
    return max(matches, key=lambda match: match.end(), default=None)
