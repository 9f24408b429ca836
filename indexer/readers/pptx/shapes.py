"""The shapes of a slide in the order in which a person reads them, and their text."""

import itertools
from collections.abc import Iterable, Iterator

from pptx.chart.chart import Chart
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.table import Table
from pptx.text.text import TextFrame

from indexer.readers.blocks import table_rows
from indexer.readers.office import parsed

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ROW = 250_000
"""Difference in height, in EMU (0.7 cm), up to which shapes stand side by side."""

MAX_DEPTH = 20
"""Groups inside each other."""

MAX_CATEGORIES = 200
"""Categories of a chart that are written out."""

_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def in_reading_order(shapes: Iterable[BaseShape]) -> list[BaseShape]:
    """Sort shapes from top to bottom, and from left to right where they stand side by side."""
    by_height = sorted(shapes, key=lambda shape: shape.top or 0)
    rows: list[list[BaseShape]] = []
    for shape in by_height:
        if rows and (shape.top or 0) - (rows[-1][0].top or 0) <= ROW:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    return [shape for row in rows for shape in sorted(row, key=lambda one: one.left or 0)]


def shape_texts(shape: BaseShape, depth: int = 0) -> Iterator[str]:
    """Yield the texts of a shape: paragraphs as lines, tables, charts, diagrams, groups."""
    if isinstance(shape, GroupShape):
        if depth < MAX_DEPTH:
            for inner in in_reading_order(shape.shapes):
                yield from shape_texts(inner, depth + 1)
    elif isinstance(shape, GraphicFrame):
        yield from _frame_texts(shape)
    elif isinstance(shape, Shape):
        yield lines_of(shape.text_frame)


def lines_of(frame: TextFrame) -> str:
    """Return the paragraphs of a text as lines."""
    lines = (" ".join(paragraph.text.split()) for paragraph in frame.paragraphs)
    return "\n".join(filter(None, lines))


def _frame_texts(frame: GraphicFrame) -> Iterator[str]:
    if frame.has_table:
        yield _table_text(frame.table)
    elif frame.has_chart:
        yield from _chart_texts(frame.chart)
    else:
        for ids in frame.element.iter(f"{_DIAGRAM}relIds"):
            data = frame.part.related_part(ids.get(f"{_RELATIONS}dm")).blob
            texts = ("".join(one.itertext(f"{A}t")) for one in parsed(data).iter(f"{A}p"))
            yield "\n".join(words for text in texts if (words := " ".join(text.split())))


def _table_text(table: Table) -> str:
    rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
    if table.first_row and len(rows) > 1:
        return table_rows(rows[0], rows[1:])
    return table_rows([], rows)


def _chart_texts(chart: Chart) -> Iterator[str]:
    """Yield a chart's title, and its values as a table."""
    if chart.has_title and chart.chart_title.has_text_frame:
        yield lines_of(chart.chart_title.text_frame)
    for plot in itertools.islice(chart.plots, 1):
        series = list(plot.series)
        names = ["", *(one.name for one in series)]
        values = [[_number(value) for value in one.values] for one in series]
        labels = [str(one) for one in itertools.islice(plot.categories, MAX_CATEGORIES)]
        columns = itertools.zip_longest(labels, *values, fillvalue="")
        yield table_rows(names, itertools.islice(columns, len(labels)))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
