"""A look at a brought document: its bytes on their way through memory, and what is in them."""

from typing import NamedTuple

from bot.brought import Brought
from bot.documents.slack_files import SlackFiles
from knowledge.models.inspection import Inspection
from knowledge.ports import Inspector


class Look(NamedTuple):
    """What a look found.

    Attributes:
        url: where the document comes from, or empty.
        data: its bytes; empty unless they may be stored.
    """

    name: str
    url: str
    data: bytes
    inspection: Inspection


class Looks:
    """Fetches documents and has them looked at; nothing is stored."""

    def __init__(self, files: SlackFiles, inspector: Inspector) -> None:
        self._files = files
        self._inspector = inspector

    def look(self, brought: Brought, about: str = "") -> Look:
        """Fetch a document and look at it.

        Args:
            brought: where it is.
            about: what somebody typed about it, which is judged along.

        Raises:
            RefusedFile: it cannot be had.
            DownloadFailed: another attempt may succeed.
        """
        if brought.url:
            page = self._inspector.fetch(brought.url, about)
            return Look(page.name, page.url or brought.url, page.data, page.inspection)
        facts = self._files.about(brought.file)
        data = self._files.content(facts)
        found = self._inspector.inspect(facts.name, data, about)
        return Look(facts.name, found.url, data, found)
