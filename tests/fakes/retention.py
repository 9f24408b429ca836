"""Unanswered questions, legal holds and receipts, in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from knowledge.models.erasure import Receipt
from knowledge.models.retention import Gap, Hold
from knowledge.ports import Clock


@dataclass
class FakeGaps:
    """Satisfies the port `Gaps`."""

    clock: Clock
    asked: list[tuple[str, str, str, str]] = field(default_factory=list)

    def note(self, text: str, state: str, asker: str) -> None:
        """Store a question."""
        self.asked.append((text, str(state), asker, f"{self.clock.now():%Y-%m}"))

    def counted(self) -> tuple[Gap, ...]:
        """Return each question once for each month and state."""
        seen: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        for text, state, asker, month in self.asked:
            plain = " ".join(text.casefold().split())
            seen.setdefault((plain, month, state), []).append((text, asker))
        counted = [
            Gap(
                text=rows[0][0],
                state=state,
                month=month,
                times=len(rows),
                askers=len({asker for _, asker in rows}),
            )
            for (_, month, state), rows in seen.items()
        ]
        return tuple(sorted(counted, key=lambda one: (-one.askers, -one.times, one.text)))

    def rotate(self) -> None:
        """Nothing in memory outlives the test."""


@dataclass
class FakeHoldStore:
    """Satisfies the port `HoldStore`."""

    held: dict[str, Hold] = field(default_factory=dict)

    def place(self, hold: Hold) -> None:
        """Store a hold."""
        self.held[hold.id] = hold

    def lift(self, hold_id: str, at: datetime) -> bool:
        """End a hold."""
        hold = self.held.get(hold_id)
        if hold is None or hold.lifted_at is not None:
            return False
        self.held[hold_id] = hold.model_copy(update={"lifted_at": at})
        return True

    def all(self) -> tuple[Hold, ...]:
        """Return all holds, oldest first."""
        return tuple(sorted(self.held.values(), key=lambda one: (one.placed_at, one.id)))


@dataclass
class FakeReceipts:
    """Satisfies the port `Receipts`."""

    written: dict[str, Receipt] = field(default_factory=dict)

    def subject_of(self, member: str) -> str:
        """Return something that stands for a member."""
        return f"subject of {member[::-1]}"

    def write(self, receipt: Receipt) -> None:
        """Store a receipt."""
        self.written[receipt.id] = receipt

    def all(self) -> tuple[Receipt, ...]:
        """Return all receipts, oldest first."""
        return tuple(self.written.values())
