"""`python -m tests.quality.fit_decision DATASET`: fit the weights of the decision, and check them.

Uses the index under KNOWLEDGE_HOME, which `python -m indexer build --library` makes, and a data
set in BEIR form that says which questions are answerable. Prints the weights as they stand in
`knowledge/answers/evidence.py`, and how well they do on questions that they were not fitted on.
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
STRENGTH = 0.3  # inverse of the regularisation
SAY = {"library": 1.0, "left out": 0.3, "data set": 0.6}  # how much a case of a sort counts
FOLDS, ROUNDS = 5, 3
REFUSED = 0.10


def fitted(cases: Sequence[Case]) -> tuple[float, dict[str, float]]:
    """Return intercept and weights for plain, unscaled evidence."""
    values = _values(cases)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    say = np.array([SAY[one.sort] for one in cases])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit((values - mean) / spread, _labels(cases), say)
    weights = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - weights @ mean)
    return intercept, dict(zip(asdict(cases[0].evidence), map(float, weights), strict=True))


def crossed(cases: Sequence[Case]) -> Numbers:
    """Return each case's probability from models that were fitted without its group."""
    total = np.zeros(len(cases))
    groups = [one.group for one in cases]
    for turn in range(ROUNDS):
        folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=turn)
        for learnt, checked in folds.split(cases, _labels(cases), groups):
            intercept, weights = fitted([cases[at] for at in learnt])
            chosen = _values([cases[at] for at in checked])
            total[checked] += 1 / (
                1 + np.exp(-(intercept + chosen @ np.array([*weights.values()])))
            )
    return total / ROUNDS


def report(name: str, score: Numbers, right: NDArray[np.bool_]) -> None:
    """Print how well a score tells what is answerable from what is not."""
    least = float(np.quantile(score[right], REFUSED))
    kept = float(np.mean(score[~right] < least))
    area = float(roc_auc_score(right, score))
    typer.echo(f"{name:44} AUROC {area:.3f}  not answered {kept:.3f}  from {least:.3f}")


def _values(cases: Sequence[Case]) -> Numbers:
    return np.array([[*asdict(one.evidence).values()] for one in cases])


def _labels(cases: Sequence[Case]) -> NDArray[np.bool_]:
    return np.array([one.answerable for one in cases])


def main(folder: Path) -> None:
    """Fit, print and check."""
    cases = [*library_cases(), *data_set_cases(folder)]
    intercept, weights = fitted(cases)
    typer.echo(f"INTERCEPT: Final = {intercept:.3f}")
    for name, weight in weights.items():
        typer.echo(f'    "{name}": {weight:.3f},')
    typer.echo(
        f"\nat {REFUSED:.0%} wrong refusals, cross-validated, and by the absolute score alone"
    )
    probability, right = crossed(cases), _labels(cases)
    alone = np.array([one.evidence.absolute for one in cases])
    sorts = np.array([one.sort for one in cases])
    for name, chosen in {
        "library": sorts == "library",
        "library, its card left out": (sorts == "left out") | ((sorts == "library") & right),
        "data set": sorts == "data set",
    }.items():
        report(name, probability[chosen], right[chosen])
        report(f"{name}: absolute score", alone[chosen], right[chosen])
    held = [one for one in cases if one.sort == "data set"]
    here = [one for one in cases if one.sort != "data set"]
    for name, learnt, asked in (
        (
            "fitted on the data set, asked the library",
            held,
            [o for o in here if o.sort == "library"],
        ),
        ("fitted on the library, asked the data set", here, held),
    ):
        base, by_name = fitted(learnt)
        report(name, base + _values(asked) @ np.array([*by_name.values()]), _labels(asked))


if __name__ == "__main__":
    typer.run(main)
