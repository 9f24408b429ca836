"""Markings in the names of files: `Report_OFFICIAL-SENSITIVE.docx`, `minutes-TLP-AMBER.pdf`."""

import re
import unicodedata
from pathlib import PurePath

from knowledge.models.sensitivity import Marking, MarkingAction, SensitivityRules
from knowledge.text.disguise import uncovered
from knowledge.text.marking_runs import Markings, Run

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z]{2})")
_BRACKETS = re.compile(r"[\[({](?P<inside>[^\[\](){}]{2,60})[\])}]")
_PARTS = re.compile(r"[^\W_]+|[_\W]+")
_STRONG_SIGNS = ("_", " - ", "--", "[", "(", "{")


class MarkedNames:
    """Reads markings from names of files."""

    def __init__(self, rules: SensitivityRules) -> None:
        self._markings = Markings(rules)
        self._about = rules.places.about

    def of(self, filename: str) -> tuple[Marking, ...]:
        """Return the markings in a file's name, with or without its folders."""
        path = PurePath(filename.replace("\\", "/"))
        for folder in path.parts[:-1]:
            run = self._markings.whole(folder.replace("_", " "))
            if run and run.is_capital:
                return run.markings
        stem = _SUFFIX.sub("", path.name)
        name = unicodedata.normalize("NFKC", stem)
        for match in _BRACKETS.finditer(name):
            if run := self._markings.whole(match["inside"].replace("_", " ")):
                return run.markings
        if run := self._written_out(_CAMEL.sub(" ", name)):
            return run.markings
        return ()

    def _written_out(self, name: str) -> Run | None:
        shouted = name == name.upper()
        parts = list(_PARTS.finditer(name))
        plain = _plain(name)
        if len(plain) != len(name):
            return self._markings.whole(plain)
        for part in parts:
            if not part.group()[0].isalnum():
                continue
            run = self._markings.run(plain, part.start())
            if run and self._counts(run, name, part.start(), shouted=shouted):
                return run
        return None

    def _counts(self, run: Run, name: str, start: int, *, shouted: bool) -> bool:
        if run.is_capital and not shouted:
            return run.severest.action is not MarkingAction.UNATTRIBUTED or run.end == len(name)
        before, after = name[:start], name[run.end :]
        if any(word.search(_plain(part)) for word in self._about for part in (before, after)):
            return False
        alone = not before and not after
        if alone:
            return run.severest.action is not MarkingAction.UNATTRIBUTED and (
                run.is_phrase or not run.is_lower
            )
        if before and after:
            return False
        divided = before.endswith(_STRONG_SIGNS) or after.startswith(_STRONG_SIGNS)
        if run.is_phrase and (any(sign in run.severest.label for sign in ":-") or not after):
            return True
        return divided and (" - " in before[-3:] + after[:3] or (bool(before) and not after))


def _plain(name: str) -> str:
    text = uncovered(name.replace("_", "-")).text
    spaced = re.sub(r"[._-]", " ", name)
    return spaced if len(spaced) == len(name) else text
