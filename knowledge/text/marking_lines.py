"""Is this line a marking? A marking is a line, not a word."""

import re
from collections.abc import Iterator

from knowledge.models.sensitivity import MarkingAction, SensitivityRules
from knowledge.text.disguise import Line
from knowledge.text.marking_runs import JUNK, Markings, Run, first_match

MAX_WORDS = 14
"""Words of a title that a marking may stand beside."""

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_AFTER_VALUE = re.compile(r"\s*$|\s*[|;,.(\[\]]|\s+-+\s|\s{2,}|\t")
_AFTER_STATED = re.compile(
    r"\s*$|\s*[.,;:!)(\[\]]|\s+-+\s|\s+(?:and|until|when|so|because|but|please|to|for|do not"
    r"|information|materials?|data|content)\b"
)
_AFTER_WORD = re.compile(r"\s*$|\s*[.;!](?:\s|$)")
_DESCRIBED = re.compile(r"\s*[|;].*|\s*[-:/(\[]+\s*[A-Z][\w ]{2,30}\W*")
_KEY_SIGN = re.compile(r"\s*(?:[:=|]|-+(?=\s|\w)|\s-+)\s*[\[({\"'“]?\s*")
_KEY_GAP = re.compile(r"\s+[\[({\"'“]?\s*")
_SUBJECT_LINE = re.compile(
    r"(?:\W*(?:subject|re|fwd?|aw|wg|title|file ?name|attachment)\s*:\s*)+", re.IGNORECASE
)
_BRACKETED = re.compile(r"[\s\"'“]*[\[({<]+(?P<inside>[^\[\](){}<>]{2,80})[\])}>]+\s*[-:–]?\s*")
_SUFFIXED = re.compile(r".*\s[\[](?P<inside>[^\[\]]{2,80})\]\s*")
_DIVIDED = re.compile(r"\s*(?:[:|]\s+|\s-+\s+|\s*//+\s*|-{2,}\s*)")
_DASHED_END = re.compile(r"(?P<title>.{3,}?)(?:\s+-+|\s*\||\s*//+|\s*:)\s+(?P<end>.{2,80})")


