"""The splitter: a document's sections to passages that the embedding model reads whole."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from semchunk.semchunk import chunk as cut

from knowledge.models.documents import Document, Locator, Passage, Section
from knowledge.text.sentences import sentence_spans

PARAGRAPH_BREAK = "\n\n"
HEADING_SHARE = 4
"""A heading path takes at most 1 / HEADING_SHARE of a passage's tokens on top of its text."""

TINY_SHARE = 5
"""A section below 1 / TINY_SHARE of the limit is joined with a neighbour as small as itself."""

CHARS_PER_TOKEN = 16
"""A token stands for no more characters than this: some tokenizers count any word, however
long, as one unknown token."""

LONG_TOKEN = 6
"""A paragraph of more characters a token than this is taken for too long without counting:
English has about five."""

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


class _Piece(NamedTuple):
    """A slice of a section that stays whole."""

    start: int
    end: int
    tokens: int


@dataclass(frozen=True, slots=True)
class _Sizes:
    count_tokens: Callable[[str], int]
    limit: int

    def of(self, text: str) -> int:
        """Return the tokens of a text."""
        return max(self.count_tokens(text), -(-len(text) // CHARS_PER_TOKEN))

    def roughly(self, text: str) -> int:
        """Return the tokens of a text, or more than the limit for one that may be too long."""
        return self.limit + 1 if len(text) > self.limit * LONG_TOKEN else self.of(text)

    def cuts(self, text: str, limit: int) -> list[tuple[int, int]]:
        """Return start and end of parts of at most `limit` tokens."""
        parts = cut(text, limit, self.of, memoize=False, offsets=True)
        return cast("tuple[list[str], list[tuple[int, int]]]", parts)[1]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A section with its paragraphs counted."""

    heading: tuple[str, ...]
    text: str
    paragraphs: tuple[_Piece, ...]
    locators: tuple[Locator, ...]
    apart: bool = False

    @property
    def tokens(self) -> int:
        return sum(paragraph.tokens for paragraph in self.paragraphs)


def split_document(
    document: Document, count_tokens: Callable[[str], int], limit: int = 200
) -> tuple[Passage, ...]:
    """Split a document at its headings, then at paragraphs, then at sentences.

    A passage never crosses a heading, except that neighbouring sections under the same parent
    are joined while they are tiny; their own headings are then joined with a slash. A sentence
    is cut only when it exceeds the limit by itself. Nothing overlaps and nothing but whitespace
    and NUL is left out.

    Args:
        document: as a reader made it.
        count_tokens: of parts that whitespace separates it counts no more together than one by
            one.
        limit: tokens of a passage's text, 40 or more; its heading path may take a quarter more.

    Returns:
        Passages in reading order.
    """
    sizes = _Sizes(count_tokens, limit)
    drafts = [_draft(section, sizes) for section in _one_a_heading(document.sections)]
    return tuple(
        Passage(
            heading=draft.heading,
            text=draft.text[start:end],
            sentences=sentence_spans(draft.text[start:end]),
            locators=_within(draft.locators, start, end),
        )
        for draft in _joined_when_tiny(drafts, sizes)
        for start, end in _spans(draft, sizes)
    )


def _one_a_heading(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections that hold text, neighbours under one heading as one."""
    waiting: Section | None = None
    for section in map(_cleaned, sections):
        if not section.text:
            continue
        if waiting and waiting.heading == section.heading:
            shift = len(waiting.text) + len(PARAGRAPH_BREAK)
            section = Section(
                heading=section.heading,
                text=PARAGRAPH_BREAK.join([waiting.text, section.text]),
                locators=(*waiting.locators, *_moved(section.locators, shift)),
                apart=waiting.apart or section.apart,
            )
        elif waiting:
            yield waiting
        waiting = section
    if waiting:
        yield waiting


def _cleaned(section: Section) -> Section:
    """Drop NUL and outer whitespace; the locators move along."""
    whole = section.text.replace("\0", "")
    text = whole.strip()
    lead = len(whole) - len(whole.lstrip())
    moved = (
        one._replace(start=max(0, one.start - section.text.count("\0", 0, one.start) - lead))
        for one in section.locators
    )
    return section.model_copy(update={"text": text, "locators": tuple(moved)})


def _moved(locators: Iterable[Locator], shift: int) -> Iterator[Locator]:
    return (one._replace(start=one.start + shift) for one in locators)


def _within(locators: Iterable[Locator], start: int, end: int) -> tuple[Locator, ...]:
    """Return the locators of a slice; the one that holds at its start stands at 0."""
    found: list[Locator] = []
    for one in locators:
        if one.start <= start:
            found = [one._replace(start=0)]
        elif one.start < end:
            found.append(one._replace(start=one.start - start))
    return tuple(found)


def _draft(section: Section, sizes: _Sizes) -> _Draft:
    text = section.text
    breaks = [found.span() for found in _BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    paragraphs = tuple(
        _Piece(start, end, sizes.roughly(text[start:end]))
        for start, end in zip(starts, ends, strict=True)
    )
    heading = _short_path(section.heading, sizes)
    return _Draft(heading, text, paragraphs, section.locators, section.apart)


def _short_path(heading: tuple[str, ...], sizes: _Sizes) -> tuple[str, ...]:
    """Drop outer levels, then the end of the innermost one, until the path is short enough."""
    most = sizes.limit // HEADING_SHARE
    path = tuple(words for level in heading if (words := " ".join(level.replace("\0", "").split())))
    while len(path) > 1 and sizes.of(" > ".join(path)) > most:
        path = path[1:]
    if not path or sizes.of(path[0]) <= most or len(path) > 1:
        return path
    start, end = sizes.cuts(path[0], most - 1)[0]
    return (f"{path[0][start:end]}…",)


def _joined_when_tiny(drafts: Iterable[_Draft], sizes: _Sizes) -> Iterator[_Draft]:
    waiting: _Draft | None = None
    for draft in drafts:
        joined = waiting and _joined(waiting, draft, sizes)
        if waiting and not joined:
            yield waiting
        waiting = joined or draft
    if waiting:
        yield waiting


def _joined(first: _Draft, second: _Draft, sizes: _Sizes) -> _Draft | None:
    """Return both as one section, or None where they are no tiny peers."""
    tiny = sizes.limit // TINY_SHARE
    peers = first.heading and second.heading and first.heading[:-1] == second.heading[:-1]
    if not peers or first.apart or second.apart or max(first.tokens, second.tokens) >= tiny:
        return None
    heading = (*first.heading[:-1], f"{first.heading[-1]} / {second.heading[-1]}")
    if sizes.of(" > ".join(heading)) > sizes.limit // HEADING_SHARE:
        return None
    shift = len(first.text) + len(PARAGRAPH_BREAK)
    moved = (_Piece(p.start + shift, p.end + shift, p.tokens) for p in second.paragraphs)
    text = PARAGRAPH_BREAK.join([first.text, second.text])
    locators = (*first.locators, *_moved(second.locators, shift))
    return _Draft(heading, text, (*first.paragraphs, *moved), locators)


def _spans(draft: _Draft, sizes: _Sizes) -> Iterator[tuple[int, int]]:
    """Yield where the passages' texts, verbatim slices of the section, begin and end."""
    pieces = [piece for whole in draft.paragraphs for piece in _pieces(draft.text, whole, sizes)]
    for first, last in _packed(pieces, sizes.limit):
        text = draft.text[first.start : last.end]
        start = first.start + len(text) - len(text.lstrip())
        yield start, start + len(text.strip())


def _pieces(text: str, paragraph: _Piece, sizes: _Sizes) -> Iterator[_Piece]:
    """Yield the paragraph, or its sentences when it is too long, or parts of a long sentence."""
    if paragraph.tokens <= sizes.limit:
        yield paragraph
        return
    for span in sentence_spans(text[paragraph.start : paragraph.end]):
        start, end = paragraph.start + span.start, paragraph.start + span.end
        tokens = sizes.of(text[start:end])
        if tokens <= sizes.limit:
            yield _Piece(start, end, tokens)
        else:
            for cut_start, cut_end in sizes.cuts(text[start:end], sizes.limit):
                part = text[start + cut_start : start + cut_end]
                yield _Piece(start + cut_start, start + cut_end, sizes.of(part))


def _packed(pieces: list[_Piece], limit: int) -> Iterator[tuple[_Piece, _Piece]]:
    """Yield the first and the last piece of each passage, passages being of like length."""
    left = sum(piece.tokens for piece in pieces)
    first, tokens = 0, 0
    share = _even_share(left, limit)
    for at, piece in enumerate(pieces):
        if at > first and (tokens + piece.tokens > limit or tokens + piece.tokens / 2 > share):
            yield pieces[first], pieces[at - 1]
            left -= tokens
            first, tokens, share = at, 0, _even_share(left, limit)
        tokens += piece.tokens
    if pieces:
        yield pieces[first], pieces[-1]


def _even_share(tokens: int, limit: int) -> float:
    return tokens / max(1, -(-tokens // limit))
