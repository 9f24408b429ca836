"""A community's own questions, asked of a real index and kept in a real database."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from knowledge.adapters.sql.evaluations import SqlEvaluations
from knowledge.answers.service import AnswerService
from knowledge.errors import DataError, NoSnapshotError
from knowledge.evaluation.chart import draw
from knowledge.evaluation.in_words import as_json, checked_in_words, lead_of
from knowledge.evaluation.recording import Measuring
from knowledge.evaluation.report import CHART, PAGE, described, page, write_report
from knowledge.models.access import Audience
from knowledge.models.evaluation import Checked, Evaluation, Occasion
from tests.factories import document
from tests.fakes.bot_services import harbour_pack
from tests.worlds import World

TIDES = document("The tide gauge trials ended in May with 14 gauges.", "tides.md")
NETS = document("Nets keep drones away from harbour walls.", "nets.md")
ROWS = [
    {"question": "tide gauge trials", "answerable": True, "source": "tides", "must_mention": "14"},
    {"question": "nets keep drones away", "answerable": True, "source": "nets.md", "id": "nets"},
    {"question": "sourdough bread", "answerable": False},
]


def write(folder: Path, rows: list[dict[str, object]] = ROWS) -> Path:
    """Write questions, a line each."""
    path = folder / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def quietly(_done: int, _total: int) -> None:
    """Show no progress."""


@pytest.fixture
def measuring(world: World, tmp_path: Path) -> Measuring:
    """The questions of a world that holds one of the two answers."""
    world.publish(TIDES)
    return Measuring(
        path=write(tmp_path),
        ask=AnswerService(harbour_pack(), world.retriever, world.clock).ask,
        manifest=lambda: world.tools.snapshots.open().manifest,
        runs=SqlEvaluations(world.database),
        clock=world.clock,
    )


def values(checked: Checked | None) -> dict[str, float]:
    """Return the figures of a run by name."""
    assert checked is not None
    assert checked.evaluation is not None
    return {one.name: one.value for one in checked.evaluation.figures}


def test_a_first_run_has_figures_and_nothing_to_compare_with(measuring: Measuring) -> None:
    """One of two is held."""
    checked = measuring.on_request(quietly)

    assert values(checked)["source_first"] == 0.5
    assert values(checked)["mentioned"] == 1.0
    assert values(checked)["withheld"] == 1.0
    assert (checked.questions, checked.answerable) == (3, 2)
    assert checked.comparison is None


def test_a_second_run_names_what_got_better(measuring: Measuring, world: World) -> None:
    """By id and line; the text of a question is nowhere in the database."""
    measuring.on_request(quietly)
    world.publish(NETS)
    comparison = measuring.on_request(quietly).comparison

    assert comparison is not None
    assert [one.label for one in comparison.better] == ["nets (line 2)"]
    assert comparison.worse == ()
    for file in world.home.glob("knowledge.db*"):
        assert b"sourdough" not in file.read_bytes()


def test_changed_questions_are_not_compared(measuring: Measuring, tmp_path: Path) -> None:
    """A figure of other questions says nothing of these."""
    measuring.on_request(quietly)
    write(tmp_path, ROWS[:2])

    assert measuring.on_request(quietly).comparison is None


def test_what_guests_get_is_measured_apart(measuring: Measuring, world: World) -> None:
    """The same questions of other scopes are another series."""
    from knowledge.text.questions import read_questions

    measuring.on_request(quietly)
    assert measuring.path is not None
    questions = read_questions(measuring.path)
    checked = measuring.asked(questions, quietly, audience=Audience())

    assert values(checked)["source_first"] == 0.0
    assert checked.comparison is None


def test_without_an_index_nothing_is_asked(measuring: Measuring, world: World) -> None:
    """The error says what to do, as everywhere."""
    for one in (world.home / "snapshots").iterdir():
        one.rename(world.home / one.name)

    with pytest.raises(NoSnapshotError):
        measuring.on_request(quietly)


def test_a_publishing_is_noted_once(measuring: Measuring, world: World) -> None:
    """Nothing published, nothing evaluated."""
    first = measuring.after_publishing(quietly)
    again = measuring.after_publishing(quietly)
    world.publish(NETS)
    after = measuring.after_publishing(quietly)

    assert values(first)["answered"] == 0.5
    assert again is None
    assert values(after)["answered"] == 1.0
    assert after is not None
    assert after.evaluation is not None
    assert after.evaluation.occasion is Occasion.PUBLISHED


def test_without_questions_the_index_itself_is_noted(world: World, measuring: Measuring) -> None:
    """Passages, thresholds, and where they come from."""
    bare = Measuring(None, measuring.ask, measuring.manifest, measuring.runs, measuring.clock)
    checked = bare.after_publishing(quietly)

    assert checked is not None
    assert checked.trouble == ""
    assert checked.evaluation is not None
    assert checked.evaluation.passages == 1
    assert checked.evaluation.thresholds == world.tools.snapshots.open().manifest.thresholds
    assert checked.evaluation.figures == ()
    assert bare.after_publishing(quietly) is None


def test_a_bad_file_does_not_break_a_publishing(measuring: Measuring, tmp_path: Path) -> None:
    """The report says what is wrong; the index is noted all the same, and only once."""
    (tmp_path / "questions.jsonl").write_text('{"question": "secret words"}')
    checked = measuring.after_publishing(quietly)

    assert checked is not None
    assert "questions.jsonl line 1: answerable" in checked.trouble
    assert checked.evaluation is not None
    assert measuring.after_publishing(quietly) is None


def test_a_failing_search_does_not_break_a_publishing(
    measuring: Measuring, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither log nor report repeats a question."""

    def broken(question: str, _audience: Audience, _earlier: tuple[str, ...]) -> None:
        raise ZeroDivisionError(question)

    breaking: Callable[..., Measuring] = Measuring
    bad = breaking(measuring.path, broken, measuring.manifest, measuring.runs, measuring.clock)
    checked = bad.after_publishing(quietly)

    assert checked is not None
    assert checked.trouble.startswith("The questions could not be asked")
    assert "ZeroDivisionError at test_own_questions.py" in caplog.text
    assert "tide gauge" not in caplog.text + checked.model_dump_json()


