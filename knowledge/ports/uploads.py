"""Documents that people bring: a look before anything is stored, and where they lie then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from knowledge.models.inspection import Excerpt, Fetched, Inspection
from knowledge.models.retention import Old

MAX_UPLOAD_BYTES = 20_000_000


class Inspector(Protocol):
    """Looks at a document outside of this process; nothing of it is stored anywhere."""

    def inspect(self, name: str, data: bytes, about: str = "") -> Inspection:
        """Look at a file's bytes.

        Args:
            name: its name, whose suffix says the format.
            data: all of it.
            about: what somebody typed about it, which is judged along.

        Raises:
            RefusedFile: looking took too long or broke off.
        """
        ...

    def excerpt(self, name: str, data: bytes) -> Excerpt:
        """Read how a file begins, without what the community's rules take out.

        Raises:
            RefusedFile: it cannot be read, or reading took too long or broke off.
        """
        ...

    def fetch(self, url: str, about: str = "") -> Fetched:
        """Fetch a page of the public web and look at it.

        Args:
            url: http or https.
            about: what somebody typed about it, which is judged along.

        Raises:
            RefusedFile: it cannot be fetched, or looking took too long or broke off.
        """
        ...


class Uploads(Protocol):
    """Files that people offered, one for each contribution."""

    def keep(self, contribution_id: str, name: str, data: bytes) -> str:
        """Write a file, whole or not at all; the same again changes nothing.

        Returns:
            Its path below the folder of uploads, as in `Contribution.file`.

        Raises:
            StoreError: the disk refused.
        """
        ...

    def read(self, file: str) -> bytes | None:
        """Return a file's bytes, or None when it is not there."""
        ...

    def discard(self, contribution_id: str) -> None:
        """Delete a contribution's file; nothing happens when there is none."""
        ...

    def kept(self) -> Mapping[str, datetime]:
        """Return contribution id → when its file was written."""
        ...

    def set_aside(self, thing: Old) -> None:
        """Keep a file for a legal hold, where nothing reads it; nothing happens without one.

        Args:
            thing: what the hold goes by; its key is the contribution's id.
        """
        ...

    def aside(self) -> tuple[Old, ...]:
        """Return what is kept for legal holds."""
        ...

    def drop_aside(self, contribution_id: str) -> None:
        """Delete what was kept for a legal hold."""
        ...
