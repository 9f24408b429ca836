"""Forgotten means that nothing is left: in no row, no file, no index, and no backup."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.adapters.snapshot.layout import current_folder
from knowledge.adapters.snapshot.lexical import LexicalIndex
from knowledge.adapters.snapshot.slices import term_number
from knowledge.models.access import Audience
from knowledge.publishing.publisher import rewrite
from knowledge.search.query import understand
from knowledge.text.glossary import Glossary
from knowledge.text.terms import terms
from tests.stewards import (
    ANA,
    BEN,
    CANARY,
    Stewards,
    files_with,
    open_stewards,
    traces,
)

READER = Audience.of(full_member=True, channels=["C1"])
STEPS = 23


class Killed(BaseException):
    """The process died here."""


@dataclass(frozen=True)
class Deadly:
    """A holding at which the process dies."""

    inner: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def erase(self, _member: str) -> int:
        """Die."""
        raise Killed


@pytest.fixture
def stewards(tmp_path: Path) -> Iterator[Stewards]:
    """Two members who left something of every sort."""
    with open_stewards(tmp_path) as opened:
        opened.live_together()
        yield opened


def said(stewards: Stewards, question: str = f"what sang {CANARY}") -> str:
    """Return all that a search shows."""
    query = understand(question, Glossary(()))
    hits = stewards.world.retriever.search(query, READER).hits
    return "\n".join(hit.stored.passage.text for hit in hits)


def in_terms(stewards: Stewards) -> int:
    """Count where the lexical index's own dictionaries know the canary."""
    folder = current_folder(stewards.world.home)
    (term,) = terms(CANARY)
    shared = LexicalIndex(folder / "lexical").document_frequency(term)
    private = np.load(folder / "slices.term.npy")
    return shared + int((private == term_number(term)).sum())


def ids_of(stewards: Stewards, member: str) -> list[int]:
    """Return the ids of the passages that hold a member's words."""
    live = stewards.world.tools.documents.next_passages(())
    return [one.id for one in live if member in one.document.members]


def ids_held(stewards: Stewards, ids: list[int]) -> list[int]:
    """Return the ids that the current snapshot knows in any of its parts."""
    snapshot = stewards.world.tools.snapshots.open()
    return [
        one
        for one in ids
        if snapshot.vector(one) is not None or len(snapshot.sentence_vectors(one))
    ]


def assert_nothing_is_left(stewards: Stewards, needles: list[bytes], tmp_path: Path) -> None:
    """Fail when a row, a file or an index still knows the member or her words."""
    held = [one for one in stewards.forgetting.holdings if one.of_member(ANA)]

    assert held == []
    assert files_with(tmp_path, needles) == {}
    assert in_terms(stewards) == 0
    assert CANARY not in said(stewards)
    assert stewards.exports.of_member(BEN)["held"]["contributions"]


def test_nothing_of_a_forgotten_member_is_left_anywhere(stewards: Stewards, tmp_path: Path) -> None:
    """Bytes of every file, the term dictionaries and the ids; each is found before."""
    needles, ids = traces(stewards), ids_of(stewards, ANA)
    before = files_with(tmp_path, needles)
    assert set(before) == set(needles)
    assert in_terms(stewards) == 2
    assert ids_held(stewards, ids) == ids
    assert CANARY in said(stewards)

    receipt = stewards.forgetting.forget(ANA)

    assert ids_held(stewards, ids) == []
    assert len(list((stewards.world.home / "snapshots").iterdir())) == 2
    assert receipt.erased["contributions"] == 2
    assert_nothing_is_left(stewards, needles, tmp_path)


def test_the_receipt_names_nobody_and_the_log_keeps_what_was_done(
    stewards: Stewards, tmp_path: Path
) -> None:
    """What was done by whom can no longer be told; that it was done can."""
    acts = len(stewards.audit.entries())

    receipt = stewards.forgetting.forget(ANA)

    assert files_with(tmp_path / "receipts", [receipt.id.encode()])
    assert files_with(tmp_path / "receipts", [ANA.encode(), CANARY.encode()]) == {}
    assert len(stewards.audit.entries()) == acts + 1
    assert stewards.audit.entries(actor=ANA) == ()


def test_forgetting_twice_changes_nothing_more(stewards: Stewards) -> None:
    """A member who presses twice is forgotten once."""
    stewards.forgetting.forget(ANA)

    assert set(stewards.forgetting.forget(ANA).erased.values()) == {0}


