"""Web pages to documents: the text that a reader of the page came for."""

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.readers.blocks import Block, build_document
from indexer.readers.dates import iso_date
from indexer.readers.html.blocks import blocks_of, tags
from indexer.readers.origin import Origin, Reading
from indexer.readers.raw import decode
from knowledge.errors import RefusedFile

MAX_DEPTH = 2_000
"""Elements inside each other; parsing time grows with the square of it."""

EDGE_BLOCKS = 6
"""Blocks at a page's top and bottom where a marking may stand outside the content."""

EDGE_CHARS = 80
MAX_AROUND = 12
"""Headers and footers that are looked at."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LATIN = {"ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)(?:[^<>]*?(/)>)?", re.IGNORECASE)
_NOT_NESTED = tags(
    "area base br col embed hr img input link meta source track wbr p li dt dd td th tr tbody "
    "thead tfoot option optgroup colgroup rp rt html head body"
)
_MAIN = "main, [role=main]"
_AROUND = "header, footer, [role=banner], [role=contentinfo]"
_MODIFIED = ("article:modified_time", "dcterms.modified", "last-modified")
_REPLACED = ("dcterms.isreplacedby", "dc.relation.isreplacedby")
_PUBLISHED = ("date", "dcterms.date", "dc.date", "article:published_time", "dcterms.issued")


def read_html(data: bytes, origin: Origin) -> Reading:
    """Read one web page; its encoding is UTF-8 or the one that it declares.

    Raises:
        RefusedFile: it cannot be decoded, is nested absurdly deep or holds no text.
    """
    text = decode(data, _declared_encoding(data))
    _check_depth(text)
    page = LexborHTMLParser(text)
    title = page.css_first("title")
    fallback = " ".join(title.text().split()) if title else ""
    blocks = _content(page)
    return (build_document(origin, blocks, _facts(page), fallback, _edges(page)),), ()


def blocks_of_fragment(markup: str) -> list[Block]:
    """Return the blocks of HTML inside another format; none of markup nested absurdly deep."""
    try:
        _check_depth(markup)
    except RefusedFile:
        return []
    body = LexborHTMLParser(markup).body
    return list(blocks_of(body)) if body else []


def _declared_encoding(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    if not found:
        return ""
    name = found.group(1).decode("ascii", "replace").lower()
    if name.startswith(("utf-8", "utf8", "utf-16")):  # what is read as ASCII is not UTF-16
        return ""
    return "cp1252" if name in _LATIN else name  # as browsers do


def _check_depth(text: str) -> None:
    depth = 0
    for tag in _TAG.finditer(text):
        closing, name, self_closing = tag.groups()
        if not self_closing and name.lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise RefusedFile(
                f"more than {MAX_DEPTH:,} elements stand inside each other",
                "Save the page's text as .txt or .md",
            )


def _content(page: LexborHTMLParser) -> list[Block]:
    """Return the blocks of the first candidate that holds text: main, a lone article, the body."""
    for node in _candidates(page):
        blocks = list(blocks_of(node))
        if any(not block.level for block in blocks):
            return blocks
    return []


def _candidates(page: LexborHTMLParser) -> Iterator[LexborNode]:
    yield from page.css(_MAIN)[:1]
    articles = page.css("article")
    if len(articles) == 1:
        yield articles[0]
    if page.body:
        yield page.body


def _edges(page: LexborHTMLParser) -> Iterator[str]:
    """Yield the short lines above and below the content, and those of headers and footers."""
    around = page.css(_AROUND)[:MAX_AROUND]
    texts = [block.text for node in around for block in blocks_of(node)]
    if page.body:
        outer = [block.text for block in blocks_of(page.body)]
        texts += outer[:EDGE_BLOCKS] + outer[-EDGE_BLOCKS:]
    yield from (line for text in texts for line in text.split("\n") if len(line) <= EDGE_CHARS)


def _facts(page: LexborHTMLParser) -> dict[str, Any]:
    meta: dict[str, str] = {}
    for node in page.css("meta[content]"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        meta.setdefault(name.lower(), node.attributes.get("content") or "")
    days = (iso_date(meta.get(name, "")) for name in (*_MODIFIED, *_PUBLISHED))
    canonical = page.css_first("link[rel=canonical]")
    link = (canonical.attributes.get("href") if canonical else "") or meta.get("og:url", "")
    url = link if link.startswith(("https://", "http://")) else ""
    successor = next(filter(None, (meta.get(name, "") for name in _REPLACED)), "")
    facts = {"date": next(filter(None, days), ""), "url": url, "superseded_by": successor.strip()}
    return {field: value for field, value in facts.items() if value}
