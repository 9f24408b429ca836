"""What every store of evaluations does."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.evaluations import OldEvaluations, SqlEvaluations
from knowledge.models.evaluation import Figure, Occasion, Outcome
from knowledge.ports import Evaluations
from tests.factories import evaluation
from tests.fakes.clock import START
from tests.fakes.evaluations import FakeEvaluations

MEMBER = ("public", "community")
RUN = evaluation(
    figures=(Figure(name="answered", value=0.5, low=0.1, high=0.9, n=2),),
    outcomes=(
        Outcome(line=1, id="q1", state="answer", ms=12.5, marks={"answered": 1.0}),
        Outcome(line=3, state="not_held", ms=8.0, marks={"answered": 0.0}),
    ),
)


@pytest.fixture(params=["sqlite", "fake"])
def runs(request: pytest.FixtureRequest, database: Database) -> Evaluations:
    """Each store in turn."""
    return SqlEvaluations(database) if request.param == "sqlite" else FakeEvaluations()


def test_a_run_comes_back_whole(runs: Evaluations) -> None:
    """With its figures and outcomes, and an id; the order of scopes does not matter."""
    kept = runs.add(RUN)

    assert kept.id > 0
    assert runs.last("d1", MEMBER) == kept
    assert kept.model_copy(update={"id": 0}) == RUN


def test_the_last_run_is_the_newest_of_the_same_questions(runs: Evaluations) -> None:
    """Neither of others, nor what was asked as somebody else."""
    runs.add(RUN)
    newer = runs.add(RUN.model_copy(update={"at": START + timedelta(hours=1)}))
    runs.add(evaluation(digest="d2"))
    runs.add(evaluation(scopes=("public",)))

    assert runs.last("d1", MEMBER) == newer
    assert runs.last("d3", MEMBER) is None


def test_a_history_goes_on_when_the_questions_are_changed(runs: Evaluations) -> None:
    """Oldest first, as many as are wanted, without outcomes."""
    for digest in ("d1", "d1", "d2"):
        runs.add(RUN.model_copy(update={"digest": digest}))
    runs.add(evaluation(name="others.jsonl"))
    found = runs.history("questions.jsonl", MEMBER)

    assert [one.digest for one in found] == ["d1", "d1", "d2"]
    assert [one.figures for one in found] == [RUN.figures] * 3
    assert [one.outcomes for one in found] == [()] * 3
    assert [one.digest for one in runs.history("questions.jsonl", MEMBER, 2)] == ["d1", "d2"]


def test_a_publishing_is_noted_by_the_content_of_its_snapshot(runs: Evaluations) -> None:
    """What was asked of it by hand is no such note."""
    runs.add(RUN)

    assert not runs.is_noted("c1")

    runs.add(evaluation(occasion=Occasion.PUBLISHED, name="", digest="", content="c2"))

    assert runs.is_noted("c2")
    assert not runs.is_noted("c1")


def test_old_runs_go_and_the_newest_of_each_set_stays(database: Database) -> None:
    """There is something to compare the next run with."""
    runs, old = SqlEvaluations(database), OldEvaluations(database)
    for hours in (0, 1, 2):
        runs.add(RUN.model_copy(update={"at": START + timedelta(hours=hours)}))
    past = old.old(START + timedelta(days=1))

    assert old.drop(one.key for one in past) == 2
    assert old.old(START + timedelta(days=1)) == ()
    assert [one.at for one in runs.history("questions.jsonl", MEMBER)] == [
        START + timedelta(hours=2)
    ]


def test_recent_runs_are_not_old(database: Database) -> None:
    """Only time makes them so."""
    runs = SqlEvaluations(database)
    runs.add(RUN)
    runs.add(RUN)

    assert OldEvaluations(database).old(START) == ()


def test_the_table_has_no_column_for_a_text_or_a_person(database: Database) -> None:
    """Nothing to hand out, and nothing to forget."""
    SqlEvaluations(database).add(RUN)
    with database.read() as connection:
        (row,) = connection.execute(text("SELECT * FROM evaluations")).mappings().all()

    assert set(row) == {
        "id", "at", "occasion", "name", "digest", "scopes", "content", "body", "outcomes",
    }  # fmt: skip
    assert '"id":"q1"' in row["outcomes"]
