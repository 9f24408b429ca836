"""Sitemaps to the addresses that they list."""

import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from knowledge.errors import RefusedFile

MAX_BYTES = 50_000_000  # sitemaps.org allows no more


def listed(content: bytes) -> tuple[list[str], list[str]]:
    """Return the addresses of pages, and those of further sitemaps.

    Raises:
        RefusedFile: it is no sitemap.
    """
    try:
        root = fromstring(_unpacked(content))
    except (ParseError, DefusedXmlException, ValueError, zlib.error):
        raise _no_sitemap() from None
    kind = _name(root)
    if kind not in {"urlset", "sitemapindex"}:
        raise _no_sitemap()
    found = list(_places(root))
    return (found, []) if kind == "urlset" else ([], found)


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    unpacker = zlib.decompressobj(wbits=31)
    return unpacker.decompress(content, MAX_BYTES)


def _places(root: Element) -> Iterator[str]:
    for entry in root:
        for field in entry:
            if _name(field) == "loc" and field.text:
                yield field.text.strip()


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _no_sitemap() -> RefusedFile:
    return RefusedFile("it is no sitemap", "Give the address of an XML sitemap")
