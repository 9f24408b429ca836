"""Web pages in the index, fetched from a real server on this machine."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fpdf import FPDF

from indexer.pipeline import build
from indexer.web import fetching
from indexer.web.addresses import RefusedAddress, checked_url, written
from indexer.web.transport import open_client
from knowledge.errors import SourceError
from knowledge.models.documents import DocumentInfo
from knowledge.models.work import BuildReport, Source, SourceKind
from tests.fakes.site import Answer, Site, serving
from tests.worlds import World


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with two pages."""
    with serving() as running:
        running.page("/", "Lamps light the harbour.", etag="a1")
        running.page("/ropes", "Ropes hold the boats.", etag="b1")
        yield running


class Reader:
    """Builds one web source again and again, and notes how long it would have paused."""

    def __init__(self, world: World, site: Site, **settings: Any) -> None:
        facts = {"urls": (site.url("/"), site.url("/ropes")), "hosts": ("127.0.0.1",), **settings}
        self.source = Source(key="site", kind=SourceKind.WEB, root="web:site", **facts)
        self.pauses: list[float] = []
        self._world = world

    def build(self) -> BuildReport:
        """Read the source, and publish."""
        context = replace(self._world.context, sleep=self.pauses.append)
        return build([self.source], self._world.tools, lambda _done, _total: None, context=context)

    def infos(self) -> list[DocumentInfo]:
        """Return what is indexed."""
        live = self._world.tools.documents.live()
        return list(self._world.tools.documents.documents(live).values())


def test_pages_are_indexed_under_their_addresses(world: World, site: Site) -> None:
    """A citation leads to the page."""
    reader = Reader(world, site)
    report = reader.build()
    home = site.url("/")

    assert report.added == (home.removeprefix("http://"), f"127.0.0.1:{site.port}/ropes")
    assert {(one.id, one.url, one.title) for one in reader.infos()} == {
        (f"web:site/{home}", home, "Home"),
        (f"web:site/{home}ropes", f"{home}ropes", "Ropes"),
    }
    assert all(agent.startswith("ScienceGuide/") for agent in site.agents)


def test_what_has_not_changed_is_not_sent_again(world: World, site: Site) -> None:
    """The site is asked whether it has, and says no."""
    reader = Reader(world, site)
    reader.build()
    site.fetched()
    report = reader.build()

    assert site.fetched() == [("/", 304), ("/ropes", 304)]
    assert (report.unchanged, report.embedded) == (2, 0)


def test_an_edited_page_is_a_change(world: World, site: Site) -> None:
    """Only it is embedded again."""
    reader = Reader(world, site)
    reader.build()
    site.page("/ropes", "Ropes are made of hemp.", etag="b2")
    report = reader.build()

    assert [name.endswith("/ropes") for name in report.changed] == [True]
    assert report.unchanged == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_removed(world: World, site: Site, status: int) -> None:
    """The site says so itself."""
    reader = Reader(world, site)
    reader.build()
    site.pages["/ropes"] = Answer(b"gone", status)
    report = reader.build()

    assert [name.endswith("/ropes") for name in report.removed] == [True]
    assert len(reader.infos()) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"busy", 503), "error 503"),
        (Answer(b"no", 403), "error 403"),
        (Answer(b"x", headers={"Content-Type": "image/png"}), "image/png"),
        (Answer(status=302, headers={"Location": "http://example.org/"}), "example.org"),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "no address of a web"),
        (Answer(status=302, headers={"Location": "/ropes"}), "more than 5 times"),
    ],
)
def test_a_page_that_fails_is_named_and_keeps_what_was_indexed(
    world: World, site: Site, answer: Answer, reason: str
) -> None:
    """A bad day of the site must not lose knowledge."""
    reader = Reader(world, site)
    reader.build()
    site.pages["/ropes"] = answer
    report = reader.build()

    assert report.removed == ()
    assert [(one.name, reason in one.reason) for one in report.refused] == [
        (site.url("/ropes"), True)
    ]
    assert len(reader.infos()) == 2