class LineRules:
    """Places of a line where a marking counts."""

    def __init__(self, rules: SensitivityRules) -> None:
        self.markings = Markings(rules)
        places = rules.places
        self._keys, self._subjects = places.keys, places.subjects
        self._prose, self._explains = places.prose, places.explains
        self._predicates = places.predicates
        furniture = "|".join(f"(?:{one.pattern})" for one in places.furniture)
        self._furniture = re.compile(rf"(?:{furniture})", re.IGNORECASE)
        self._before = re.compile(rf"^\W*(?:{furniture})(?:\s+|\W*[|:-]\W*)", re.IGNORECASE)
        self._after = re.compile(rf"(?:\s+|\W*[|:-]\W*)(?:{furniture})\W*$", re.IGNORECASE)

    def is_furniture(self, text: str) -> bool:
        """Tell whether a text is a page number, a version or a date."""
        return not text.strip(JUNK) or bool(self._furniture.fullmatch(text.strip(JUNK)))

    def lone(self, line: Line) -> Run | None:
        """The line is a marking and nothing else, but for page numbers and the like."""
        whole = self.markings.whole(line.text, spaced=line.spaced)
        if whole:
            return whole
        run = self._without_furniture(line)
        return run if run and (run.is_phrase or not run.is_lower) else None

    def beside(self, line: Line) -> Run | None:
        """A marking stands in a column of its own, or at both ends of the line."""
        if line.table or line.text.endswith("?"):
            return None
        return self._in_column(line) or self._at_both_ends(line)

    def keyed(self, line: Line) -> Run | None:
        """A marking stands after a classification key."""
        for before, cell in zip(("", *line.cells), line.cells, strict=False):
            is_value = before and self.is_key(before)
            if is_value and (run := self.markings.whole(cell, spaced=line.spaced)):
                return run
            if run := self._valued(cell, spaced=line.spaced):
                return run
        return self._valued(line.text, spaced=line.spaced)

    def is_key(self, text: str) -> bool:
        """Tell whether a text is a classification key by itself."""
        bare = text.strip(JUNK)
        return any(key.fullmatch(bare) for key in self._keys)

    def stated(self, line: Line) -> Run | None:
        """A sentence says that the document is marked."""
        for sentence in _SENTENCES.split(line.text):
            bare = sentence.lstrip(JUNK)
            subject = first_match(self._subjects, bare)
            if subject is None or sentence.endswith("?"):
                continue
            start = (
                subject.end()
                + len(bare[subject.end() :])
                - len(bare[subject.end() :].lstrip(" :\"'“(["))
            )
            spoken = start > subject.end()
            run = self.markings.run(bare, start, spaced=line.spaced) if spoken else None
            if run and _ends_well(run, bare[run.end :].lstrip("\"'”)]")):
                return run
        return None

    def sentence(self, line: Line) -> Run | None:
        """A whole sentence says under what rule something was said."""
        for sentence in _SENTENCES.split(line.text):
            run = self.markings.whole(sentence) if sentence[-1:] != "?" else None
            if run and run.severest.action is MarkingAction.UNATTRIBUTED:
                return run
        return None

    def bracketed(self, line: Line) -> Run | None:
        """A message or its subject begins with a marking in brackets."""
        text = _SUBJECT_LINE.sub("", line.text, count=1)
        match = _BRACKETED.match(text)
        if match is None:
            return None
        if any(one.match(text, match.end()) for one in self._predicates):
            return None
        run = self.markings.whole(match["inside"], spaced=line.spaced)
        if run is None or (run.is_lower and "(" in match.group()):
            return None
        return run

    def prefixed(self, line: Line) -> Run | None:
        """A text or its subject begins with a marking in capitals, divided from what follows."""
        text = _SUBJECT_LINE.sub("", line.text, count=1).lstrip(JUNK)
        run = self.markings.run(text, spaced=line.spaced)
        if run is None or not run.is_capital or run.is_list or text.endswith("?"):
            return None
        rest = text[run.end :].lstrip("\"'”)]")
        divided = _DIVIDED.match(rest)
        if divided:
            return None if self._is_explained(rest[divided.end() :]) else run
        goes_on = line.lead == run.text or re.match(r"\s+[A-Z][a-z]", rest)
        if goes_on and run.is_written_as_one and not self._prose_in(rest[:80]):
            return run
        return None

    def suffixed(self, line: Line) -> Run | None:
        """A title or a subject ends with a marking in square brackets or behind a dash."""
        text = _SUBJECT_LINE.sub("", line.text, count=1)
        if len(text.split()) > MAX_WORDS or text.endswith("?") or self._prose_in(text):
            return None
        match = _SUFFIXED.fullmatch(text)
        if match and (run := self.markings.whole(match["inside"])):
            return run
        if text != line.text and (run := self._in_last_brackets(text)):
            return run
        dashed = _DASHED_END.fullmatch(text)
        run = self.markings.whole(dashed["end"]) if dashed else None
        return run if run and run.is_capital else None

    def _in_last_brackets(self, text: str) -> Run | None:
        match = re.fullmatch(r".*\((?P<inside>[^()]{2,80})\)\s*", text)
        return self.markings.whole(match["inside"]) if match else None

    def _without_furniture(self, line: Line) -> Run | None:
        text = line.text
        for _ in range(3):
            shorter = self._after.sub("", self._before.sub("", text, count=1), count=1)
            run = self.markings.whole(shorter, spaced=line.spaced)
            if run or shorter == text:
                return run
            text = shorter
        return None

    def _in_column(self, line: Line) -> Run | None:
        if len(line.cells) < 2:  # noqa: PLR2004 - one column is the whole line
            return None
        first, last = line.cells[0], line.cells[-1]
        for place, cell in enumerate(line.cells):
            run = self.markings.whole(cell, spaced=line.spaced)
            if run is None or not (run.is_capital or (first == last and not run.is_lower)):
                continue
            outer = place in {0, len(line.cells) - 1}
            others = [one for one in line.cells if one is not cell]
            if outer or all(self.is_furniture(one) for one in others):
                return run
        return None

    def _at_both_ends(self, line: Line) -> Run | None:
        text = line.text.strip(JUNK)
        first = self.markings.run(text, spaced=line.spaced)
        if first is None or not first.is_capital:
            return None
        for start in _word_starts(text, first.end):
            last = self.markings.whole(text[start:], spaced=line.spaced)
            if last and last.is_capital and last.severest.label == first.severest.label:
                return None if self._prose_in(text[first.end : start]) else first
        return None

    def _valued(self, text: str, *, spaced: bool) -> Run | None:
        bare = text.lstrip(JUNK)
        key = first_match(self._keys, bare)
        if key is None:
            return None
        sign = _KEY_SIGN.match(bare, key.end())
        gap = sign or _KEY_GAP.match(bare, key.end())
        run = self.markings.run(bare, gap.end(), spaced=spaced) if gap else None
        if run is None or run.is_list:
            return None
        rest = bare[run.end :].lstrip("\"'”)]}")
        if not rest.strip(JUNK) or self.is_furniture(rest):
            loud = key.group() == key.group().upper() and not run.is_lower
            return run if sign or run.is_capital or loud else None
        if not sign:
            return None
        exact = run.is_capital or run.is_phrase or _DESCRIBED.fullmatch(rest)
        return run if exact and _AFTER_VALUE.match(rest) else None

    def _prose_in(self, text: str) -> bool:
        return any(one.search(text) for one in self._prose)

    def _is_explained(self, rest: str) -> bool:
        bare = rest.lstrip(JUNK)
        return any(one.match(bare) for one in self._explains)


def _ends_well(run: Run, rest: str) -> bool:
    if not run.is_lower:
        return bool(_AFTER_STATED.match(rest))
    barred = run.severest.action in {MarkingAction.BLOCK, MarkingAction.HOLD}
    return barred and bool(_AFTER_WORD.match(rest))


def _word_starts(text: str, behind: int) -> Iterator[int]:
    """Yield where words begin in the last 100 characters, the first one first."""
    for match in re.finditer(r"(?<=[\s|\[(/-])\w", text[max(behind, len(text) - 100) :]):
        yield max(behind, len(text) - 100) + match.start()
