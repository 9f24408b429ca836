"""What every store of answers' records does."""

import pytest
from sqlalchemy import select

from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.records import SqlAnswerRecords
from knowledge.adapters.sql.tables import answer_records, kept_questions
from knowledge.models.answers import AnswerState
from knowledge.models.records import Where
from knowledge.ports import AnswerRecords
from tests.fakes.answers import citation, cited_answer
from tests.fakes.clock import FakeClock
from tests.fakes.records import FakeAnswerRecords

ANSWER = cited_answer().model_copy(
    update={
        "citations": (
            citation(1, document_id="d1").model_copy(update={"passage_id": 4}),
            citation(2, document_id="d2").model_copy(update={"passage_id": 9}),
        ),
        "writer": "a writer",
    }
)


@pytest.fixture(params=["sqlite", "fake"])
def records(request: pytest.FixtureRequest, database: Database, clock: FakeClock) -> AnswerRecords:
    """Each store in turn."""
    if request.param == "sqlite":
        return SqlAnswerRecords(database, clock)
    return FakeAnswerRecords(clock)


def test_a_record_says_what_was_answered_and_from_what(
    records: AnswerRecords, clock: FakeClock
) -> None:
    """Without a word of the question, the answer or its sources, and without the asker's id."""
    records.add("k1", "U1", Where.PRIVATE_CHANNEL, ANSWER)
    made = records.of("k1")

    assert made is not None
    assert (made.key, made.at, made.where) == ("k1", clock.now(), Where.PRIVATE_CHANNEL)
    assert (made.state, made.score, made.threshold) == (AnswerState.ANSWER, 0.7, 0.4)
    assert (made.index_version, made.model, made.writer) == ("v1", "a model", "a writer")
    assert (made.passages, made.documents) == ((4, 9), ("d1", "d2"))
    assert (made.question, made.kept_at) == ("", None)
    assert not {"U1", "Trials", "May"} & set(made.model_dump_json().replace('"', " ").split())


def test_what_was_recorded_stays_as_it_was(records: AnswerRecords) -> None:
    """A retry records nothing anew."""
    records.add("k1", "U1", Where.DIRECT, ANSWER)
    records.add("k1", "U2", Where.CHANNEL, ANSWER.model_copy(update={"score": 0.1}))
    made = records.of("k1")

    assert made is not None
    assert (made.where, made.score) == (Where.DIRECT, 0.7)
    assert records.is_by("k1", "U1")
    assert not records.is_by("k1", "U2")
    assert made.documents == ("d1", "d2")


def test_the_newest_come_first(records: AnswerRecords) -> None:
    """As many as were asked for; one person has one pseudonym."""
    for key, member in (("k1", "U1"), ("k2", "U2"), ("k3", "U1")):
        records.add(key, member, Where.CHANNEL, ANSWER)
    third, second, first = records.latest(9)

    assert [one.key for one in records.latest(2)] == ["k3", "k2"]
    assert (third.key, second.key, first.key) == ("k3", "k2", "k1")
    assert third.asker == first.asker != second.asker


def test_a_question_is_kept_and_dropped(records: AnswerRecords, clock: FakeClock) -> None:
    """The rest of the record stays as it was."""
    records.add("k1", "U1", Where.CHANNEL, ANSWER)
    before = records.of("k1")
    assert records.keep("k1", "Did trials end?")
    kept = records.of("k1")
    records.drop("k1")

    assert kept is not None
    assert (kept.question, kept.kept_at) == ("Did trials end?", clock.now())
    assert records.of("k1") == before


def test_a_question_that_is_set_aside_is_shown_to_nobody(records: AnswerRecords) -> None:
    """Until its asker agrees again."""
    records.add("k1", "U1", Where.CHANNEL, ANSWER)
    records.keep("k1", "Did trials end?")
    records.drop("k1", aside=True)
    hidden = [records.of("k1"), *records.latest(1)]
    assert records.keep("k1", "Did trials end?")
    again = records.of("k1")

    assert [one and one.question for one in hidden] == ["", ""]
    assert again is not None
    assert again.question == "Did trials end?"


@pytest.mark.parametrize("aside", [True, False])
def test_a_question_that_is_kept_is_never_overwritten(
    records: AnswerRecords, *, aside: bool
) -> None:
    """A legal hold may lie on it."""
    records.add("k1", "U1", Where.CHANNEL, ANSWER)
    records.keep("k1", "Did trials end?")
    if aside:
        records.drop("k1", aside=True)
        records.drop("k1")
    kept = records.keep("k1", "Did all trials end?")
    between = records.of("k1")
    records.keep("k1", "Did trials end?")
    after = records.of("k1")

    assert not kept
    assert [one and one.question for one in (between, after)] == [
        "" if aside else "Did trials end?", "Did trials end?",
    ]  # fmt: skip


def test_nothing_is_kept_without_a_record(records: AnswerRecords) -> None:
    """It was purged, or never made."""
    assert not records.keep("k1", "Did trials end?")
    assert records.of("k1") is None
    assert not records.is_by("k1", "U1")
    records.drop("k1")


def test_an_answer_without_sources_is_recorded_too(records: AnswerRecords) -> None:
    """Most of all."""
    unheld = ANSWER.model_copy(update={"citations": (), "state": AnswerState.NOT_HELD})
    records.add("k1", "U1", Where.ALONE, unheld)
    (made,) = records.latest(1)

    assert (made.state, made.passages, made.documents) == (AnswerState.NOT_HELD, (), ())


def test_a_withdrawn_document_is_named_no_longer(database: Database, clock: FakeClock) -> None:
    """The id of a file is its name, and may be somebody's."""
    records = SqlAnswerRecords(database, clock)
    records.add("k1", "U1", Where.CHANNEL, ANSWER)
    SqlDocuments(database).withdraw("d1")
    made = records.of("k1")

    assert made is not None
    assert (made.passages, made.documents) == ((4, 9), ("", "d2"))


def test_an_erasure_leaves_the_record_and_no_way_to_its_asker(
    database: Database, clock: FakeClock
) -> None:
    """The key would lead to the message that asked."""
    records = SqlAnswerRecords(database, clock)
    for key, member in (("k1", "U1"), ("k2", "U2")):
        records.add(key, member, Where.CHANNEL, ANSWER)
        records.keep(key, "Did trials end?")
    before = records.of_member("U1")[0].asker

    assert (records.erase("U1"), records.erase("U1")) == (1, 0)
    assert records.of_member("U1") == ()
    assert not records.is_by("k1", "U1")
    with database.read() as connection:
        keys = connection.execute(select(answer_records.c.key)).scalars().all()
        texts = connection.execute(select(kept_questions.c.record)).scalars().all()
    assert (sorted(map(str, keys)), texts) == (["None", "k2"], [2])
    records.add("k3", "U1", Where.CHANNEL, ANSWER)
    assert records.of_member("U1")[0].asker != before
