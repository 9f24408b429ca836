"""Sentences as spans of a text, so that a quote is always a verbatim slice of it."""

import re
from collections.abc import Iterator

import sentencex

from knowledge.models.documents import Span

LONG = 400
"""Characters from which a sentence is also split at semicolons."""

_SHORT = 40
"""Characters below which what a semicolon ends is not worth a sentence of its own."""

_WINDOW = 4_000
"""Characters given to the segmenter at once; its time grows faster than the text."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SEMICOLON = re.compile(r";\s+")
_MARKER = r"(?:[-–—•◦▪‣*+]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])"
_LIST_MARKER = re.compile(_MARKER, re.IGNORECASE)
_MARKED_ITEM = re.compile(rf"\s*{_MARKER}\s+", re.IGNORECASE)
_BEFORE = r"(?:^|[\s(\[“‘\"'])"
# British abbreviations that the segmenter does not know.
_TITLE = re.compile(_BEFORE + r"(?:Ms|Mx|Revd|Cllr|Ch|Dep|Cdr|Comdt|Sqn|Bt)\.$")
_REFERENCE = re.compile(
    _BEFORE + r"(?:(?:para|ch|sec|art|sch|cl|reg|fig|eq|tab|vol|ed|ref|app|pt)s?|"
    r"ss|annex|fn|nn|tel|rm|approx|est|circa|max|avg|wt)\.$",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(_BEFORE + r"(?:incl|excl|resp|cp|aka)\.$", re.IGNORECASE)
_CLOSERS_ONLY = re.compile(r"[\s.!?…,;:)\]}»”’\"']+")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Split an English text into sentences.

    A line break always ends a sentence; abbreviations, initials and decimal numbers do not. A
    sentence of more than `LONG` characters is also split at its semicolons.

    Returns:
        Spans in order that do not overlap, hold no outer whitespace and together cover every
        character that is not whitespace. Empty for an empty text.
    """
    safe = _SURROGATE.sub("\ufffd", text)
    return tuple(
        Span(*part)
        for line in _LINE.finditer(safe)
        for sentence in _line_sentences(safe, *line.span())
        for part in _short_parts(safe, *sentence)
    )


def _line_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the trimmed sentences of one line, joined again where an abbreviation parted them."""
    pending: tuple[int, int] | None = None
    for piece in _items_and_segments(text, start, end):
        trimmed = _trimmed(text, *piece)
        if trimmed is None:
            continue
        if pending is None:
            pending = trimmed
        elif _belong_together(text, pending, trimmed):
            pending = (pending[0], trimmed[1])
        else:
            yield pending
            pending = trimmed
    if pending is not None:
        yield pending


def _items_and_segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a leading list marker by itself: the segmenter takes such a line for one sentence."""
    marker = _MARKED_ITEM.match(text, start, end)
    if marker:
        yield marker.span()
    yield from _segments(text, marker.end() if marker else start, end)


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the segmenter's sentences of `text[start:end]`, window by window."""
    while start < end:
        stop = _window_end(text, start, end)
        lengths = [len(part) for part in sentencex.segment("en", text[start:stop])]
        if stop < end and len(lengths) > 1:
            lengths.pop()  # it may go on beyond the window
        for length in lengths:
            yield start, start + length
            start += length


def _window_end(text: str, start: int, end: int) -> int:
    if end - start <= _WINDOW:
        return end
    space = text.rfind(" ", start + 1, start + _WINDOW)
    return space + 1 if space > 0 else start + _WINDOW


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    body = piece.strip()
    if not body:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(body)


def _belong_together(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    left, right = text[first[0] : first[1]], text[second[0] : second[1]]
    if _LIST_MARKER.fullmatch(left) or _CLOSERS_ONLY.fullmatch(right):
        return True
    tail, begins = left[-12:], right[0]
    return bool(
        _EXPLANATION.search(tail)
        or (_TITLE.search(tail) and begins.isupper())
        or (_REFERENCE.search(tail) and begins.isdigit())
    )


def _short_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence, or its parts between semicolons when it is a long one."""
    if end - start > LONG:
        for semicolon in _SEMICOLON.finditer(text, start, end):
            if semicolon.start() - start >= _SHORT:
                yield start, semicolon.start() + 1
                start = semicolon.end()
    yield start, end
