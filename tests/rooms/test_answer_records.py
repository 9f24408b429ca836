"""Questions that are kept with the records of their answers, for as long as the asker agrees."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.errors import HeldError, NotAllowedError
from knowledge.models.records import Where
from knowledge.models.retention import HoldKind
from knowledge.stewardship.gaps import fit_to_keep
from knowledge.stewardship.records import Records
from tests.fakes.answers import cited_answer
from tests.fakes.clock import START
from tests.stewards import ANA, BEN, Stewards, files_with, open_stewards

DAY_S = 86_400.0
LONG = START + timedelta(days=4000)
QUESTION = "Which lamps hum xylophonically?"


@pytest.fixture
def stewards(tmp_path: Path) -> Iterator[Stewards]:
    """Nobody has left anything yet."""
    with open_stewards(tmp_path) as opened:
        yield opened


@pytest.fixture
def records(stewards: Stewards) -> Records:
    """One answer, to Ana."""
    rules = load_community("police_science").sensitivity
    covering = stewards.world.holds.covering
    made = Records(stewards.records, covering, partial(fit_to_keep, rules=rules), 90)
    made.note("k1", ANA, Where.DIRECT, cited_answer())
    return made


def question_of(records: Records) -> str:
    """Return the question that is kept."""
    record = records.of("k1")
    assert record is not None
    return record.question


def wait(stewards: Stewards, days: float) -> dict[str, int]:
    """Let days pass, and purge."""
    stewards.world.clock.advance(days * DAY_S)
    return stewards.purge.run()


def test_a_question_is_kept_when_its_asker_agrees(records: Records) -> None:
    """On one line, as it may be kept."""
    assert records.keep("k1", ANA, "Which lamps\nhum xylophonically?")
    assert question_of(records) == QUESTION


@pytest.mark.parametrize(
    "text",
    ["OFFICIAL-SENSITIVE\nWhich lamps hum?", "Who drives AB12 CDE?", "Who calls 07700 900123?"],
)
def test_what_identifies_somebody_or_is_marked_is_not_kept(records: Records, text: str) -> None:
    """Not even when its asker agrees: it may be about somebody else."""
    assert not records.keep("k1", ANA, text)
    assert question_of(records) == ""


def test_nobody_decides_on_anothers_question(records: Records) -> None:
    """Neither to keep it nor to take it back."""
    records.keep("k1", ANA, QUESTION)
    with pytest.raises(NotAllowedError):
        records.keep("k1", BEN, "Something else entirely?")
    with pytest.raises(NotAllowedError):
        records.take_back("k1", BEN)

    assert question_of(records) == QUESTION


def test_a_question_that_is_taken_back_is_in_no_file(
    stewards: Stewards, records: Records, tmp_path: Path
) -> None:
    """Its record stays."""
    records.keep("k1", ANA, QUESTION)
    records.take_back("k1", ANA)
    stewards.world.database.scrub()

    assert question_of(records) == ""
    assert len(records.latest(5)) == 1
    assert files_with(tmp_path, [b"xylophonically"]) == {}


@pytest.mark.parametrize("of", [(HoldKind.MEMBER, ANA), (HoldKind.TOPIC, "lamp hums")])
def test_under_a_hold_it_is_hidden_and_goes_when_the_hold_ends(
    stewards: Stewards, records: Records, of: tuple[HoldKind, str]
) -> None:
    """Nobody sees it meanwhile."""
    hold = stewards.world.holds.place(*of, LONG, "an inquiry")
    records.keep("k1", ANA, QUESTION)
    records.take_back("k1", ANA)
    held = [wait(stewards, 1), wait(stewards, 100)]
    with pytest.raises(HeldError):
        stewards.forgetting.forget(ANA)
    shown = question_of(records)
    stewards.world.holds.lift(hold.id)

    assert (held, shown) == ([{}, {}], "")
    assert wait(stewards, 0) == {"kept questions": 1}


@pytest.mark.parametrize("of", [(HoldKind.MEMBER, ANA), (HoldKind.TOPIC, "lamp hums")])
@pytest.mark.parametrize("times_taken_back", [0, 1, 2])
def test_what_a_hold_covers_outlasts_another_wording(
    stewards: Stewards, records: Records, of: tuple[HoldKind, str], times_taken_back: int
) -> None:
    """The same words are shown again, unharmed."""
    records.keep("k1", ANA, QUESTION)
    stewards.world.holds.place(*of, LONG, "an inquiry")
    for _ in range(times_taken_back):
        records.take_back("k1", ANA)
    kept = [records.keep("k1", ANA, words) for words in ("Which bulbs sing?", QUESTION)]

    assert kept == [False, True]
    assert question_of(records) == QUESTION


def test_without_a_hold_another_wording_takes_the_place_of_the_first(records: Records) -> None:
    """Somebody edited the message."""
    records.keep("k1", ANA, QUESTION)
    assert records.keep("k1", ANA, "Which bulbs sing?")
    assert question_of(records) == "Which bulbs sing?"


def test_a_question_goes_by_itself_and_its_record_later(
    stewards: Stewards, records: Records
) -> None:
    """After ninety days, and after two years; then nothing ties the asker to anything."""
    records.keep("k1", ANA, QUESTION)
    after = [wait(stewards, 89), wait(stewards, 2), wait(stewards, 700)]

    assert after == [{}, {"kept questions": 1}, {"answer records": 1}]
    assert records.of("k1") is None
    assert "answers" not in stewards.exports.of_member(ANA)["held"]
    assert not records.is_by("k1", ANA)


def test_a_hold_on_a_topic_keeps_the_record_that_a_question_hangs_on(
    stewards: Stewards, records: Records
) -> None:
    """The one would take the other with it."""
    stewards.world.holds.place(HoldKind.TOPIC, "lamp hums", LONG, "an inquiry")
    records.keep("k1", ANA, QUESTION)
    wait(stewards, 1000)

    assert question_of(records) == QUESTION


def test_whoever_is_forgotten_asked_nothing(
    stewards: Stewards, records: Records, tmp_path: Path
) -> None:
    """What was answered stays on record, and nobody can tell to whom."""
    records.keep("k1", ANA, QUESTION)
    receipt = stewards.forgetting.forget(ANA)
    (left,) = records.latest(5)

    assert receipt.erased["answers"] == 1
    assert (left.key, left.question, left.score) == ("", "", 0.7)
    assert files_with(tmp_path / "home", [b"xylophonically", ANA.encode(), b'"k1"']) == {}
