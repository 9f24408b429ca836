"""`python -m tests.quality.fit_decision DATASET`: fit the weights of the decision, and check them.

Uses the index under KNOWLEDGE_HOME, which `python -m indexer build --library` makes, and a data
set in BEIR form that says which questions are answerable. Prints the weights as they stand in
`knowledge/answers/evidence.py`, and how well they do: fitted on all; on questions that they were
not fitted on; and on a set none of whose questions they were fitted on.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import typer
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from tests.quality.decisions import Case, data_set_cases, library_cases

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
STRENGTH = 0.3  # inverse of the regularisation
LEFT_OUT = 0.3  # how much a question without its card counts beside one as it was asked
FOLDS, ROUNDS = 5, 3
WRONGLY = 0.15  # share of the unanswerable that may be answered


def fitted(cases: Sequence[Case]) -> tuple[float, dict[str, float]]:
    """Return intercept and weights for plain, unscaled evidence."""
    values = _values(cases)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    say = np.array([LEFT_OUT if one.is_left_out else 1.0 for one in cases])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit((values - mean) / spread, _labels(cases), say)
    weights = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - weights @ mean)
    return intercept, dict(zip(asdict(cases[0].evidence), map(float, weights), strict=True))


def predicted(learnt: Sequence[Case], asked: Sequence[Case]) -> Numbers:
    """Return each asked case's probability from a model fitted on the learnt ones."""
    intercept, weights = fitted(learnt)
    total: Numbers = 1 / (1 + np.exp(-(intercept + _values(asked) @ np.array([*weights.values()]))))
    return total


def crossed(cases: Sequence[Case]) -> Numbers:
    """Return each case's probability from models that were fitted without its group."""
    total = np.zeros(len(cases))
    groups = [f"{one.name} {one.group}" for one in cases]
    for turn in range(ROUNDS):
        folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=turn)
        for learnt, checked in folds.split(cases, _labels(cases), groups):
            asked = [cases[at] for at in checked]
            total[checked] += predicted([cases[at] for at in learnt], asked)
    return total / ROUNDS


def by_set_left_out(cases: Sequence[Case]) -> Numbers:
    """Return each case's probability from a model that was fitted without its set."""
    found = np.zeros(len(cases))
    for name in {one.name for one in cases}:
        asked = [at for at, one in enumerate(cases) if one.name == name]
        learnt = [one for one in cases if one.name != name]
        found[asked] = predicted(learnt, [cases[at] for at in asked])
    return found


def report(name: str, score: Numbers, right: Flags) -> None:
    """Print how well a score tells what is answerable from what is not."""
    least = float(np.quantile(score[~right], 1 - WRONGLY))
    answered = float(np.mean(score[right] > least))
    area = float(roc_auc_score(right, score))
    typer.echo(f"{name:44} AUROC {area:.3f}  answered {answered:.3f}  from {least:.3f}")


def _values(cases: Sequence[Case]) -> Numbers:
    return np.array([[*asdict(one.evidence).values()] for one in cases])


def _labels(cases: Sequence[Case]) -> Flags:
    return np.array([one.answerable for one in cases])


def main(folder: Path) -> None:
    """Fit, print and check."""
    cases = [*library_cases(), *data_set_cases(folder)]
    intercept, weights = fitted(cases)
    typer.echo(f"INTERCEPT: Final = {intercept:.3f}")
    for name, weight in weights.items():
        typer.echo(f'    "{name}": {weight:.3f},')
    typer.echo(f"\nwhere {WRONGLY:.0%} of the unanswerable are answered:")
    right, names = _labels(cases), np.array([one.name for one in cases])
    as_asked = np.array([not one.is_left_out for one in cases])
    scores = {
        "fitted on all": predicted(cases, cases),
        "cross-validated": crossed(cases),
        "fitted on the other sets": by_set_left_out(cases),
        "absolute score alone": np.array([one.evidence.absolute for one in cases]),
    }
    for name in dict.fromkeys(one.name for one in cases):
        chosen = (names == name) & as_asked
        for how, score in scores.items():
            report(f"{name}, {how}", score[chosen], right[chosen])
    without = (names != "data set") & (right | ~as_asked)
    report("card left out, cross-validated", scores["cross-validated"][without], right[without])


if __name__ == "__main__":
    typer.run(main)
