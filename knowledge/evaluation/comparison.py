"""Two runs of the same questions: what got better or worse, and whether that is chance."""

from collections.abc import Sequence

from knowledge.evaluation.statistics import mcnemar, mean_difference
from knowledge.models.evaluation import Change, Comparison, Evaluation, Figure, Moved, Outcome

_BEYOND = 0.05
Pair = tuple[Outcome, Outcome]


def compare(before: Evaluation, now: Evaluation) -> Comparison:
    """Compare two runs of one digest, question by question."""
    pairs = list(zip(before.outcomes, now.outcomes, strict=True))
    changes = [
        _change(earlier, figure, pairs)
        for figure in now.figures
        if (earlier := before.figure(figure.name)) is not None
    ]
    moved = [one for one in map(_moved, pairs) if one.better or one.worse]
    better = sum(not one.worse for one in moved)
    worse = sum(not one.better for one in moved)
    p = mcnemar(better, worse)
    return Comparison(
        at=before.at,
        index_version=before.index_version,
        changes=tuple(changes),
        moved=tuple(moved),
        p=p,
        beyond_chance=p < _BEYOND,
    )


def _moved(pair: Pair) -> Moved:
    was, now = pair
    both = [name for name in now.marks if name in was.marks]
    return Moved(
        label=now.label,
        better=tuple(name for name in both if now.marks[name] > was.marks[name]),
        worse=tuple(name for name in both if now.marks[name] < was.marks[name]),
    )


def _change(before: Figure, now: Figure, pairs: Sequence[Pair]) -> Change:
    marks = [
        (was.marks[now.name], one.marks[now.name])
        for was, one in pairs
        if now.name in was.marks and now.name in one.marks
    ]
    change = Change(
        name=now.name,
        before=before.value,
        now=now.value,
        better=sum(after > earlier for earlier, after in marks),
        worse=sum(after < earlier for earlier, after in marks),
    )
    return change.model_copy(update=_test(change, marks)) if marks else change


def _test(change: Change, marks: Sequence[tuple[float, float]]) -> dict[str, object]:
    if all(one in (0.0, 1.0) for pair in marks for one in pair):
        p = mcnemar(change.better, change.worse)
        return {"p": p, "beyond_chance": p < _BEYOND}
    if len(marks) == 1:
        return {"beyond_chance": False}
    before, now = zip(*marks, strict=True)
    low, high = mean_difference(before, now)
    return {"low": low, "high": high, "beyond_chance": low > 0 or high < 0}
