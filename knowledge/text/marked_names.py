"""Markings in the names of files: `Report_OFFICIAL-SENSITIVE.docx`, `minutes-TLP-AMBER.pdf`."""

import re
import unicodedata
from pathlib import PurePath
from urllib.parse import unquote

from knowledge.models.sensitivity import Marking, MarkingAction, SensitivityRules
from knowledge.text.disguise import uncovered
from knowledge.text.marking_runs import Markings, Run

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"[\[({](?P<inside>[^\[\](){}]{2,60})[\])}]")
_PARTS = re.compile(r"[^\W_]+")
_SAYING = 3  # words that hardly stand together by chance
_ABBREVIATION = 5  # letters that may as well be a word: “les”
_STRONG_SIGNS = ("_", " - ", "--", "[", "(", "{")


class MarkedNames:
    """Reads markings from names of files."""

    def __init__(self, rules: SensitivityRules) -> None:
        self._markings = Markings(rules)
        places = rules.places
        self._about, self._mentions, self._explains = places.about, places.mentions, places.explains

    def of(self, filename: str) -> tuple[Marking, ...]:
        """Return the markings in a file's name, with or without its folders."""
        path = PurePath(unquote(filename).replace("\\", "/"))
        for folder in path.parts[:-1]:
            run = self._markings.whole(folder.replace("_", " "))
            if run and run.is_plain:
                return run.markings
        stem = _SUFFIX.sub("", path.name)
        name = unicodedata.normalize("NFKC", stem)
        for match in _BRACKETS.finditer(name):
            if run := self._markings.enclosed(match["inside"].replace("_", " ")):
                return run.markings
        if run := self._written_out(_CAMEL.sub(" ", name)):
            return run.markings
        return ()

    def _written_out(self, name: str) -> Run | None:
        shouted = name == name.upper()
        # In capitals throughout, what a dash joins to a marking is rather another word.
        readings = (_spaced(name),) if shouted else (re.sub(r"[._]", "-", name), _spaced(name))
        for part in _PARTS.finditer(name):
            for plain in readings:
                run = self._markings.run(plain, part.start())
                if run and self._is_mentioned(name[: part.start()], name[run.end :]):
                    return None
                if run and self._counts(run, name, part.start(), shouted=shouted):
                    return run
        seen = uncovered(readings[-1]).text
        return self._written_out(seen) if len(seen) < len(name) else None

    def _counts(self, run: Run, name: str, start: int, *, shouted: bool) -> bool:
        before, after = name[:start], name[run.end :]
        if run.is_capital and not shouted:
            return True
        if any(word.search(_spaced(part)) for word in self._about for part in (before, after)):
            return False
        if not before and not after:
            named = run.severest.action is MarkingAction.UNATTRIBUTED
            return not named and (run.is_phrase or not run.is_lower)
        if run.is_phrase and run.is_plain:
            return _is_apart(run, before, after)
        ends = bool(before) and not after
        long = run.is_plain and len(run.text) > _ABBREVIATION
        signs = before.endswith(_STRONG_SIGNS) or after.startswith(_STRONG_SIGNS)
        inside = bool(before and after)
        return (ends and (long or signs)) or (
            not inside and signs and " - " in before[-3:] + after[:3]
        )

    def _is_mentioned(self, before: str, after: str) -> bool:
        """Tell whether the name speaks of the marking, as `guide to SECRET` does."""
        words = _spaced(before).split()[-1:]
        if any(one.fullmatch(word) for one in self._mentions for word in words):
            return True
        return any(one.match(_spaced(after).lstrip()) for one in self._explains)


def _is_apart(run: Run, before: str, after: str) -> bool:
    """Tell whether a marking of several words is no part of a longer saying."""
    if before and after:
        return before.endswith(_STRONG_SIGNS) and after.startswith(_STRONG_SIGNS)
    tied = any(sign in run.severest.label for sign in ":-")
    return not (after and run.is_lower) or tied or len(_spaced(run.text).split()) >= _SAYING


def _spaced(name: str) -> str:
    return re.sub(r"[._-]", " ", name)
