"""Is this line a marking? A marking is a line, not a word."""

import re
from collections.abc import Iterator

from knowledge.models.sensitivity import SensitivityRules
from knowledge.text.disguise import Line
from knowledge.text.marking_runs import JUNK, Markings, Run, first_match

_AFTER_VALUE = re.compile(r"\s*$|\s*[|;:,.(\[\]]|\s+-+\s|\s{2,}|\t")
_DESCRIBED = re.compile(r"\s*[|;].*|\s*[-:/(\[]+\s*[A-Z][\w ]{2,30}\W*")
_KEY_SIGN = re.compile(r"\s*(?:[:=|>,]+-?|\.{2,}|-+>?(?=\s|\w)|\s-+|\bis\b)\s*[\[({\"'“]?\s*")
_KEY_GAP = re.compile(r"\s+[\[({\"'“]?\s*")
_PLEASE = re.compile(r"\s+please\W*$", re.IGNORECASE)
_FIELDS = re.compile(r"\s*[;|,]\s+")
_DIVIDERS = re.compile(r"\s*[|•·,/]\s*|\s+-+\s+|\s{2,}")


class LineRules:
    """Places of a line where a marking counts."""

    def __init__(self, rules: SensitivityRules) -> None:
        self.markings = Markings(rules)
        places = rules.places
        self._keys, self._fields = places.keys, places.fields
        self._prose, self._mentions = places.prose, places.mentions
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
        """A marking stands in a column of its own, or at an end of the line or at both."""
        if line.table or line.text.endswith("?"):
            return None
        return self._in_column(line) or self._at_both_ends(line) or self._at_the_end(line)

    def keyed(self, line: Line) -> Run | None:
        """A marking stands after a classification key."""
        for before, cell in zip(("", *line.cells), line.cells, strict=False):
            is_value = before and self.is_key(before)
            if is_value and (run := self.markings.enclosed(cell, spaced=line.spaced)):
                return run
        fields = dict.fromkeys((*line.cells, line.text, *_FIELDS.split(line.text)))
        found = (self.valued(field, spaced=line.spaced) for field in fields)
        return next((run for run in found if run), None)

    def is_key(self, text: str) -> bool:
        """Tell whether a text is a classification key by itself."""
        bare = text.strip(JUNK)
        return any(key.fullmatch(bare) for key in (*self._keys, *self._fields))

    def is_prose(self, text: str) -> bool:
        """Tell whether a text speaks as sentences about markings do, and titles do not."""
        return any(one.search(text) for one in self._prose)

    def valued(self, text: str, *, spaced: bool = False) -> Run | None:
        """Return the marking of a text that is a key, a sign and a marking."""
        bare = text.lstrip(JUNK)
        key, field = first_match(self._keys, bare), first_match(self._fields, bare)
        is_key = key is not None and (field is None or key.end() >= field.end())
        name = key if is_key else field
        sign = _KEY_SIGN.match(bare, name.end()) if name else None
        gap = sign or (_KEY_GAP.match(bare, name.end()) if name else None)
        if name is None or gap is None:
            return None
        run = self.markings.run(bare, gap.end(), spaced=spaced)
        if run is None:
            return self.markings.enclosed(bare[gap.end() :]) if sign else None
        rest = _PLEASE.sub("", bare[run.end :].lstrip("\"'”)]}"))
        if run.is_list or not (is_key or run.is_plain):
            return None
        loud = name.group().isupper() and not run.is_lower
        return (
            run
            if self._is_value(
                run, rest, signed=bool(sign) or name.group().endswith(" as"), loud=loud
            )
            else None
        )

    def _is_value(self, run: Run, rest: str, *, signed: bool, loud: bool) -> bool:
        if not rest.strip(JUNK) or self.is_furniture(rest):
            return signed or (run.is_plain and not run.is_lower) or loud
        exact = run.is_capital or run.is_phrase or _DESCRIBED.fullmatch(rest)
        return signed and bool(exact and _AFTER_VALUE.match(rest))

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
        cells = line.cells if len(line.cells) > 1 else tuple(_DIVIDERS.split(line.text))
        if len(cells) < 2:  # noqa: PLR2004 - one column is the whole line
            return None
        first, last = cells[0], cells[-1]
        for place, cell in enumerate(cells):
            run = self.markings.whole(cell, spaced=line.spaced)
            if run is None or not (run.is_capital or run.is_plain or first == last):
                continue
            outer = cells == line.cells and place in {0, len(cells) - 1} and not run.is_lower
            others = [one for one in cells if one is not cell]
            if outer or self._are_head_or_foot(others):
                return run
        return None

    def _are_head_or_foot(self, cells: list[str]) -> bool:
        """Tell whether some of the cells are page numbers and the like, and none a sentence."""
        return any(self.is_furniture(one) for one in cells if one) and not any(
            self.is_prose(one) or self.markings.run(one) for one in cells
        )

    def _at_both_ends(self, line: Line) -> Run | None:
        text = line.text.strip(JUNK)
        first = self.markings.run(text, spaced=line.spaced)
        if first is None or not first.is_capital or first.is_list:
            return None
        for start in _word_starts(text, first.end):
            last = self.markings.whole(text[start:], spaced=line.spaced)
            if last and last.is_capital and last.severest.label == first.severest.label:
                return None if self.is_prose(text[first.end : start]) else first
        return None

    def _at_the_end(self, line: Line) -> Run | None:
        """A title, then a marking that signs hold together, then at most a page number."""
        text = self._after.sub("", line.text, count=1).strip(JUNK)
        if text == text.upper() or self.is_prose(text):
            return None
        for start in _word_starts(text, 1):
            run = self.markings.whole(text[start:])
            if run and run.is_capital and run.is_written_as_one:
                before = text[:start].split()
                mentioned = any(
                    one.fullmatch(word) for one in self._mentions for word in before[-1:]
                )
                return None if mentioned or len(before) < 2 else run  # noqa: PLR2004
        return None


def _word_starts(text: str, behind: int) -> Iterator[int]:
    """Yield where words begin in the last 100 characters, the first one first."""
    for match in re.finditer(r"(?<=[\s|\[(/-])\w", text[max(behind, len(text) - 100) :]):
        yield max(behind, len(text) - 100) + match.start()
