"""Two runs of the same questions, side by side."""

from collections.abc import Mapping, Sequence

from knowledge.evaluation.comparison import compare
from knowledge.evaluation.statistics import mean, share
from knowledge.models.evaluation import Comparison, Evaluation, Figure, Outcome
from tests.factories import evaluation

Marks = Sequence[Mapping[str, float]]


def run(marks: Marks, figures: Sequence[Figure] = ()) -> Evaluation:
    """Return a run in which each question has these marks."""
    outcomes = [
        Outcome(line=line, id=f"q{line}", marks=dict(one))
        for line, one in enumerate(marks, start=1)
    ]
    return evaluation(figures=tuple(figures), outcomes=tuple(outcomes))


def compared(before: Sequence[int], now: Sequence[int]) -> Comparison:
    """Compare two runs in which questions were answered or not."""
    runs = [
        run([{"answered": one} for one in values], [share("answered", list(map(bool, values)))])
        for values in (before, now)
    ]
    return compare(*runs)


def test_questions_that_got_better_or_worse_are_named() -> None:
    """With the figure in which they did."""
    found = compared([1, 0, 0, 1], [1, 1, 1, 0])
    (change,) = found.changes

    assert [one.label for one in found.better] == ["q2 (line 2)", "q3 (line 3)"]
    assert [(one.label, one.worse) for one in found.worse] == [("q4 (line 4)", ("answered",))]
    assert (change.before, change.now, change.better, change.worse) == (0.5, 0.75, 2, 1)


def test_two_better_and_one_worse_may_be_chance() -> None:
    """So few say little."""
    found = compared([1, 0, 0, 1], [1, 1, 1, 0])

    assert found.p == 1.0
    assert not found.beyond_chance
    assert found.changes[0].beyond_chance is False


def test_many_better_and_none_worse_is_more_than_chance() -> None:
    """Eight of eight would be thrown in 1 of 128 turns."""
    found = compared([0] * 8 + [1], [1] * 8 + [1])

    assert found.p == 2 / 256
    assert found.beyond_chance
    assert found.changes[0].p == 2 / 256


def test_a_question_may_get_better_in_one_way_and_worse_in_another() -> None:
    """It is counted with neither."""
    before, now = [{"answered": 1, "source_first": 0}], [{"answered": 0, "source_first": 1}]
    found = compare(run(before), run(now))

    assert [one.label for one in found.mixed] == ["q1 (line 1)"]
    assert (found.better, found.worse) == ((), ())


def test_graded_figures_are_compared_by_their_mean_difference() -> None:
    """A small gain of every question is none by chance."""
    before = [0.1 * n for n in range(9)]
    now = [one + 0.05 for one in before]
    runs = [run([{"nDCG@10": one} for one in of], [mean("nDCG@10", of)]) for of in (before, now)]
    (change,) = compare(*runs).changes

    assert change.p is None
    assert change.beyond_chance
    assert change.low is not None
    assert change.low > 0.04


def test_a_figure_that_no_single_question_makes_is_shown_without_a_test() -> None:
    """Nobody can tell from two medians whether that is chance."""
    figure = Figure(name="median_ms", value=20, low=18, high=22, n=1)
    (change,) = compare(run([{}], [figure]), run([{}], [figure])).changes

    assert (change.before, change.now, change.beyond_chance) == (20, 20, None)
