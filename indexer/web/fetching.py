"""One address to its page: asked politely, within limits, and only if it has changed."""

import codecs
import time
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import httpx

from indexer.readers.raw import MAX_BYTES
from indexer.web.addresses import checked_url, written
from indexer.web.cache import Page, PageCache
from indexer.web.robots import Robots
from indexer.web.transport import open_client
from knowledge.errors import RefusedFile

MAX_REDIRECTS = 5
WHOLE_S = 60.0
_SUFFIXES: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}
_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_AGAIN = "Build again later, or take the page out of sources.toml"
Sleep = Callable[[float], None]


class GonePage(RefusedFile):
    """The site says that there is no such page."""


class Fetcher:
    """Asks one host at a time, with pauses.

    Args:
        hosts: hosts that may be private, and to which a page may lead from another host.
        cache: pages as they were fetched last.
        sleep: waits some seconds.
    """

    def __init__(self, hosts: Iterable[str], cache: PageCache, sleep: Sleep) -> None:
        self._hosts = frozenset(host.lower() for host in hosts)
        self._cache = cache
        self._sleep = sleep
        self._client = open_client(self._hosts)
        self._robots = Robots(self._robots_file)
        self._asked: set[str] = set()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def page(self, url: str) -> Page:
        """Return a page, fetched anew only if it has changed.

        Raises:
            GonePage: there is no such page any more; it is forgotten.
            RefusedFile: it cannot or must not be fetched, with the reason.
        """
        before = self._cache.load(url)
        try:
            response, content = self._follow(url, _conditions(before))
        except GonePage:
            self._cache.forget(url)
            raise
        if response.status_code == HTTPStatus.NOT_MODIFIED and before:
            return before
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in _SUFFIXES:
            raise RefusedFile(
                f"its content is of the type {kind or 'unknown'}, which is not read",
                "Take it out of sources.toml",
            )
        return self._cache.store(
            url,
            _in_utf8(content, response),
            _SUFFIXES[kind],
            final_url=str(response.url),
            etag=response.headers.get("etag", ""),
            last_modified=response.headers.get("last-modified", ""),
        )

    def content(self, url: str) -> bytes:
        """Return the content of an address, such as a sitemap's.

        Raises:
            RefusedFile: it cannot or must not be fetched, with the reason.
        """
        return self._follow(url, {})[1]

    def _follow(self, url: str, conditions: Mapping[str, str]) -> tuple[httpx.Response, bytes]:
        for _ in range(MAX_REDIRECTS + 1):
            if not self._robots.allow(url):
                raise RefusedFile("the site asks programs not to read it (robots.txt)", _AGAIN)
            self._pause(url)
            response, content = self._get(url, conditions)
            if response.status_code == HTTPStatus.NOT_MODIFIED and conditions:
                return response, b""
            if not response.is_redirect:
                _check(response)
                return response, content
            url = self._next(url, response)
        raise RefusedFile(f"it leads on more than {MAX_REDIRECTS} times", _AGAIN)

    def _next(self, url: str, response: httpx.Response) -> str:
        target = written(checked_url(urljoin(url, response.headers.get("location", ""))))
        old, new = urlsplit(url).hostname, urlsplit(target).hostname
        if new != old and new not in self._hosts:
            raise RefusedFile(
                f"it leads to another host, {new}",
                "Give the new address, or name the host under hosts in sources.toml",
            )
        return target

    def _pause(self, url: str) -> None:
        """Wait between two requests to a site; its robots.txt does not count."""
        host = urlsplit(url).netloc
        if host in self._asked:
            self._sleep(self._robots.pause_s(url))
        self._asked.add(host)

    def _get(self, url: str, headers: Mapping[str, str]) -> tuple[httpx.Response, bytes]:
        until = time.monotonic() + WHOLE_S
        content = bytearray()
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                for part in response.iter_bytes():
                    content += part
                    if len(content) > MAX_BYTES:
                        raise RefusedFile(
                            f"it has more than {MAX_BYTES // 1_000_000} MB",
                            "Take it out of sources.toml",
                        )
                    if time.monotonic() > until:
                        raise RefusedFile("it takes too long to arrive", _AGAIN)
                return response, bytes(content)
        except (httpx.HTTPError, httpx.InvalidURL):
            raise RefusedFile(f"{urlsplit(url).hostname} does not answer", _AGAIN) from None

    def _robots_file(self, url: str) -> bytes | None:
        for _ in range(MAX_REDIRECTS + 1):
            response, content = self._get(url, {})
            if response.is_redirect:
                url = self._next(url, response)
            elif response.is_client_error:
                return None
            elif response.is_success:
                return content
            else:
                break
        raise RefusedFile("the site's robots.txt cannot be read now", _AGAIN)


def _conditions(before: Page | None) -> dict[str, str]:
    if before is None:
        return {}
    said = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in said.items() if value}


def _check(response: httpx.Response) -> None:
    if response.status_code in _GONE:
        raise GonePage("the page is gone", "Take it out of sources.toml")
    if not response.is_success:
        raise RefusedFile(f"the site answers with error {response.status_code}", _AGAIN)


def _in_utf8(content: bytes, response: httpx.Response) -> bytes:
    """Return text as the server says it is encoded, which outranks what the page says of itself."""
    kind = response.headers.get("content-type", "").lower()
    charset = response.charset_encoding
    if not charset or not kind.startswith(("text/", "application/xhtml")):
        return content
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return content