def test_who_has_no_file_is_told_how_to_get_one(measuring: Measuring) -> None:
    """By name of the setting."""
    bare = Measuring(None, measuring.ask, measuring.manifest, measuring.runs, measuring.clock)

    with pytest.raises(DataError, match="KNOWLEDGE_QUESTIONS"):
        bare.on_request(quietly)


@pytest.fixture
def history(measuring: Measuring, world: World, tmp_path: Path) -> tuple[Evaluation, ...]:
    """Three runs, the last one of other questions."""
    measuring.on_request(quietly)
    world.publish(NETS)
    measuring.on_request(quietly)
    write(tmp_path, ROWS[:2])
    measuring.on_request(quietly)
    return measuring.runs.history("questions.jsonl", ("public", "community"))


def test_the_chart_needs_no_colour(history: tuple[Evaluation, ...]) -> None:
    """Whoever prints it in grey, or sees no colour, misses nothing."""
    pixels = np.asarray(Image.open(BytesIO(draw(history))).convert("RGB")).astype(int)

    assert pixels.shape[1] == 715
    assert (np.ptp(pixels, axis=2) == 0).all()
    assert (pixels < 60).any()


def test_the_chart_has_words_for_who_cannot_see_it(history: tuple[Evaluation, ...]) -> None:
    """First and newest value of each figure, and that the questions were changed."""
    words = described(history)

    assert words.startswith("Chart of quality over time, 3 runs, 2 March 2026 to 2 March 2026.")
    assert "Right source cited first: 50%, now 100% (34% to 100%)." in words
    assert "(with changed questions)" in page(Checked(evaluation=history[-1]), history)


def test_a_report_is_a_page_and_a_picture(
    measuring: Measuring, world: World, tmp_path: Path
) -> None:
    """The page names every question that moved."""
    measuring.on_request(quietly)
    world.publish(NETS)
    checked = measuring.on_request(quietly)
    past = measuring.runs.history("questions.jsonl", ("public", "community"))
    write_report(tmp_path / "out", checked, past)
    said = (tmp_path / "out" / PAGE).read_text(encoding="utf-8")

    assert (tmp_path / "out" / CHART).read_bytes().startswith(b"\x89PNG")
    assert "| right source cited first | 1.000 | 0.342 to 1.000 | 2 | 0.500 |" in said
    assert "* better: nets (line 2): + can be answered, and is" in said
    assert "![Chart of quality over time, 2 runs" in said


def test_a_report_that_cannot_be_written_says_so(
    history: tuple[Evaluation, ...], tmp_path: Path
) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "out").write_text("")

    with pytest.raises(DataError, match="cannot be written"):
        write_report(tmp_path / "out", Checked(evaluation=history[-1]), history)


def test_figures_in_words_and_as_json_say_the_same(measuring: Measuring, world: World) -> None:
    """With intervals and the last run."""
    measuring.on_request(quietly)
    world.publish(NETS)
    checked = measuring.on_request(quietly)
    assert checked.evaluation is not None
    words = checked_in_words(checked, lead_of(checked.evaluation, checked))
    rows = as_json(checked, answerable=2)

    assert "questions.jsonl: 3 questions, 2 of which can be answered" in words
    assert "before 0.500 (1 better, 0 worse: may be chance)" in words
    assert "1 better, 0 worse; that may be chance (p = 1.000)." in words
    assert (rows["source_first"], rows["answerable"]) == (1.0, 2)
    assert rows["intervals"]["source_first"] == {"low": 0.3424, "high": 1.0, "n": 2}
    assert rows["last"]["better"][0]["label"] == "nets (line 2)"
    assert "bread" not in json.dumps(rows)
