"""How long `/experts` takes to its cards: `python -m tests.bench_experts [passages] [members]`.

Everything is real but the words: an index of invented ones, of a model that knows words alone.
Each question is embedded by the shipped model as well, so that its time counts.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

import typer

from knowledge.adapters.embedders import open_embedder
from knowledge.models.documents import Document
from knowledge.models.experts import Dial
from knowledge.ports import Embedder, Vectors
from tests.fakes.embedder import FakeEmbedder
from tests.people_world import EVERYBODY, PeopleWorld, contribution, open_people

TOPICS = 3  # a member, beside a profile
QUESTIONS = 200
AIM_S = 1.5
WORDS = 4_000


class BothEmbedders(FakeEmbedder):
    """Knows words alone, and spends the time that the shipped model would on a question."""

    def __init__(self, shipped: Embedder) -> None:
        super().__init__(dimension=shipped.dimension)
        self._shipped = shipped

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; a single one is a question."""
        if len(texts) == 1:
            self._shipped.embed(texts)
        return super().embed(texts)


def words(chance: Random, count: int) -> str:
    """Return words of a language of some thousand, the first ones common."""
    ranks = (int(WORDS ** chance.random()) for _ in range(count))
    return " ".join(f"word{rank}" for rank in ranks)


def fill(people: PeopleWorld, passages: int, members: int, chance: Random) -> None:
    """Let members join, and share as much as makes so many passages together."""
    ids = [f"U{number:05}" for number in range(members)]
    for one in ids:
        topics = tuple(words(chance, 2) for _ in range(TOPICS))
        people.join(one, topics=topics, headline=words(chance, 5), bio=words(chance, 40))
    shared: list[Document] = [
        contribution(
            f"{number:06}",
            words(chance, 90),
            ids[number % members],
            scope="public" if number % 5 == 0 else "community",
            question=words(chance, 8) if number % 2 else "",
        )
        for number in range(passages - members * (TOPICS + 1))
    ]
    people.publish(*shared)


def main(passages: int = 20_000, members: int = 1_000) -> bool:
    """Print times; tell whether the aim is met."""
    chance = Random(1)  # noqa: S311 - nothing secret
    with TemporaryDirectory() as folder:
        shipped = open_embedder("", "onnx", Path(folder), 2)
        with open_people(Path(folder) / "home", BothEmbedders(shipped), suits=0.1) as people:
            begun = time.perf_counter()
            fill(people, passages, members, chance)
            manifest = people.world.tools.snapshots.open().manifest
            typer.echo(
                f"{manifest.passages} passages of {members} members, "
                f"built in {time.perf_counter() - begun:.0f} s"
            )
            took, cards, spent = [], 0, time.process_time()
            for number in range(QUESTIONS + 1):
                question = words(chance, 7)
                begun = time.perf_counter()
                dial = Dial.SOON if number % 2 else Dial.DEEP
                cards += len(people.experts.find(question, "U0ASKER", EVERYBODY, dial).cards)
                took.append(time.perf_counter() - begun)
            spent = time.process_time() - spent
    cuts = quantiles(took[1:], n=100)
    typer.echo(f"first question after a build: {took[0]:.2f} s")
    typer.echo(f"question to cards: p50 {cuts[49]:.3f} s, p95 {cuts[94]:.3f} s (aim {AIM_S} s)")
    typer.echo(f"processor time a question: {spent / len(took):.3f} s")
    typer.echo(f"{cards / len(took):.1f} cards a question")
    return cuts[94] <= AIM_S and took[0] <= AIM_S


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:])))
