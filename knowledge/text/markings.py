"""Which security marking does a document carry?

A marking is a line, not a word: it stands alone in the first or last lines, in the front matter,
or as the title or a heading. No marking proves nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from knowledge.models.community import Marking, MarkingAction
from knowledge.models.documents import Document

EDGE_LINES = 12
_DASHES = re.compile("[\u2010-\u2015]")
_DECORATION = " \t*_~`>#|"
_SPACED = re.compile(r"(?:\w ){2,}\w")
_SEVEREST_FIRST = (MarkingAction.BLOCK, MarkingAction.HOLD)


def barring_marking(document: Document, markings: Sequence[Marking]) -> Marking | None:
    """Return the severest marking that keeps a document out, or None when nothing does."""
    lines = {normalised(line) for line in _places(document)}
    for action in _SEVEREST_FIRST:
        for marking in markings:
            if marking.action is action and any(_matches(marking, line) for line in lines):
                return marking
    return None


def normalised(line: str) -> str:
    """Undo what hides a marking: width, dashes, decoration, letter-spacing."""
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", line)).strip(_DECORATION)
    if _SPACED.fullmatch(text):
        return text.replace(" ", "")
    return " ".join(text.split())


def _matches(marking: Marking, line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in marking.patterns)


def _places(document: Document) -> Iterator[str]:
    yield document.info.marking
    yield document.info.title
    for section in document.sections:
        yield from section.heading
    lines = list(_lines(section.text for section in document.sections))
    yield from lines[:EDGE_LINES]
    yield from lines[-EDGE_LINES:]


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (line for line in text.splitlines() if line.strip())
