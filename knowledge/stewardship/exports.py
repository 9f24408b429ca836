"""Everything that is held of a member or on a topic, to be handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.errors import NotFoundError
from knowledge.ports import Audit, Clock, Holding
from knowledge.text.terms import terms

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exports:
    """Collects from all sorts of things; each sort leaves out what is others' own matter."""

    holdings: Sequence[Holding]
    audit: Audit
    clock: Clock

    def of_member(self, member: str, by: str = "") -> Json:
        """Return everything that is held of a member.

        Args:
            by: member id of who asked; empty on the command line.
        """
        held = {one.name: list(one.of_member(member)) for one in self.holdings}
        who = "member" if by == member else "administrator"
        self.audit.record("member.exported", by, asked_by=who)
        return {"member": member, **self._frame(held)}

    def on_topic(self, topic: str, by: str = "") -> Json:
        """Return everything that holds all the words of a topic, in whatever form.

        Raises:
            NotFoundError: the topic has no word to look for.
        """
        wanted = frozenset(terms(topic))
        if not wanted:
            raise NotFoundError("The topic has no word to look for", "Name it in a few words")
        held = {
            one.name: list(one.about(lambda text: wanted <= frozenset(terms(text))))
            for one in self.holdings
        }
        self.audit.record("topic.exported", by)
        return {"topic": topic, **self._frame(held)}

    def _frame(self, held: dict[str, list[Json]]) -> Json:
        return {
            "made_at": self.clock.now().isoformat(),
            "held": {name: rows for name, rows in held.items() if rows},
        }
