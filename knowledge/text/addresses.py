"""Web addresses of one page, spelled alike."""

from functools import lru_cache
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)
def page_key(url: str) -> str:
    """Return what all spellings of a page's address share; empty for what is no web address.

    Scheme, `www.`, default port, a slash at the end and the place within the page make no other
    page; path and query do.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").removeprefix("www.")
    if scheme not in _PORTS or not host:
        return ""
    shown = "" if port in {None, _PORTS[scheme]} else f":{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{shown}{parts.path.rstrip('/')}{query}"
