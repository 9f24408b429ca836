"""How well, and how steadily, discussions are put into themes."""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.discussions.theming import Item, Themed, remap, theme
from knowledge.evaluation.clustering import adjusted_rand, against_people
from knowledge.evaluation.session_sets import Session, SessionSet
from knowledge.evaluation.statistics import mean
from knowledge.models.evaluation import Figure
from knowledge.ports.embedding import Embedder, Vectors

ORDERS = 20
EXAMPLES = 5
_DRAWS = 3
_SEED_SETS = tuple(range(start, start + 30) for start in (0, 1000, 2000))

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What was measured on the sessions of one source."""

    source: str
    sessions: int
    figures: tuple[Figure, ...]


class Remembering:
    """Satisfies the port `Embedder`: asks another one for each list of texts once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[tuple[str, ...], Vectors] = {}
        self.name, self.fingerprint = embedder.name, embedder.fingerprint
        self.dimension, self.max_tokens = embedder.dimension, embedder.max_tokens

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text."""
        return self._embedder.count_tokens(text)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in the order given."""
        key = tuple(texts)
        if key not in self._known:
            self._known[key] = self._embedder.embed(texts)
        return self._known[key]


def measure(
    sessions: SessionSet, embedder: Embedder, progress: Progress
) -> tuple[SourceFigures, ...]:
    """Put all sessions into themes and compare them with those of people, source by source."""
    marks: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for done, session in enumerate(sessions.sessions, start=1):
        marks[session.source].append(marks_of(session, Remembering(embedder)))
        progress(done, len(sessions.sessions))
    return tuple(SourceFigures(name, len(of), _means(of)) for name, of in marks.items())


def marks_of(session: Session, embedder: Embedder) -> dict[str, float]:
    """Measure one session.

    Returns:
        What `against_people` returns; `same_orders` and `same_seeds`, the agreement between
        shuffled orders of the remarks and between sets of seeds that share none; `examples_all`
        and `examples_rest`, ARI once five examples of each theme are confirmed, with the
        examples counted in and left out.
    """
    items = [Item(str(at), one.text) for at, one in enumerate(session.items)]
    gold = [one.labels for one in session.items]
    runs = [theme(items, embedder, seeds) for seeds in _SEED_SETS]
    found = _numbers(runs[0], items)
    return {
        **against_people(gold, found),
        "same_orders": _agreement([found, *_shuffled(items, embedder)]),
        "same_seeds": _agreement([_numbers(run, items) for run in runs]),
        **_after_examples(items, gold, embedder),
    }


def _shuffled(items: Sequence[Item], embedder: Embedder) -> list[list[int]]:
    found = []
    for order in range(1, ORDERS):
        shuffled = list(items)
        random.Random(order).shuffle(shuffled)  # noqa: S311 - the same orders each time
        found.append(_numbers(theme(shuffled, embedder), items))
    return found


def _after_examples(
    items: Sequence[Item], gold: Sequence[Sequence[str]], embedder: Embedder
) -> dict[str, float]:
    one = [at for at, labels in enumerate(gold) if len(labels) == 1]
    names = sorted({gold[at][0] for at in one})
    every, rest = [], []
    for draw in range(_DRAWS):
        chance = random.Random(draw)  # noqa: S311 - the same examples each time
        examples = {}
        for name in names:
            having = [at for at in one if gold[at][0] == name]
            examples[name] = chance.sample(having, min(EXAMPLES, len(having)))
        ids = {name: [str(at) for at in rows] for name, rows in examples.items()}
        found = _numbers(remap(items, ids, embedder), items)
        shown = {at for rows in examples.values() for at in rows}
        every.append(_rand(gold, found, one))
        rest.append(_rand(gold, found, [at for at in one if at not in shown]))
    if not names:
        return {}
    return {"examples_all": sum(every) / _DRAWS, "examples_rest": sum(rest) / _DRAWS}


def _rand(gold: Sequence[Sequence[str]], found: Sequence[int], rows: Sequence[int]) -> float:
    numbers = {label: at for at, label in enumerate(sorted({gold[at][0] for at in rows}))}
    truth = [numbers[gold[at][0]] for at in rows]
    return adjusted_rand(truth, [found[at] for at in rows])


def _agreement(runs: Sequence[Sequence[int]]) -> float:
    pairs = [adjusted_rand(one, other) for one, other in combinations(runs, 2)]
    return sum(pairs) / len(pairs)


def _numbers(themed: Themed, items: Sequence[Item]) -> list[int]:
    """Return a theme's number per item, or −1."""
    number = {one: at for at, group in enumerate(themed.themes) for one in group.members}
    return [number.get(item.id, -1) for item in items]


def _means(marks: Sequence[Mapping[str, float]]) -> tuple[Figure, ...]:
    names = dict.fromkeys(name for one in marks for name in one)
    return tuple(mean(name, [one[name] for one in marks if name in one]) for name in names)
