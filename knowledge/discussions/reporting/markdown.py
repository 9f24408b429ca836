"""A report as a page of Markdown."""

import re
from collections.abc import Iterable

from knowledge.discussions.reporting.blocks import (
    Block,
    Chart,
    Heading,
    Items,
    Paragraph,
    Quoted,
    Table,
)
from knowledge.discussions.reporting.layout import blocks
from knowledge.models.reports import Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#!]|&(?=#?\w+;))")
_ITEM = re.compile(r"^(\d{0,9})([-+=.)])(?=\s|=|$)")
_SAFE_URL = re.compile(r"https?://[^\s()<>\[\]\"]+")


def to_markdown(report: Report, *, pictures: bool = True) -> str:
    """Return the page; everything in a chart stands in a table below it too.

    Args:
        pictures: whether the charts lie beside it, as `<name>.png`.
    """
    parts = [_written(one) for one in blocks(report) if pictures or not isinstance(one, Chart)]
    return "\n\n".join(parts) + "\n"


def _written(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_line(block.text)}"
        case Paragraph():
            return _text(block.text)
        case Quoted():
            return _quoted(block)
        case Items():
            return "\n".join(f"* {_line(one)}" for one in block.texts)
        case Table():
            return _table(block)
        case Chart():
            return f"![{_line(block.alt)}]({block.picture}.png)"


def _quoted(quoted: Quoted) -> str:
    lines = _text(quoted.text).splitlines()
    label = f"[{quoted.label}]({quoted.url})" if _SAFE_URL.fullmatch(quoted.url) else quoted.label
    source = f"— {_line(quoted.by)} \\[{label}\\]" if quoted.by else f"— \\[{label}\\]"
    return "\n".join(f"> {line}".rstrip() for line in [*lines, "", source])


def _table(table: Table) -> str:
    rows: Iterable[tuple[str, ...]] = (
        table.heads,
        tuple("---" for _ in table.heads),
        *table.rows,
    )
    return "\n".join(
        "| " + " | ".join(cell if set(cell) == {"-"} else _line(cell) for cell in row) + " |"
        for row in rows
    )


def _line(text: str) -> str:
    return _text(" ".join(text.split()))


def _text(text: str) -> str:
    """Return a text in which nothing that somebody wrote is taken for markup."""
    lines = (_SPECIAL.sub(r"\\\1", line.strip()) for line in text.splitlines())
    return "\n".join(_ITEM.sub(r"\1\\\2", line) for line in lines)
