"""Introductions that a member asked for, and those for which they were asked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, or_, select, union

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.introductions import ENDED, introductions_where, store
from knowledge.adapters.sql.tables import introductions
from knowledge.models.introductions import Introduction, IntroductionState, Step
from knowledge.ports import Clock

Json = dict[str, Any]
_S = IntroductionState

_EITHER: Final = {"id", "state", "made_at", "asked_at", "channel", "answer"}
_ASKER: Final = {
    *_EITHER, "question", "reason", "needed", "anonymous", "sources", "asker_says",
    "asker_publishes",
}  # fmt: skip
_CANDIDATE: Final = {*_EITHER, "because", "decline", "candidate_says", "candidate_publishes"}
_REFUSED = frozenset({_S.DECLINED, _S.PASSED_ON, _S.EXPIRED})


class HeldIntroductions:
    """Each side's own part; neither is told through it what the other one kept to themselves."""

    name = "introductions"

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def members(self) -> frozenset[str]:
        """Return the ids of both sides of all."""
        sides = introductions.c.asker, introductions.c.candidate
        with self._database.read() as connection:
            found = connection.execute(union(*(select(one) for one in sides)))
            return frozenset(found.scalars()) - {""}

    def of_member(self, member: str) -> tuple[Json, ...]:
        """Return the member's part, without the other side: not who it is, nor why they refused.

        A candidate is not told of what never came to them.
        """
        return tuple(_part(one, member) for one in self._of(member) if _knows_of(one, member))

    def about(self, is_about: Callable[[str], bool]) -> tuple[Json, ...]:
        """Return questions on a topic, with their month; not who asked, nor whom."""
        with self._database.read() as connection:
            found = introductions_where(connection, introductions.c.digest != "")
        return tuple(
            {"question": one.question, "month": f"{one.made_at:%Y-%m}"}
            for one in found
            if is_about(one.question)
        )

    def erase(self, member: str) -> int:
        """Erase the member's part; what is left with nobody goes whole.

        What they asked for is withdrawn. Where they were asked, nobody answers any more: the
        asker learns it as from anybody who is silent.
        """
        mine = or_(introductions.c.asker == member, introductions.c.candidate == member)
        now = self._clock.now()
        with self._database.begin() as connection:
            found = introductions_where(connection, mine, lock=True) if member else ()
            for one in found:
                left = _without(one, member)
                if left.asker or left.candidate:
                    store(connection, left, _step(one, left, now))
                else:
                    gone = delete(introductions).where(introductions.c.id == one.id)
                    connection.execute(gone)
        return sum(_knows_of(one, member) for one in found)

    def _of(self, member: str) -> tuple[Introduction, ...]:
        mine = or_(introductions.c.asker == member, introductions.c.candidate == member)
        with self._database.read() as connection:
            return introductions_where(connection, mine) if member else ()


def _knows_of(one: Introduction, member: str) -> bool:
    return one.asker == member or one.asked_at is not None


def _part(one: Introduction, member: str) -> Json:
    if one.asker != member:
        return {"side": "candidate", **one.model_dump(mode="json", include=_CANDIDATE)}
    told = one.model_dump(mode="json", include=_ASKER)
    return {"side": "asker", **told, **({"state": "no_answer"} if one.state in _REFUSED else {})}


def _without(one: Introduction, member: str) -> Introduction:
    left = one.model_copy(update={"answer": "", "because": (), "channel": ""})
    if one.candidate == member:
        left = left.model_copy(update=_no_candidate(one))
    if one.asker == member:
        left = left.model_copy(update=_no_asker(one))
    return left


def _no_asker(one: Introduction) -> Json:
    texts = dict.fromkeys(("asker", "question", "reason", "needed"), "")
    state = one.state if one.state in ENDED else _S.WITHDRAWN
    said = {"asker_says": None, "asker_publishes": False}
    return {**texts, **said, "sources": (), "state": state}


def _no_candidate(one: Introduction) -> Json:
    said = {"candidate": "", "decline": None, "candidate_says": None, "candidate_publishes": False}
    if one.state in {_S.DRAFT, _S.ASKED}:
        # Nobody is left to write to or to remind: the next thing that is due is its end.
        return {**said, "state": _S.ASKED, "nudged": True}
    return said


def _step(one: Introduction, left: Introduction, now: datetime) -> Step | None:
    if one.state is left.state:
        return None
    by = "asker" if one.asker != left.asker else "candidate"
    return Step(introduction=one.id, at=now, before=one.state, after=left.state, by=by)
