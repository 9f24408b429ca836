"""Withdrawals that are only noted."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class FakeWithdrawals:
    """Satisfies `knowledge.services.Withdrawals`."""

    withdrawn: list[str] = field(default_factory=list)

    def withdraw(self, document_ids: Iterable[str]) -> None:
        """Note what was withdrawn."""
        self.withdrawn.extend(document_ids)
