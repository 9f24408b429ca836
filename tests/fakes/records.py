"""Records of answers, in memory."""

from dataclasses import dataclass, field

from knowledge.models.answers import Answer
from knowledge.models.records import AnswerRecord, Where
from knowledge.ports import Clock


@dataclass
class FakeAnswerRecords:
    """Satisfies the port `AnswerRecords`.

    Attributes:
        made: key → record, oldest first.
        asked: key → member.
        set_aside: keys of questions that a hold keeps and nobody sees.
    """

    clock: Clock
    made: dict[str, AnswerRecord] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    set_aside: set[str] = field(default_factory=set)

    def add(self, key: str, member: str, where: Where, answer: Answer) -> None:
        """Record an answer."""
        if key in self.made:
            return
        self.asked[key] = member
        members = list(dict.fromkeys(self.asked.values()))
        shared = answer.model_dump(
            include={"state", "form", "route", "score", "threshold", "index_version"}
            | {"model", "writer"}
        )
        self.made[key] = AnswerRecord(
            key=key,
            at=self.clock.now(),
            asker=f"a-{members.index(member):012x}",
            where=where,
            passages=tuple(one.passage_id for one in answer.citations),
            documents=tuple(one.document_id for one in answer.citations),
            **shared,
        )

    def of(self, key: str) -> AnswerRecord | None:
        """Return the record of an answer, or None."""
        return self._shown(key) if key in self.made else None

    def is_by(self, key: str, member: str) -> bool:
        """Tell whether a member asked what was answered so."""
        return self.asked.get(key) == member

    def latest(self, most: int) -> tuple[AnswerRecord, ...]:
        """Return the newest records, newest first."""
        return tuple(self._shown(key) for key in reversed(list(self.made)[-most:]))

    def keep(self, key: str, text: str) -> bool:
        """Keep the question's text with a record; one that lies there is never overwritten."""
        if key not in self.made or self.made[key].question not in {"", text}:
            return False
        kept = {"question": text, "kept_at": self.clock.now()}
        self.made[key] = self.made[key].model_copy(update=kept)
        self.set_aside.discard(key)
        return True

    def drop(self, key: str, *, aside: bool = False) -> None:
        """Delete the question's text, or show it to nobody; what is aside stays."""
        if aside and key in self.made and self.made[key].question:
            self.set_aside.add(key)
        elif key in self.made and key not in self.set_aside:
            self.made[key] = _bare(self.made[key])

    def _shown(self, key: str) -> AnswerRecord:
        return _bare(self.made[key]) if key in self.set_aside else self.made[key]


def _bare(record: AnswerRecord) -> AnswerRecord:
    return record.model_copy(update={"question": "", "kept_at": None})