def test_a_page_that_is_too_large_is_refused(
    world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the server says of its length."""
    monkeypatch.setattr(fetching, "MAX_BYTES", 1_000)
    site.page("/ropes", "Ropes " * 1_000)
    report = Reader(world, site).build()

    assert [one.name for one in report.refused] == [site.url("/ropes")]


def test_robots_are_obeyed_and_pauses_are_made(world: World, site: Site) -> None:
    """What a site asks of programs is done."""
    rules = b"User-agent: *\nDisallow: /ropes\nCrawl-delay: 7\n"
    site.pages["/robots.txt"] = Answer(rules)
    site.page("/nets", "Nets catch fish.")
    urls = (site.url("/"), site.url("/ropes"), site.url("/nets"))
    reader = Reader(world, site, urls=urls)
    report = reader.build()

    assert [path for path, _ in site.fetched()] == ["/", "/nets"]
    assert [("robots.txt" in one.reason) for one in report.refused] == [True]
    assert reader.pauses == [7.0]


def test_nothing_is_fetched_while_the_rules_of_a_site_cannot_be_read(
    world: World, site: Site
) -> None:
    """Nobody knows what it asks for."""
    site.pages["/robots.txt"] = Answer(b"busy", 500)
    with pytest.raises(SourceError, match=r"robots\.txt"):
        Reader(world, site).build()

    assert site.fetched() == []


def test_a_sitemap_lists_pages_of_its_own_host_only(world: World, site: Site) -> None:
    """And may list further sitemaps."""
    index = f"<sitemapindex><sitemap><loc>{site.url('/pages.xml')}</loc></sitemap></sitemapindex>"
    pages = "".join(
        f"<url><loc>{url}</loc></url>" for url in (site.url("/"), "http://example.org/other")
    )
    site.pages["/map.xml"] = Answer(index.encode())
    site.pages["/pages.xml"] = Answer(f"<urlset>{pages}</urlset>".encode())
    reader = Reader(world, site, urls=(), sitemaps=(site.url("/map.xml"),))
    reader.build()

    assert [one.url for one in reader.infos()] == [site.url("/")]


@pytest.mark.parametrize(
    "content",
    [b"<html></html>", b"not xml", b'<!DOCTYPE a [<!ENTITY b "c">]><urlset>&b;</urlset>'],
)
def test_a_sitemap_that_cannot_be_read_keeps_all_pages(
    world: World, site: Site, content: bytes
) -> None:
    """Which of them it would list is not known."""
    listing = f"<urlset><url><loc>{site.url('/ropes')}</loc></url></urlset>"
    site.pages["/map.xml"] = Answer(listing.encode())
    reader = Reader(world, site, urls=(site.url("/"),), sitemaps=(site.url("/map.xml"),))
    reader.build()
    site.pages["/map.xml"] = Answer(content)
    report = reader.build()

    assert report.removed == ()
    assert [one.name for one in report.refused] == [site.url("/map.xml")]


def test_a_private_host_is_not_asked_unless_it_is_named(world: World, site: Site) -> None:
    """A list of addresses must not open the network behind the machine."""
    with pytest.raises(SourceError, match="private network"):
        Reader(world, site, hosts=()).build()

    assert site.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254"])
def test_private_numbers_are_refused_where_the_connection_is_made(host: str) -> None:
    """Whatever name led there."""
    with open_client(()) as client, pytest.raises(RefusedAddress):
        client.get(f"http://{host}:9/")


def test_a_host_that_nobody_knows_is_a_failure_of_the_network() -> None:
    """And not of ours."""
    with open_client(()) as client, pytest.raises(httpx.ConnectError):
        client.get("http://nowhere.invalid/")


@pytest.mark.parametrize("url", ["ftp://a.org/", "https://", "https://u:p@a.org/", "http://a:0/"])
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    """Before anything is asked."""
    with pytest.raises(RefusedAddress):
        checked_url(url)


def test_an_address_has_one_spelling() -> None:
    """So that a page stands once."""
    urls = ("HTTPS://Example.org:443/a?b#c", " https://example.org/a?b ")

    assert {written(checked_url(url)) for url in urls} == {"https://example.org/a?b"}


def test_a_pdf_is_read_by_its_content_type(world: World, site: Site) -> None:
    """With a title made of its address."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.multi_cell(0, 8, "Tides turn twice a day in the whole harbour, as the tables show.")
    site.pages["/tide-tables"] = Answer(
        bytes(pdf.output()), 200, {"Content-Type": "application/pdf"}
    )
    reader = Reader(world, site, urls=(site.url("/tide-tables"),))
    reader.build()

    assert [(one.title, one.url) for one in reader.infos()] == [
        ("Tide tables", site.url("/tide-tables"))
    ]


def test_a_source_dates_its_pages_and_says_when_to_review_them(world: World, site: Site) -> None:
    """By what the server says where the page does not."""
    modified = "Mon, 02 Mar 2026 09:00:00 GMT"
    site.page("/", "Lamps light the harbour.", Last_Modified=modified)
    settings = {"urls": (site.url("/"),), "owner": "Harbour office", "licence": "OGL 3.0"}
    reader = Reader(world, site, review_every=timedelta(days=30), **settings)
    reader.build()
    (info,) = reader.infos()

    assert (info.date, info.review_date) == ("2026-03-02", "2026-04-01")
    assert (info.owner, info.licence) == ("Harbour office", "OGL 3.0")


def test_an_encoding_that_the_server_names_is_believed(world: World, site: Site) -> None:
    """It outranks what the page says."""
    page = "<html><head><meta charset=utf-8></head><body><p>Café on the quay.</p></body></html>"
    headers = {"Content-Type": "text/html; charset=iso-8859-1"}
    site.pages["/"] = Answer(page.encode("latin-1"), 200, headers)
    Reader(world, site, urls=(site.url("/"),)).build()
    (passage,) = world.tools.documents.next_passages(())

    assert passage.passage.text == "Café on the quay."


def test_the_cache_survives_without_being_trusted(world: World, site: Site) -> None:
    """A file that was cut off is fetched again."""
    reader = Reader(world, site)
    reader.build()
    for path in Path(world.home, "web").rglob("*.html"):
        path.write_bytes(b"")
    site.fetched()
    reader.build()

    assert [status for _, status in site.fetched()] == [200, 200]
