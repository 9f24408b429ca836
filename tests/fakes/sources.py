"""Sources and readings in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.models.readings import FileReading
from knowledge.models.work import Source


@dataclass
class FakeSources:
    """Satisfies the port `Sources`."""

    by_root: dict[str, Source] = field(default_factory=dict)

    def remember(self, sources: Iterable[Source]) -> None:
        """Add folders; one whose root is known takes the new scope and keeps its key."""
        for one in sources:
            before = self.by_root.get(one.root, one)
            self.by_root[one.root] = Source.folder(one.root, one.scope, before.key)

    def known(self) -> tuple[Source, ...]:
        """Return the sources in the order in which they were first built."""
        return tuple(self.by_root.values())


@dataclass
class FakeReadings:
    """Satisfies the port `Readings`."""

    readings: dict[str, FileReading] = field(default_factory=dict)

    def known(self) -> dict[str, FileReading]:
        """Return file id → its last reading."""
        return dict(self.readings)

    def record(self, readings: Mapping[str, FileReading], gone: Iterable[str] = ()) -> None:
        """Store readings, and delete those of files that are gone."""
        for one in gone:
            self.readings.pop(one, None)
        self.readings.update(readings)
