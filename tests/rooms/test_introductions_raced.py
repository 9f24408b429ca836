"""Introductions over a real database, pressed by several at the same moment."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from knowledge.adapters.sql.engine import open_database
from knowledge.adapters.sql.introductions import SqlIntroductions
from knowledge.adapters.sql.members import SqlMembers
from knowledge.errors import KnowledgeError
from knowledge.models.introductions import Decline, Introduction, IntroductionState
from tests.introductions import ANA, BEN, CLEO, DAN, EVE, QUESTION, Village
from tests.racing import at_once

_S = IntroductionState
Deed = Callable[[], object]


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    """Ana asks; Ben, Cleo, Dan and Eve may be asked. It is Monday morning."""
    database = open_database(f"sqlite:///{tmp_path / 'knowledge.db'}")
    yield Village(members=SqlMembers(database), introductions=SqlIntroductions(database))
    database.close()


def tried(deed: Deed) -> Callable[[], bool]:
    """Return what tells whether a deed went through."""

    def attempt() -> bool:
        with suppress(KnowledgeError):
            deed()
            return True
        return False

    return attempt


def test_of_all_who_press_at_once_one_is_heard(village: Village) -> None:
    """Yes, no, taken back, or out of time; the log tells the same as the state."""
    one, at = village.asked(), village.introducing

    heard = at_once(
        tried(lambda: at.accept(one, BEN)),
        tried(lambda: at.decline(one, BEN, Decline.BUSY)),
        tried(lambda: at.pass_on(one, BEN, CLEO)),
        tried(lambda: at.expire(one)),
    )

    steps = village.steps(one)
    stored = village.introductions.get(one)
    assert sum(heard) == 1
    assert stored
    assert [step.after for step in steps] == [_S.ASKED, stored.state]
    assert len(village.introductions.of_candidate(CLEO)) == (stored.state is _S.PASSED_ON)


def test_the_same_press_many_times_at_once_counts_once(village: Village) -> None:
    """From several processes."""
    one = village.asked()

    done: list[Introduction] = at_once(
        *(partial(village.started().accept, one, BEN) for _ in range(6))
    )

    assert {each.state for each in done} == {_S.ACCEPTED}
    assert [step.after for step in village.steps(one)] == [_S.ASKED, _S.ACCEPTED]


def test_the_last_place_of_a_candidate_is_given_once(village: Village) -> None:
    """Whoever was first; the others are refused."""
    village.available(BEN, most_asks=1)

    askers = (ANA, CLEO, DAN, EVE)
    got = at_once(*(tried(partial(village.ask, BEN, asker=asker)) for asker in askers))

    assert sum(got) == 1
    assert len(village.introductions.of_candidate(BEN)) == 1


def test_one_asker_pressing_many_times_asks_once(village: Village) -> None:
    """The same person, or several with the same question."""
    made = at_once(*(partial(village.ask, candidate) for candidate in (BEN, BEN, CLEO, DAN)))

    assert len({one.id for one in made}) == 1
    assert [one.question for one in village.introductions.of_asker(ANA)] == [QUESTION]
