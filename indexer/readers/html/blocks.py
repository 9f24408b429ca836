"""A tree of HTML elements to headings and paragraphs, without the page's furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from indexer.readers.blocks import Block, table_rows


def tags(names: str) -> frozenset[str]:
    """Return the names in a text as a set."""
    return frozenset(names.split())


_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu"})
_BREAKS = tags(
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure footer form header hgroup hr li main menu ol p pre section summary table "
    "tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6"
)
_NEVER = tags(
    "script style noscript template nav footer aside svg math iframe object button select "
    "textarea dialog head title audio video canvas"
)
_ROLES = tags(
    "navigation banner contentinfo search complementary dialog alertdialog alert menu menubar "
    "toolbar"
)
_HOLDS_CONTENT = "main, article, h1"
_COOKIES = re.compile(r"cookie|gdpr|skip-?link", re.IGNORECASE)
_MENUS = tags(
    "toc contents table-of-contents breadcrumb breadcrumbs pagination pager menu nav navbar "
    "sidebar related related-links share social footer header-nav footer-nav"
)
_SPACES = re.compile(r"\s+")
_LAYOUT = "table, h1, h2, h3"


def blocks_of(root: LexborNode) -> Iterator[Block]:
    """Yield headings and paragraphs below an element, in the order of the page."""
    writer = _Writer()
    for node, entering in _events(root):
        yield from writer.enter(node) if entering else writer.leave(node)
    yield from writer.flush()


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield each node on entering and on leaving; furniture and tables are not entered."""
    yield root, True
    open_nodes = [root]
    node = root.first_child
    while open_nodes:
        if node is None:
            left = open_nodes.pop()
            yield left, False
            node = left.next if open_nodes else None
            continue
        yield node, True
        if node.first_child is not None and not _is_whole(node):
            open_nodes.append(node)
            node = node.first_child
        else:
            yield node, False
            node = node.next


_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _is_whole(node: LexborNode) -> bool:
    return node.tag == "pre" or _is_data_table(node) or _is_furniture(node)


def _is_data_table(node: LexborNode) -> bool:
    if node.tag != "table" or node.attributes.get("role") in {"presentation", "none"}:
        return False
    return all(found.mem_id == node.mem_id for found in node.css(_LAYOUT))


def _is_furniture(node: LexborNode) -> bool:
    tag, attributes = node.tag or "", node.attributes
    if tag in {"html", "body", "main", "article"}:
        return False
    if tag in _NEVER or "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if _UNSEEN.search(attributes.get("style") or ""):
        return True
    named = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    suspect = (
        tag in {"form", "header"}
        or (attributes.get("role") or "").lower() in _ROLES
        or _COOKIES.search(named)
        or (not _MENUS.isdisjoint(named.lower().split()) and _is_mostly_links(node))
    )
    return bool(suspect) and not _holds_content(node)


def _is_mostly_links(node: LexborNode) -> bool:
    linked = sum(len(link.text()) for link in node.css("a"))
    return 2 * linked > len(node.text())


def _holds_content(node: LexborNode) -> bool:
    """Tell whether an element that looks like furniture is wrapped around the text or its title."""
    if node.css_first(_HOLDS_CONTENT) is None:
        return False
    return node.tag != "header" or _is_inside_content(node)


def _is_inside_content(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in {"main", "article"}:
            return True
        parent = parent.parent
    return False


@dataclass(slots=True)
class _Writer:
    """Gathers the text between two breaks, and the lines of a list."""

    text: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    counters: list[int | None] = field(default_factory=list)
    marker: str = ""

    def enter(self, node: LexborNode) -> Iterator[Block]:
        """Take note of a node; yield what ended where it begins."""
        tag = node.tag or ""
        if node.is_text_node:
            self.text.append(_SPACES.sub(" ", node.text_content or ""))
        elif tag == "br":
            self.text.append("\n")
        elif _is_furniture(node):
            return
        elif tag in _BREAKS:
            yield from self.flush_text()
            yield from self._open(node, tag)

    def leave(self, node: LexborNode) -> Iterator[Block]:
        """Yield what ends with a node."""
        tag = node.tag or ""
        if tag in _HEADINGS and not self.counters:
            yield from self._heading(_HEADINGS[tag])
        elif tag in _BREAKS:
            yield from self.flush_text()
        if tag in _LISTS and self.counters and not _is_furniture(node):
            self.counters.pop()
            if not self.counters:
                yield from self.flush()

    def flush(self) -> Iterator[Block]:
        """Yield all that was gathered."""
        yield from self.flush_text()
        if self.lines:
            yield Block("\n".join(self.lines))
            self.lines.clear()

    def flush_text(self) -> Iterator[Block]:
        """Yield the text as a paragraph, or keep it as a line of the list that is open."""
        yield from self._kept(self._taken())

    def _kept(self, text: str) -> Iterator[Block]:
        if text.strip() and self.counters:
            self.lines.append(self.marker + text)
            self.marker = ""
        elif text.strip():
            yield Block(text)

    def _open(self, node: LexborNode, tag: str) -> Iterator[Block]:
        if tag in _LISTS:
            start = node.attributes.get("start") or "1"
            number = int(start) if start.isdecimal() else 1
            self.counters.append(number if tag == "ol" else None)
        elif tag == "li" and self.counters:
            number_or_none = self.counters[-1]
            self.marker = "" if number_or_none is None else f"{number_or_none}. "
            self.counters[-1] = None if number_or_none is None else number_or_none + 1
        elif tag == "pre":
            yield from self._kept((node.text() or "").strip("\n"))
        elif _is_data_table(node):
            yield from self._kept(_table_text(node))

    def _heading(self, level: int) -> Iterator[Block]:
        text = self._taken().replace("\n", " ")
        if text:
            yield Block(text, level)

    def _taken(self) -> str:
        text = "".join(self.text)
        self.text.clear()
        return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))


def _table_text(table: LexborNode) -> str:
    caption = table.css_first("caption")
    header: list[str] = []
    rows: list[list[str]] = []
    for row in table.css("tr"):
        cells = row.css("th, td")
        texts = [" ".join(cell.text(separator=" ").split()) for cell in cells]
        if not header and not rows and cells and all(cell.tag == "th" for cell in cells):
            header = texts
        else:
            rows.append(texts)
    lines = [" ".join(caption.text().split()) if caption else "", table_rows(header, rows)]
    return "\n".join(line for line in lines if line)
