"""Pages as they were fetched last, so that what has not changed is not sent again."""

import hashlib
import json
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from indexer.files import FoundFile

_META = "page.json"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Page(BaseModel):
    """A page that lies in a file.

    Attributes:
        url: where it was in the end.
        etag, last_modified: what the server said of its edition, or empty.
        file: name of the file beside this record.
        digest: SHA-256 of the content, in hex.
        size: of the content, in bytes.
    """

    model_config = ConfigDict(frozen=True)

    url: str
    etag: str = ""
    last_modified: str = ""
    file: str
    digest: str
    size: int


class PageCache:
    """A folder with a folder a page."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, url: str) -> Page | None:
        """Return the page as it was fetched last, or None."""
        place = self._place(url)
        try:
            page = Page.model_validate_json((place / _META).read_text("utf-8"))
            whole = (place / page.file).stat().st_size == page.size
        except (OSError, ValidationError):
            return None
        return page if whole else None

    def store(self, url: str, content: bytes, suffix: str, **said: Any) -> Page:  # noqa: ANN401 - the model's fields
        """Keep a page; its file is named after the last part of its address."""
        place = self._place(url)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        stem = PurePosixPath(urlsplit(url).path).stem or urlsplit(url).hostname or "page"
        name = f"{_UNSAFE.sub('-', stem)[:80].strip('-.') or 'page'}{suffix}"
        page = Page(
            url=said.pop("final_url", url),
            file=name,
            digest=hashlib.sha256(content).hexdigest(),
            size=len(content),
            **said,
        )
        (place / name).write_bytes(content)
        # The record comes last: without it, or with another size beside it, there is no page.
        (place / _META).write_text(json.dumps(page.model_dump()), "utf-8")
        return page

    def file(self, url: str, page: Page) -> FoundFile:
        """Return the page's file as readers take it."""
        return FoundFile(self._place(url), page.file)

    def forget(self, url: str) -> None:
        """Delete a page."""
        shutil.rmtree(self._place(url), ignore_errors=True)

    def _place(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode()).hexdigest()[:32]
