"""What a site asks of programs that read it (RFC 9309)."""

from collections.abc import Callable
from urllib.parse import urlunsplit

from protego import Protego

from indexer.web.addresses import checked_url
from indexer.web.transport import AGENT

LEAST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
MAX_ROBOTS = 500_000

Fetch = Callable[[str], bytes | None]
"""An address to its content, None when there is none; raises when nobody can tell."""


class Robots:
    """The rules of all sites that are asked; each site's are read once."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._rules: dict[str, Protego] = {}

    def allow(self, url: str) -> bool:
        """Tell whether a page may be read."""
        return bool(self._of(url).can_fetch(url, AGENT))

    def pause_s(self, url: str) -> float:
        """Return how long to wait between two requests to the page's site."""
        asked = self._of(url).crawl_delay(AGENT) or 0.0
        return min(max(float(asked), LEAST_PAUSE_S), LONGEST_PAUSE_S)

    def _of(self, url: str) -> Protego:
        parts = checked_url(url)
        place = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if place not in self._rules:
            content = self._fetch(place) or b""
            self._rules[place] = Protego.parse(content[:MAX_ROBOTS].decode("utf-8", "replace"))
        return self._rules[place]
