"""What building again costs, as whole processes: `python -m indexer build` from start to exit.

The documents are made of random words, so that nothing in them is embedded twice. Times are
those of the processor, user and system together, beside those of the clock: on a busy machine
the former say more.
"""

import os
import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import typer

from tests.conftest import ROOT, environment

DOCUMENTS, PARTS, SENTENCES, WORDS = 300, 7, 6, 17
LONG_AGO = 1_700_000_000
_SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo"]


@dataclass(frozen=True)
class Cost:
    """Seconds of one process."""

    wall: float
    cpu: float

    def share_of(self, other: "Cost") -> str:
        """Return both times as percentages of another process's."""
        cpu, wall = self.cpu / other.cpu, self.wall / other.wall
        return f"{cpu:6.2%} of its CPU time, {wall:6.2%} of its time"


def measure_rebuild(home: Path) -> None:
    """Build everything, again with nothing changed, and with one document in a hundred changed."""
    docs = home / "rebuilt-documents"
    docs.mkdir()
    words = random.Random(7)  # noqa: S311 - texts, and the same ones each time
    for number in range(DOCUMENTS):
        _write(docs, number, words)
    full = _build(docs, home)
    unchanged = _build(docs, home)
    for number in range(0, DOCUMENTS, 100):
        _write(docs, number, words)
    changed = _build(docs, home)
    passages, sentences = DOCUMENTS * PARTS, DOCUMENTS * PARTS * SENTENCES
    typer.echo(f"\nwhole processes over {passages} passages with {sentences} sentences")
    typer.echo(f"{'full build':38} {full.wall:9.1f} s, {full.cpu:.1f} s of CPU time")
    typer.echo(f"{'again, nothing changed':38} {unchanged.share_of(full)}")
    typer.echo(f"{'again, 1 % of the documents rewritten':38} {changed.share_of(full)}")


def _write(docs: Path, number: int, words: random.Random) -> None:
    parts = [f"# Report {number}"]
    for part in range(PARTS):
        said = " ".join(_sentence(words) for _ in range(SENTENCES))
        parts.append(f"## Part {part} of {number}\n\n{said}")
    path = docs / f"report-{number}.md"
    path.write_text("\n\n".join(parts))
    # As documents mostly are: written some time before they are indexed.
    os.utime(path, (LONG_AGO + words.randrange(10**6),) * 2)


def _sentence(words: random.Random) -> str:
    made = ["".join(words.choices(_SYLLABLES, k=words.randint(1, 3))) for _ in range(WORDS)]
    return f"{' '.join(made).capitalize()}."


def _build(docs: Path, home: Path) -> Cost:
    before, began = _cpu_s(), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "indexer", "build", str(docs)],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return Cost(time.perf_counter() - began, _cpu_s() - before)


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure rebuilding alone."""
    from tempfile import TemporaryDirectory

    from knowledge.adapters.embedders import open_embedder

    with TemporaryDirectory() as folder:
        home = Path(folder)
        open_embedder("", "onnx", home, 1)
        measure_rebuild(home)


if __name__ == "__main__":
    main()
