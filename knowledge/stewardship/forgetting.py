"""Forget a member: nothing of theirs is left, and a receipt that names nobody proves it.

The receipt is written first, outside the database. So an erasure that was interrupted is gone on
with, and a backup that was restored obeys the receipts that it has never seen.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.errors import HeldError
from knowledge.models.erasure import Receipt
from knowledge.models.retention import Old
from knowledge.ports import Audit, Clock, Erasures, Holding, Receipts
from knowledge.stewardship.holds import Holds


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Erases members.

    Attributes:
        holdings: everything that is held of members.
        finish: takes what was erased out of the files, or queues that.
    """

    holdings: Sequence[Holding]
    receipts: Receipts
    erasures: Erasures
    holds: Holds
    audit: Audit
    clock: Clock
    finish: Callable[[], object]

    def forget(self, member: str, by: str = "") -> Receipt:
        """Erase everything of a member; once more completes what was interrupted.

        Args:
            by: member id of who asked; empty on the command line.

        Raises:
            HeldError: a legal hold covers something of the member; nothing was erased.
            StoreError: a disk refused; run again.
        """
        self._refuse_if_held(member, by)
        receipt = self._begun(member)
        erased = self._erase(member)
        who = "member" if by == member else "administrator"
        self.audit.record("member.forgotten", "" if by == member else by, receipt.id, asked_by=who)
        self.finish()
        done = receipt.model_copy(update={"done_at": self.clock.now(), "erased": erased})
        self.receipts.write(done)
        self.erasures.obey(done.id)
        return done

    def replay(self) -> tuple[Receipt, ...]:
        """Obey the receipts that this database has not: it is older, or was interrupted.

        Returns:
            The receipts of those who had something here again.
        """
        obeyed = self.erasures.obeyed()
        missing = [one for one in self.receipts.all() if one.id not in obeyed]
        if not missing:
            return ()
        held = frozenset().union(*(one.members() for one in self.holdings))
        of_subject = {self.receipts.subject_of(member): member for member in held}
        back = [one for one in missing if one.subject in of_subject]
        for receipt in back:
            self._erase(of_subject[receipt.subject])
            self.audit.record("member.forgotten", "", receipt.id, asked_by="receipt")
        # An interrupted erasure may have emptied the rows and not the files.
        if back or any(one.done_at is None for one in missing):
            self.finish()
        for receipt in missing:
            if receipt.done_at is None:
                done = receipt.model_copy(update={"done_at": self.clock.now()})
                self.receipts.write(done)
            self.erasures.obey(receipt.id)
        return tuple(back)

    def _erase(self, member: str) -> dict[str, int]:
        return {holding.name: holding.erase(member) for holding in self.holdings}

    def _begun(self, member: str) -> Receipt:
        subject = self.receipts.subject_of(member)
        for one in self.receipts.all():
            if one.subject == subject and one.done_at is None:
                return one
        receipt = Receipt(
            id=f"R-{secrets.token_hex(6)}", subject=subject, begun_at=self.clock.now()
        )
        self.receipts.write(receipt)
        return receipt

    def _refuse_if_held(self, member: str, by: str) -> None:
        things = [
            Old(key=str(row.get("id", "")), text=str(row), members=(member,))
            for holding in self.holdings
            for row in holding.of_member(member)
        ]
        for thing in (Old(key="", members=(member,)), *things):
            hold = self.holds.covering(thing)
            if hold is not None:
                self.audit.record("member.kept", by, hold.id)
                raise HeldError(
                    f"A legal hold ({hold.id}) covers this until {hold.until:%-d %B %Y}, so "
                    "nothing was erased",
                    "Ask an administrator, who can tell you more and lift it when it is over",
                )
