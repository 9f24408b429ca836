"""Members forgotten and handed out, in memory."""

from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import HeldError
from knowledge.models.erasure import Receipt
from knowledge.ports import Clock


@dataclass
class FakeForgetting:
    """Satisfies `knowledge.services.Forgetting`.

    Attributes:
        forgotten: who was forgotten, and by whom.
        held: members whom a legal hold covers.
    """

    clock: Clock
    forgotten: list[tuple[str, str]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)

    def forget(self, member: str, by: str = "") -> Receipt:
        """Note who was forgotten."""
        if member in self.held:
            raise HeldError("A legal hold (H-1) covers this", "Ask an administrator")
        self.forgotten.append((member, by))
        now = self.clock.now()
        return Receipt(
            id="R-0123", subject="s", begun_at=now, done_at=now, erased={"contributions": 3}
        )


@dataclass
class FakeExports:
    """Satisfies `knowledge.services.Exports`."""

    held: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def of_member(self, member: str, by: str = "") -> dict[str, Any]:
        """Return what a test put here."""
        self.asked.append((member, by))
        return {"member": member, "held": self.held}
