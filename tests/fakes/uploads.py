"""Uploaded files that live in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.models.retention import Old
from knowledge.ports import Clock


@dataclass
class FakeUploads:
    """Satisfies the port `Uploads`; `files` holds bytes by path."""

    clock: Clock
    files: dict[str, bytes] = field(default_factory=dict)
    times: dict[str, datetime] = field(default_factory=dict)
    held: dict[str, Old] = field(default_factory=dict)

    def keep(self, contribution_id: str, name: str, data: bytes) -> str:
        """Write a file."""
        file = f"{contribution_id}/{name}"
        self.files[file] = data
        self.times[contribution_id] = self.clock.now()
        return file

    def read(self, file: str) -> bytes | None:
        """Return a file's bytes, or None when it is not there."""
        return self.files.get(file)

    def discard(self, contribution_id: str) -> None:
        """Delete a contribution's file."""
        self.times.pop(contribution_id, None)
        for file in [one for one in self.files if one.startswith(f"{contribution_id}/")]:
            del self.files[file]

    def kept(self) -> Mapping[str, datetime]:
        """Return contribution id → when its file was written."""
        return dict(self.times)

    def set_aside(self, thing: Old) -> None:
        """Keep a file for a legal hold."""
        if thing.key in self.times:
            self.discard(thing.key)
            self.held[thing.key] = thing

    def aside(self) -> tuple[Old, ...]:
        """Return what is kept for legal holds."""
        return tuple(self.held[key] for key in sorted(self.held))

    def drop_aside(self, contribution_id: str) -> None:
        """Delete what was kept for a legal hold."""
        self.held.pop(contribution_id, None)
