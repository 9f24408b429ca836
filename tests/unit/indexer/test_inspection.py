"""A look at what somebody brings: described, held, blocked, refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from indexer.inspection.look import excerpt_of, inspect_file
from indexer.inspection.page import fetch_page
from knowledge.adapters.community_pack import load_community
from knowledge.models.community import CommunityPack
from knowledge.models.documents import Kind
from knowledge.models.inspection import EXCERPT_CHARS, Outcome

HERE = ("127.0.0.1",)
TIDES = b"# Tide trials\n\nThey ended in May."


@cache
def pack() -> CommunityPack:
    """Return the community whose markings are known."""
    return load_community("police_science")


@contextmanager
def web(pages: dict[str, tuple[int, dict[str, str], bytes]]) -> Iterator[str]:
    """Serve pages, by path: status, headers, bytes."""

    class Handler(BaseHTTPRequestHandler):
        """Answers with the pages."""

        def do_GET(self) -> None:
            """Answer one request."""
            status, headers, body = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_about: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_front_matter_fills_the_form() -> None:
    """Whoever wrote it down once does not type it again."""
    data = (
        b"---\ntitle: Tide trials\ndate: 2026-05-17\nkind: practice\nowner: Harbour office\n"
        b"licence: CC BY 4.0\n---\n\nThey ended in May."
    )
    found = inspect_file("tides.md", data, pack())

    assert (found.title, found.date, found.kind) == ("Tide trials", "2026-05-17", Kind.PRACTICE)
    assert (found.owner, found.licence) == ("Harbour office", "CC BY 4.0")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("# Tides\n\nThey ended.", Outcome.ALLOW),
        ("OFFICIAL-SENSITIVE\n\n# Tides\n\nThey ended.", Outcome.HOLD),
        ("SECRET\n\n# Tides\n\nThey ended.", Outcome.BLOCK),
    ],
)
def test_a_marking_decides(text: str, outcome: Outcome) -> None:
    """As it decides over every other document."""
    found = inspect_file("tides.md", text.encode(), pack())

    assert found.outcome is outcome
    assert bool(found.reasons) == (outcome is not Outcome.ALLOW)


def test_of_a_blocked_document_only_the_label_comes_back() -> None:
    """Neither title nor date nor length."""
    found = inspect_file("gannet.md", b"SECRET\n\n# Gannetwing\n\nIt is broken.", pack())

    assert (found.title, found.words, found.label) == ("", 0, "SECRET")
    assert "gannet" not in found.model_dump_json().lower()


def test_a_marking_is_no_title() -> None:
    """The file's name is a better one."""
    found = inspect_file("lantern-plan.md", b"# OFFICIAL-SENSITIVE\n\nSome words.", pack())

    assert found.title == "Lantern plan"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("tides.md", b"", "empty"),
        ("tides.md", b"  \n", "no text"),
        ("tides.xyz", b"words", "format"),
        ("tides", b"words", "format"),
        ("tides.pdf", b"words", "PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str, data: bytes, reason: str) -> None:
    """And what to do."""
    found = inspect_file(name, data, pack())

    assert found.outcome is Outcome.REFUSED
    assert reason in found.refusal
    assert not found.refusal[0].islower()


def test_a_page_is_fetched_as_it_stands() -> None:
    """With the format that the server says."""
    html = b"<html><head><title>Tide trials</title></head><body><p>They ended.</p></body></html>"
    page = {"/trials": (200, {"content-type": "text/html; charset=utf-8"}, html)}
    with web(page) as base:
        found = fetch_page(f"{base}/trials", pack(), hosts=HERE)

    assert (found.name, found.data, found.url) == ("trials.html", html, f"{base}/trials")
    assert found.inspection.title == "Tide trials"


def test_a_marked_page_comes_back_without_its_bytes() -> None:
    """They end with the process that fetched them."""
    html = b"<html><body><p>SECRET</p><h1>Gannetwing</h1><p>It is broken.</p></body></html>"
    with web({"/x": (200, {"content-type": "text/html"}, html)}) as base:
        found = fetch_page(f"{base}/x", pack(), hosts=HERE)

    assert (found.inspection.outcome, found.data) == (Outcome.BLOCK, b"")


def test_a_redirect_is_followed_to_where_it_may_lead() -> None:
    """Each step is looked at, not the first alone."""
    pages = {
        "/x": (302, {"location": "/y"}, b""),
        "/y": (200, {"content-type": "text/plain"}, b"Tides rise."),
        "/z": (302, {"location": "http://localhost:1/inside"}, b""),
    }
    with web(pages) as base:
        there = fetch_page(f"{base}/x", pack(), hosts=HERE)
        inside = fetch_page(f"{base}/z", pack(), hosts=HERE)

    assert (there.url, there.data) == (f"{base}/y", b"Tides rise.")
    assert "private network" in inside.inspection.refusal


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::1]", "localhost"]
)
def test_no_private_address_is_asked(host: str) -> None:
    """Not the machine itself, not its network, not a cloud's metadata."""
    found = fetch_page(f"http://{host}:9/", pack())

    assert "private network" in found.inspection.refusal
    assert "send me the file" in found.inspection.refusal


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "file:///etc/passwd", "http://", "https://me:pw@a.example/"]
)
def test_only_plain_web_links_are_followed(url: str) -> None:
    """Nothing that a browser would not open, nothing with a password in it."""
    found = fetch_page(url, pack(), hosts=HERE)

    assert found.inspection.outcome is Outcome.REFUSED
    assert "pw" not in found.inspection.refusal


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (404, {}, "HTTP 404"),
        (401, {}, "needs a login"),
        (302, {"location": "/x"}, "in circles"),
    ],
)
def test_a_page_that_cannot_be_had_is_explained(
    status: int, headers: dict[str, str], reason: str
) -> None:
    """With what else can be done."""
    with web({"/x": (status, headers, b"")}) as base:
        found = fetch_page(f"{base}/x", pack(), hosts=HERE)

    assert reason in found.inspection.refusal


def test_a_host_that_is_not_there_is_explained() -> None:
    """A typing error is the likeliest reason."""
    found = fetch_page("http://no-such-host.invalid/", pack())

    assert "cannot be reached" in found.inspection.refusal


def test_a_held_document_is_shown_to_a_curator_without_what_points_at_persons() -> None:
    """Whoever decides sees the words, and not the telephone number in them."""
    text = b"OFFICIAL-SENSITIVE\n\nThe tide trial ended in May. Call 07700 900123 for keys.\n"
    shown = excerpt_of("tides.md", text, pack()).text

    assert "The tide trial ended in May." in shown
    assert "900123" not in shown


def test_an_excerpt_is_short() -> None:
    """It shows how a document begins, not the document."""
    text = b"# Tides\n\n" + b"The tide came in again, as it does each day. " * 200

    assert len(excerpt_of("tides.md", text, pack()).text) == EXCERPT_CHARS
