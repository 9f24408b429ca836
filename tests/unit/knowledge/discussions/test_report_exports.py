"""A report as data and as a page."""

import csv
import io
import json

import pytest
from markdown_it import MarkdownIt

from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.exports import from_json, neutral, to_csv, to_json
from knowledge.discussions.reporting.glyphs import printable
from knowledge.discussions.reporting.layout import cite_line
from knowledge.discussions.reporting.markdown import to_markdown
from knowledge.errors import DataError
from knowledge.models.report_material import Tallied
from tests.told import assigned, material, remark, theme

SAID = [remark(number) for number in range(1, 6)]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "−1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1", "'=1", "|cmd"]
)
def test_what_a_spreadsheet_would_run_is_neutralised(cell: str) -> None:
    """An apostrophe makes it text."""
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "lamps", "1-2", "a=b"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    """Nothing is changed without need."""
    assert neutral(cell) == cell


def test_no_cell_of_the_table_is_a_formula() -> None:
    """Names, questions, texts: whatever people wrote."""
    said = [remark(n, f"=HYPERLINK({n})", name="@evil", kind="warden") for n in range(1, 4)]
    rows = list(csv.reader(io.StringIO(to_csv(build(material(said))), newline="")))

    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-−@" and cell]


def test_json_comes_back_as_the_same_report() -> None:
    """Nothing is lost on the way."""
    report = build(material(SAID, themes=(theme(),), assignments=assigned(SAID)))

    assert from_json(to_json(report)) == report


def test_junk_is_no_report() -> None:
    """The error names the field and what to take instead."""
    data = json.loads(to_json(build(material(SAID))))
    data["entries"][0]["voice"] = 0

    with pytest.raises(DataError, match=r"entries\.0\.voice is not as it should be"):
        from_json(json.dumps(data))


def test_the_page_shows_words_and_never_their_markup() -> None:
    """What people write is text: no tag, link, heading or list of theirs."""
    nasty = [
        "<script>alert(1)</script>",
        "# Not a heading\n- not a list\n1. nor this\n> nor a quote",
        "[a link](http://evil.example) ![picture](http://evil.example/x.png)",
        "**loud** | cell `code` ~~gone~~ &amp; <http://evil.example>",
    ]
    said = [remark(n, text, url="") for n, text in enumerate(nasty, start=1)]
    page = to_markdown(build(material(said)), pictures=False)
    html = MarkdownIt("commonmark").enable("table").render(page)

    assert "<script" not in html
    assert "evil.example" not in "".join(html.split("href=")[1:])
    assert "<img" not in html
    assert "# Not a heading" in html
    assert "- not a list" in html
    assert "1. nor this" in html
    assert "**loud** | cell `code` ~~gone~~ &amp;amp; &lt;http" in html


def test_the_page_says_how_to_cite_this_very_version() -> None:
    """Licence, version and digest."""
    report = build(material(SAID))
    page = to_markdown(report)

    assert f"version 1 ({report.digest[:12]})." in cite_line(report)
    assert f"Cite as: {cite_line(report)}" in page
    assert "Licence: CC BY 4.0: anybody may use it who names its author." in page


def test_every_sentence_and_quote_of_the_data_stands_on_the_page() -> None:
    """Markdown and JSON agree."""
    report = build(
        material(
            SAID,
            themes=(theme(),),
            assignments=assigned(SAID),
            on_themes={"rain": Tallied(agree=5, label="broad agreement")},
        )
    )
    page = to_markdown(report)
    theme_ = report.themes[0]

    for text in (*(one.text for one in theme_.sentences), *(one.text for one in theme_.quotes)):
        assert text in page
    assert "| 1A | 5 | 0 | 0 | 5 | broad agreement |" in page


def test_signs_that_a_typeface_lacks_are_named() -> None:
    """An emoji is named, another sign shows that it is missing, control characters go."""
    held = frozenset(map(ord, "abc "))

    assert printable("a \U0001f44d\U0001f3fd b", held) == "a [thumbs up sign] b"
    assert printable("a漢\x07\u200dc", held) == "a▯c"