def test_a_letter_that_was_sent_names_nobody_any_more(stewards: Stewards, tmp_path: Path) -> None:
    """Only its key is left of it, and that says whom it went to."""
    stewards.inbox.put(f"letter agreed C1 {ANA}", "letter", {})
    stewards.forgetting.forget(ANA)

    assert files_with(tmp_path, [ANA.encode()]) == {}


def test_posts_that_quote_a_forgotten_member_are_queued_to_be_edited(stewards: Stewards) -> None:
    """And the logged answer has lost her words."""
    stewards.forgetting.forget(ANA)

    (due,) = stewards.quotes.due()
    answer = stewards.answer_log.load("k1")
    assert (due.channel, due.ts) == ("C1", "2.0")
    assert answer is not None
    assert answer.is_withdrawn


def test_a_step_is_tested_for_each_sort_of_thing(stewards: Stewards, tmp_path: Path) -> None:
    """A new sort of thing is killed at, too."""
    assert len(stewards.forgetting.holdings) == STEPS


@pytest.mark.parametrize("step", range(STEPS + 1))
@pytest.mark.parametrize("again", ["run again", "opened again"])
def test_an_erasure_killed_in_the_middle_is_completed(
    step: int, again: str, tmp_path: Path
) -> None:
    """By running it again, or by whatever opens the database next."""
    with open_stewards(tmp_path) as stewards:
        stewards.live_together()
        needles = traces(stewards)
        deadly = list(stewards.forgetting.holdings)
        if step < STEPS:
            deadly[step] = Deadly(deadly[step])

        def die() -> None:
            raise Killed

        with pytest.raises(Killed):
            replace(stewards.forgetting, holdings=deadly, finish=die).forget(ANA)
    with open_stewards(tmp_path) as stewards:
        if again == "run again":
            stewards.forgetting.forget(ANA)
        else:
            stewards.forgetting.replay()

        assert_nothing_is_left(stewards, needles, tmp_path)
        assert stewards.forgetting.replay() == ()
        assert all(one.done_at for one in stewards.receipts.all())


def test_a_restored_backup_obeys_the_receipts(tmp_path: Path) -> None:
    """What was erased after the backup was made is erased again, and nothing else."""
    with open_stewards(tmp_path) as stewards:
        stewards.live_together()
        needles = traces(stewards)
    shutil.copytree(tmp_path / "home", tmp_path / "elsewhere" / "backup")
    with open_stewards(tmp_path) as stewards:
        stewards.forgetting.forget(ANA)
    shutil.rmtree(tmp_path / "home")
    (tmp_path / "elsewhere" / "backup").rename(tmp_path / "home")

    with open_stewards(tmp_path) as stewards:
        assert CANARY in said(stewards)
        assert len(stewards.forgetting.replay()) == 1
        assert_nothing_is_left(stewards, needles, tmp_path)
        assert stewards.forgetting.replay() == ()


def test_whoever_comes_back_after_being_forgotten_is_left_in_peace(stewards: Stewards) -> None:
    """A receipt speaks of what was held when it was written."""
    stewards.forgetting.forget(ANA)
    stewards.contribute(ANA, "New lamps for the harbour.", 9)

    assert stewards.forgetting.replay() == ()
    assert "New lamps" in said(stewards, "new lamps")


@dataclass
class Asker:
    """Asks on and on, and notes what it is shown once the rows are gone."""

    stewards: Stewards
    erased: threading.Event = field(default_factory=threading.Event)
    stop: threading.Event = field(default_factory=threading.Event)
    shown: list[str] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)

    def ask(self) -> None:
        """Ask until told to stop, or until something goes wrong."""
        while not self.stop.is_set():
            too_late = self.erased.is_set()
            try:
                text = said(self.stewards)
            except Exception as error:  # noqa: BLE001 - whatever it is, the test fails
                self.troubles.append(error)
                return
            if too_late:
                self.shown.append(text)


def test_answers_given_meanwhile_never_fail_and_never_show_it(stewards: Stewards) -> None:
    """From the moment on at which the rows are gone, whichever snapshot is open."""
    asker = Asker(stewards)

    def finish() -> None:
        asker.erased.set()
        for number in range(3):
            stewards.contribute(BEN, f"Pier number {number} is lit.", 20 + number)
            rewrite(stewards.world.tools)

    threads = [threading.Thread(target=asker.ask) for _ in range(2)]
    for one in threads:
        one.start()
    replace(stewards.forgetting, finish=finish).forget(ANA)
    while len(asker.shown) < 5 and not asker.troubles:
        asker.stop.wait(0.01)
    asker.stop.set()
    for one in threads:
        one.join()

    assert asker.troubles == []
    assert all(CANARY not in text for text in asker.shown)
