"""Introductions at their end: first their words go, then that they were."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.introductions import ENDED, introductions_where, store
from knowledge.adapters.sql.tables import introductions
from knowledge.models.introductions import Introduction
from knowledge.models.retention import Old
from knowledge.text.batches import batched

_AT_ONCE = 500
_OVER = introductions.c.state.in_(sorted(ENDED))
_NO_WORDS: Final[dict[str, Any]] = {
    **dict.fromkeys(("question", "reason", "needed", "answer"), ""),
    "because": (),
    "sources": (),
}


class OldIntroductionTexts:
    """What was asked and answered; who asked whom, and how it ended, is kept for longer."""

    name = "introduction texts"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return introductions that were asked for earlier and are over, while words are kept."""
        return _old(self._database, before, introductions.c.digest != "")

    def drop(self, keys: Iterable[str]) -> int:
        """Delete the words."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                for one in introductions_where(connection, introductions.c.id.in_(some), lock=True):
                    count += store(connection, one.model_copy(update=_NO_WORDS), None)
        return count


class OldIntroductions:
    """Introductions whose words are gone, with their steps."""

    name = "introductions"

    def __init__(self, database: Database) -> None:
        self._database = database

    def old(self, before: datetime) -> tuple[Old, ...]:
        """Return introductions that were asked for earlier and whose words are gone."""
        return _old(self._database, before, introductions.c.digest == "")

    def drop(self, keys: Iterable[str]) -> int:
        """Delete introductions."""
        count = 0
        with self._database.begin() as connection:
            for some in batched(sorted(keys), _AT_ONCE):
                gone = delete(introductions).where(introductions.c.id.in_(some))
                count += connection.execute(gone).rowcount
        return count


def _old(database: Database, before: datetime, condition: Any) -> tuple[Old, ...]:  # noqa: ANN401 - an SQL expression
    late = introductions.c.made_at < before.timestamp()
    with database.read() as connection:
        return tuple(map(_thing, introductions_where(connection, late, _OVER, condition)))


def _thing(one: Introduction) -> Old:
    reasons = (line.text for line in one.because)
    titles = (title for title, _url in one.sources)
    words = (one.question, one.reason, one.needed, one.answer, *reasons, *titles)
    return Old(
        key=one.id,
        text="\n".join(words),
        members=tuple(side for side in (one.asker, one.candidate) if side),
        reference=one.id,
    )
