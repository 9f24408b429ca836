"""A web site on the loopback interface, over real HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """What the site says to a request."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A site whose pages a test sets.

    Attributes:
        pages: path → answer; anything else is 404.
        asked: (path, status) of all requests, in order.
        agents: what the visitors called themselves.
    """

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, text: str, etag: str = "", **headers: str) -> None:
        """Put an HTML page there."""
        said = {"Content-Type": HTML, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if etag:
            said["ETag"] = f'"{etag}"'
        title = path.strip("/").capitalize() or "Home"
        body = f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>"
        self.pages[path] = Answer(body.encode(), headers=said)

    def fetched(self) -> list[tuple[str, int]]:
        """Return the requests so far but those for robots.txt, and forget all."""
        asked = [one for one in self.asked if one[0] != "/robots.txt"]
        self.asked.clear()
        return asked


@contextmanager
def serving() -> Iterator[Site]:
    """Run a site."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.agents.add(self.headers.get("User-Agent", ""))
            answer = site.pages.get(self.path, Answer(b"nothing here", 404))
            etag = answer.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                answer = Answer(b"", 304, {"ETag": etag})
            site.asked.append((self.path, answer.status))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
