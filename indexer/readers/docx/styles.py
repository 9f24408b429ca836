"""What a Word document's styles say of its paragraphs."""

import re
from typing import NamedTuple, Self

from lxml.etree import _Element as Element

from indexer.readers.docx.text import W

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc [1-9]|toc heading|table of figures|index [1-9]", re.IGNORECASE)
_LIST = re.compile(r"list(?: (?:bullet|number|paragraph)?.*)?", re.IGNORECASE)
_BODY_LEVEL = 9  # how Word writes "body text" among the levels of the outline
_MOST_BASES = 12


class Style(NamedTuple):
    """What a style, or a paragraph itself, says.

    Attributes:
        level: of a heading, 1 for the outermost; 0 for text; None when it says nothing.
        title: it is for the document's title.
        contents: it is for a table of contents.
        listed: it is for the items of a list.
        list_id: of its list in the numbering part, or empty.
        depth: in that list, 0 for the outermost.
    """

    level: int | None = None
    title: bool = False
    contents: bool = False
    listed: bool = False
    list_id: str = ""
    depth: int = 0

    def over(self, base: Self) -> "Style":
        """Return this style where it says something, else the one that it is based on."""
        return Style(
            base.level if self.level is None else self.level,
            self.title or base.title,
            self.contents or base.contents,
            self.listed or base.listed,
            self.list_id or base.list_id,
            self.depth if self.list_id else base.depth,
        )


class Styles:
    """The styles of one document."""

    def __init__(self, styles: Element) -> None:
        """Take the root element of the styles part."""
        found = list(styles.iter(f"{W}style"))
        self._elements = {one.get(f"{W}styleId"): one for one in found}
        self._default = next(
            (
                one.get(f"{W}styleId")
                for one in found
                if one.get(f"{W}default") in {"1", "true"} and one.get(f"{W}type") == "paragraph"
            ),
            None,
        )
        self._known: dict[str | None, Style] = {}

    def of(self, paragraph: Element) -> Style:
        """Return what holds for a paragraph."""
        properties = paragraph.find(f"{W}pPr")
        named = _value(properties, "pStyle") or self._default
        return _stated(properties).over(self._style(named, _MOST_BASES))

    def _style(self, name: str | None, bases_left: int) -> Style:
        """Return a style with what it takes from those that it is based on."""
        element = self._elements.get(name)
        if element is None or not bases_left:
            return Style()
        if name not in self._known:
            base = self._style(_value(element, "basedOn"), bases_left - 1)
            self._known[name] = _named(_value(element, "name") or "", element).over(base)
        return self._known[name]


def _named(name: str, element: Element) -> Style:
    heading = _HEADING.fullmatch(name)
    stated = _stated(element.find(f"{W}pPr"))
    return stated._replace(
        level=int(heading.group(1)) if heading else stated.level,
        title=name.casefold() == "title",
        contents=bool(_CONTENTS.fullmatch(name)),
        listed=bool(_LIST.fullmatch(name)),
    )


def _stated(properties: Element | None) -> Style:
    if properties is None:
        return Style()
    outline = _value(properties, "outlineLvl")
    numbered = properties.find(f"{W}numPr")
    list_id = _value(numbered, "numId") or ""
    depth = _value(numbered, "ilvl") or "0"
    level = None
    if outline is not None and outline.isdecimal():
        level = 0 if int(outline) >= _BODY_LEVEL else int(outline) + 1
    return Style(level=level, list_id=list_id, depth=int(depth) if depth.isdecimal() else 0)


def _value(element: Element | None, name: str) -> str | None:
    found = None if element is None else element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")
