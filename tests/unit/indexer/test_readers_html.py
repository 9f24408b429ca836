"""Web pages: the text that people came for, without what stands around it."""

from pathlib import Path

import pytest

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults, read_documents
from indexer.readers.html.reader import MAX_DEPTH, read_html
from indexer.readers.origin import Origin
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"
ORIGIN = Origin("/docs/lamp-trial.html", "lamp-trial.html", ReaderDefaults())


def read(html: str | bytes) -> Document:
    """Read a page that must make one document."""
    data = html.encode() if isinstance(html, str) else html
    (document,), _ = read_html(data, ORIGIN)
    return document


def text_of(html: str) -> str:
    """Return the whole text of a page."""
    return "\n\n".join(section.text for section in read(html).sections)


@pytest.fixture(scope="module")
def page() -> Document:
    """Return a page with much furniture."""
    (document,), _ = read_documents(FoundFile(FIXTURES, "lamp-page.html"), ReaderDefaults())
    return document


def test_furniture_is_left_out(page: Document) -> None:
    """Menus, banners, forms, asides, hidden text and footers are nobody's quote."""
    assert [section.text for section in page.sections] == [
        "Brighter lamps were tried in two towns.\n\n"
        "The steps were:\n3. Count\n4. Replace\nNorthmoor\nSouthvale",
        "Costs by town\nTown: Northmoor; Cost: £5,000\nTown: Southvale; Cost: £6,000\n\n"
        "level  =  3\n  warm",
    ]


def test_the_title_is_the_heading_of_the_text_not_of_the_site(page: Document) -> None:
    """A heading that is broken over two lines is put together."""
    assert page.info.title == "Lamp & light trial"
    assert [section.heading for section in page.sections] == [(), ("Costs",)]


def test_date_and_address_are_what_the_page_says_of_itself(page: Document) -> None:
    """The day of the last change goes before that of publication."""
    assert (page.info.date, page.info.url) == ("2026-02-03", "https://example.org/lamp-trial")


def test_the_title_element_serves_where_no_heading_does() -> None:
    """The name of the file comes last."""
    assert read("<title>Lamp\n trial</title><p>Text.").info.title == "Lamp trial"
    assert read("<p>Text.").info.title == "Lamp trial"


def test_a_heading_in_the_head_of_the_page_is_no_title() -> None:
    """It names the site."""
    html = "<title>Lamps</title><header><h1>Northmoor Council</h1></header><p>Text."

    assert read(html).info.title == "Lamps"


def test_the_rest_of_a_broken_heading_is_no_title() -> None:
    """Scraped pages lose the first half of a heading."""
    html = "<title>Light and lamps in Northmoor</title><h1>&amp; lamps in Northmoor</h1><p>Text."

    assert read(html).info.title == "Light and lamps in Northmoor"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Around.<main><p>Text.</main>",
        "<p>Around.<div role=main><p>Text.</div>",
        "<p>Around.<article><p>Text.</article>",
        "<main></main><p>Text.",
        "<header><h1>Northmoor Council</h1>Serving the moor</header><p>Text.",
        "<form id=aspnet><h1>T</h1><p>Text.</form>",
        "<body class='cookies'><p>Text.",
        "<article><header class=skip-link-target><h1>T</h1></header><p>Text.</article>",
        "<div class='Cookie-Bar'>We use some.</div><p>Text.",
        "<div role=alertdialog>Subscribe!</div><p>Text.",
        "<p>Text.<template><p>Not yet.</template><!-- no -->",
        "<p>Text.</p><p>Page 3 of 12</p><p>Jump to content</p>",
        "<svg><title>Icon</title><path d=''/></svg><p>Text.",
    ],
)
def test_the_text_is_told_from_the_page(html: str) -> None:
    """Each way of building a page leads to the one paragraph that matters."""
    assert text_of(html) == "Text."


def test_several_articles_are_all_read() -> None:
    """None of them is the page's own."""
    assert text_of("<article>One.</article><article>Two.</article>") == "One.\n\nTwo."


def test_a_table_for_layout_is_read_as_text() -> None:
    """Old pages are built of tables around headings and other tables."""
    html = "<table><tr><td><h2>Costs</h2><p>Low.<td><table><tr><td>a<td>b</table></table>"
    document = read(html)

    assert [(s.heading, s.text) for s in document.sections] == [(("Costs",), "Low.\n\na; b")]


def test_a_heading_in_a_list_is_an_item() -> None:
    """Cards in a list do not divide the page."""
    assert text_of("<ul><li><h3>One</h3>first<li>Two</ul>") == "One\nfirst\nTwo"


def test_line_breaks_stay() -> None:
    """Addresses are lines."""
    assert text_of("<p>Lamp house<br>1 Bridge Road") == "Lamp house\n1 Bridge Road"


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=windows-1252><p>Café – noir".encode("cp1252"),
        b"<meta http-equiv=x content='text/html; charset=iso-8859-1'><p>Caf\xe9 \x96 noir",
        "<meta charset=utf-16><p>Café – noir".encode(),
        "<meta charset=koi8-r><p>Café – noir".encode("utf-16"),
    ],
)
def test_the_encoding_is_the_one_declared_unless_a_byte_order_mark_says_another(
    data: bytes,
) -> None:
    """Old pages come in old encodings."""
    assert read(data).sections[0].text == "Café – noir"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<p>caf\xe9", "it is not UTF-8: byte 6 is 0xE9"),
        (b"<meta charset=klingon><p>x", "it names an unknown encoding, “klingon”"),
        (b"<meta charset=rot13><p>x", "it names an unknown encoding, “rot13”"),
        (b"<nav>Menu</nav>", "it holds no text to quote"),
        (b"<div>" * (MAX_DEPTH + 1), "more than 2,000 elements stand inside each other"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(data: bytes, message: str) -> None:
    """The reason names what stands in the way."""
    with pytest.raises(RefusedFile) as refused:
        read(data)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("markup", ["<svg><path d='M0'/></svg>", "<div></div>", "<p><br><img>"])
def test_many_elements_beside_each_other_are_not_deep(markup: str) -> None:
    """A long page full of icons is an ordinary page."""
    assert text_of(markup * (MAX_DEPTH + 1) + "<p>Text.") == "Text."


def test_lines_around_the_content_are_kept_at_the_edges() -> None:
    """A marking may stand in a banner, or above the main part."""
    document = read(
        "<body><header><p>OFFICIAL-<b>SENSITIVE</b></p></header><div>For the board</div>"
        "<main><p>The lamps were counted.</p></main><footer>RESTRICTED</footer></body>"
    )

    assert [section.text for section in document.sections] == ["The lamps were counted."]
    assert {"OFFICIAL-SENSITIVE", "For the board", "RESTRICTED"} <= set(document.edges)


def test_a_menu_that_is_none_by_its_tag_is_left_out() -> None:
    """Its name says what it is, and it holds little but links; text under such a name stays."""
    menu = (
        "<ul class='box toc'><li><a href='#a'>Lamps</a></li><li><a href='#b'>Beacons</a></li></ul>"
    )

    assert text_of(f"<body>{menu}<p>They were counted.</p></body>") == "They were counted."
    assert text_of("<body><div class='contents'><p>A lamp, <a>lit</a>.</p></div></body>") == (
        "A lamp, lit."
    )
