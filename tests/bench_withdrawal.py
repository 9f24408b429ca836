"""`python -m tests.bench_withdrawal`: how long a withdrawal takes at 20,000 passages.

Each passage has six sentences; vectors are random, since they cost the same as real ones. The
time runs from the withdrawal until every file is rewritten without the passage.
"""

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import typer

from knowledge.models.documents import Document
from knowledge.ports import Vectors
from knowledge.publishing.publisher import rewrite
from tests.factories import document
from tests.fakes.embedder import FakeEmbedder
from tests.worlds import World, open_world

DIMENSION = 384
DOCUMENTS, PASSAGES, SENTENCES = 500, 40, 6
WORDS = 16


class RandomEmbedder(FakeEmbedder):
    """Vectors that are made fast, and are the same for the same text."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Draw a vector for each text."""
        seeds = [int.from_bytes(hashlib.blake2b(t.encode(), digest_size=8).digest()) for t in texts]
        rows = [np.random.default_rng(seed).standard_normal(DIMENSION) for seed in seeds]
        drawn = np.array(rows, np.float32)
        vectors: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        return vectors


def written(number: int) -> Document:
    """Return a document whose words come from a vocabulary of 50,000."""
    draw = np.random.default_rng(number)

    def sentence() -> str:
        words = (draw.zipf(1.3, WORDS) % 50_000).tolist()
        return "Then " + " ".join(f"word{one}" for one in words) + "."

    paragraphs = [" ".join(sentence() for _ in range(SENTENCES)) for _ in range(PASSAGES)]
    return document("\n\n".join(paragraphs), f"{number}.md", title=f"Title {number}")


def size_mb(home: Path) -> float:
    """Return the size of all files in megabytes."""
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) / 1e6


def withdrawn(world: World, name: str) -> float:
    """Return the seconds that a withdrawal takes."""
    start = time.perf_counter()
    world.tools.documents.withdraw(f"/docs/{name}")
    rewrite(world.tools)
    return time.perf_counter() - start


def main() -> None:
    """Fill a home, withdraw from it three times, and print the times."""
    with (
        TemporaryDirectory() as folder,
        open_world(Path(folder), RandomEmbedder(DIMENSION, max_tokens=64)) as world,
    ):
        start = time.perf_counter()
        manifest = world.publish(*map(written, range(DOCUMENTS)))
        typer.echo(f"{manifest.passages:,} passages, {manifest.sentences:,} sentences")
        seconds = time.perf_counter() - start
        typer.echo(f"published in {seconds:.1f} s; {size_mb(world.home):.0f} MB")
        for number in range(3):
            typer.echo(f"withdrawn from every file in {withdrawn(world, f'{number}.md'):.1f} s")


if __name__ == "__main__":
    main()
