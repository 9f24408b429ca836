"""Looks at documents without a process of its own."""

from dataclasses import dataclass, field

from knowledge.models.inspection import Excerpt, Fetched, Inspection, Outcome


@dataclass
class FakeInspector:
    """Finds what a test says.

    Attributes:
        found: what every look finds.
        page: bytes of every page.
        asked: names and addresses that were looked at.
        abouts: what was typed about each.
        sizes: of the files, in bytes.
    """

    found: Inspection = field(
        default_factory=lambda: Inspection(
            outcome=Outcome.ALLOW, title="Tide trials", documents=1, words=4
        )
    )
    page: bytes = b"<h1>Tide trials</h1><p>They ended in May.</p>"
    asked: list[str] = field(default_factory=list)
    abouts: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def inspect(self, name: str, data: bytes, about: str = "") -> Inspection:
        """Look at a file's bytes."""
        self.asked.append(name)
        self.abouts.append(about)
        self.sizes.append(len(data))
        return self.found

    def excerpt(self, name: str, data: bytes) -> Excerpt:
        """Read how a file begins."""
        self.asked.append(name)
        return Excerpt(text="" if self.found.outcome is Outcome.BLOCK else data.decode())

    def fetch(self, url: str, about: str = "") -> Fetched:
        """Fetch a page and look at it."""
        self.asked.append(url)
        self.abouts.append(about)
        kept = self.found.outcome in {Outcome.ALLOW, Outcome.HOLD}
        return Fetched(
            inspection=self.found, name="page.html", url=url, data=self.page if kept else b""
        )
