"""What Word, PowerPoint and Excel files have in common: properties and labels."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from lxml import etree
from lxml.etree import _Element as Element

from indexer.readers.facts import sane_date, sane_title

_LABELS = re.compile(r"label.*name|sensitiv|classif|marking|protect", re.IGNORECASE)
_PROPERTIES = "/docProps/custom.xml"


class Properties(Protocol):
    """The properties of a file, as python-docx and python-pptx give them."""

    @property
    def title(self) -> str: ...  # noqa: D102 - plain facts
    @property
    def category(self) -> str: ...  # noqa: D102
    @property
    def content_status(self) -> str: ...  # noqa: D102
    @property
    def keywords(self) -> str: ...  # noqa: D102
    @property
    def modified(self) -> datetime | None: ...  # noqa: D102


class Part(Protocol):
    """A part of a package."""

    @property
    def partname(self) -> str: ...  # noqa: D102
    @property
    def blob(self) -> bytes: ...  # noqa: D102


def parsed(xml: bytes) -> Element:
    """Parse a part that no library parses, without entities and without the network."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def local_name(element: Element) -> str:
    """Return an element's name without its namespace; nothing for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def stated_facts(properties: Properties) -> dict[str, str]:
    """Return title and date where they can be believed."""
    day = properties.modified
    facts = {
        "title": sane_title(properties.title),
        "date": sane_date(day.year, day.month, day.day) if day else "",
    }
    return {name: value for name, value in facts.items() if value}


def labels(properties: Properties, parts: Iterable[Part]) -> Iterator[str]:
    """Yield properties where a security marking may stand, such as sensitivity labels."""
    yield from (properties.category, properties.content_status, properties.keywords)
    for part in parts:
        if part.partname == _PROPERTIES:
            for one in parsed(part.blob):
                if _LABELS.search(one.get("name") or ""):
                    yield "".join(one.itertext())
