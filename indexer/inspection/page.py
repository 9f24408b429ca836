"""A page of the public web, fetched once because somebody asked, and looked at like a file."""

import mimetypes
import time
from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import httpx

from indexer.inspection.look import inspect_file
from indexer.web.addresses import RefusedAddress, checked_url, written
from indexer.web.transport import open_client
from knowledge.errors import RefusedFile
from knowledge.models.community import CommunityPack
from knowledge.models.inspection import Fetched, Inspection, Outcome
from knowledge.ports import MAX_UPLOAD_BYTES

WHOLE_S = 20.0
MAX_REDIRECTS = 5
_PAGES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_AS_FILE = "Open it in a browser, save it and send me the file"


def fetch_page(
    url: str, pack: CommunityPack, about: str = "", hosts: Collection[str] = ()
) -> Fetched:
    """Fetch a page and look at it; what may not be stored comes back without its bytes.

    Args:
        url: http or https.
        pack: whose rules decide.
        about: what somebody typed about it, which is judged along.
        hosts: hosts that may be private.
    """
    try:
        address, name, data = _fetched(url, frozenset(hosts))
    except RefusedFile as refused:
        return Fetched(inspection=Inspection(outcome=Outcome.REFUSED, refusal=str(refused)))
    found = inspect_file(name, data, pack, about)
    may_be_kept = found.outcome in {Outcome.ALLOW, Outcome.HOLD}
    return Fetched(inspection=found, name=name, url=address, data=data if may_be_kept else b"")


def _fetched(url: str, hosts: frozenset[str]) -> tuple[str, str, bytes]:
    client = open_client(hosts)
    try:
        for _ in range(MAX_REDIRECTS + 1):
            address = written(checked_url(url))
            with client.stream("GET", address) as answer:
                if not answer.is_redirect:
                    return address, _name(address, answer), _body(answer)
                url = urljoin(address, answer.headers.get("location", ""))
    except RefusedAddress as refused:
        raise RefusedFile(refused.message, _AS_FILE) from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise RefusedFile("The page cannot be reached", _AS_FILE) from None
    finally:
        client.close()
    raise RefusedFile("The link leads in circles", "Send the address at which the page stands")


def _body(answer: httpx.Response) -> bytes:
    if not answer.is_success:
        raise RefusedFile(
            f"The page cannot be had (HTTP {answer.status_code})",
            "If it needs a login, save it in a browser and send me the file",
        )
    until, data = time.monotonic() + WHOLE_S, bytearray()
    for part in answer.iter_bytes():
        data += part
        if len(data) > MAX_UPLOAD_BYTES:
            raise RefusedFile(
                f"It has more than {MAX_UPLOAD_BYTES // 1_000_000} MB", "Send me a part of it"
            )
        if time.monotonic() > until:
            raise RefusedFile("The page takes too long to arrive", _AS_FILE)
    return bytes(data)


def _name(url: str, answer: httpx.Response) -> str:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    path = PurePosixPath(unquote(urlsplit(url).path))
    known = _PAGES.get(kind) or (mimetypes.guess_extension(kind) if kind else "") or path.suffix
    if known == ".txt" and path.suffix.lower() in {".md", ".csv"}:
        known = path.suffix.lower()
    return f"{path.stem or urlsplit(url).hostname}{known}"
