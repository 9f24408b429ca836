"""A model's graph: made once, checked against the model, found when it is damaged."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from knowledge.adapters.model_export import PARITY_TEXTS, check_parity, export_model
from knowledge.adapters.model_files import ModelFiles, find_model
from knowledge.adapters.model_graph import GRAPH, RECORD, WEIGHTS, graph_folder, is_whole
from knowledge.adapters.onnx_embedder import OnnxEmbedder
from knowledge.errors import ModelError
from knowledge.ports import Vectors
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.tiny_model import DIMENSION, write_graph, write_model


@dataclass
class Bench:
    """A tiny model and the exports that were made of it."""

    files: ModelFiles
    home: Path
    traced: list[Path] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def folder(self) -> Path:
        """Where the graph belongs."""
        return graph_folder(self.home, self.files)

    def trace(self, files: ModelFiles, path: Path) -> None:
        """Write the tiny graph, and note it."""
        with self.lock:
            self.traced.append(path)
        write_graph(files, path)

    def reference(self, files: ModelFiles) -> OnnxEmbedder:
        """Open the graph as it was before it was optimised."""
        path = self.home / "reference.onnx"
        write_graph(files, path)
        return OnnxEmbedder(files, path)

    def export(self) -> None:
        """Export the model."""
        export_model(self.files, self.folder, self.trace, self.reference)

    @property
    def whole(self) -> bool:
        """Whether the graph may be used."""
        return is_whole(self.folder, self.files.fingerprint)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Write the tiny model."""
    return Bench(find_model(str(write_model(tmp_path / "tiny"))), tmp_path)


def test_an_exported_graph_is_whole_and_embeds_as_the_model_does(bench: Bench) -> None:
    """The graph is used instead of the model, so it must be the model."""
    assert not bench.whole
    bench.export()

    assert bench.whole
    made = OnnxEmbedder(bench.files, bench.folder / GRAPH).embed(["lamp bus", "night"])
    wanted = bench.reference(bench.files).embed(["lamp bus", "night"])
    assert np.allclose(made, wanted, atol=1e-6)


def test_only_the_graph_its_weights_and_its_record_are_left(bench: Bench) -> None:
    """What was needed on the way takes as much room as the model again."""
    bench.export()

    left = {path.name for path in bench.folder.iterdir()} - {"export.lock"}
    assert left <= {GRAPH, WEIGHTS, RECORD}


def test_a_whole_graph_is_not_made_again(bench: Bench) -> None:
    """An export takes half a minute."""
    bench.export()
    bench.export()

    assert len(bench.traced) == 1


@pytest.mark.parametrize("name", [GRAPH, WEIGHTS, RECORD])
def test_a_damaged_file_is_found_and_the_graph_made_again(bench: Bench, name: str) -> None:
    """A disk that ran full must not make the bot answer nonsense."""
    bench.export()
    (bench.folder / name).write_bytes(b"damaged")

    assert not bench.whole
    bench.export()
    assert bench.whole
    assert len(bench.traced) == 2


def test_a_graph_of_another_model_is_not_taken(bench: Bench) -> None:
    """The folder's name holds only the beginning of the fingerprint."""
    bench.export()

    assert not is_whole(bench.folder, bench.files.fingerprint[:16] + "0" * 48)


def test_what_an_interrupted_export_left_does_no_harm(bench: Bench) -> None:
    """A process may be killed at any moment."""
    (bench.folder / "partial").mkdir(parents=True)
    (bench.folder / "partial" / GRAPH).write_bytes(b"half")
    bench.export()

    assert bench.whole


def test_of_several_exports_at_once_one_does_the_work(bench: Bench) -> None:
    """The bot and its indexer start together."""
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(bench.export) for _turn in range(4)]:
            done.result()

    assert bench.whole
    assert len(bench.traced) == 1


def test_a_graph_with_other_vectors_is_not_published(bench: Bench) -> None:
    """Slow and right is better than fast and wrong."""
    other = FakeEmbedder(dimension=DIMENSION)

    with pytest.raises(ModelError, match="vectors are not the model's"):
        export_model(bench.files, bench.folder, bench.trace, lambda _files: other)
    assert not bench.whole


def unit_vectors() -> Vectors:
    """Return three vectors of length 1."""
    vectors = np.random.default_rng(1).normal(size=(3, 50)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def test_rounding_passes_the_comparison() -> None:
    """Two runtimes add the same numbers in another order."""
    wanted = unit_vectors()

    assert check_parity(wanted, wanted + np.float32(1e-6)) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize("shift", [2e-4, np.nan], ids=["too far", "not a number"])
def test_one_number_that_is_off_fails_the_comparison(shift: float) -> None:
    """A broken operator may show in a single text."""
    wanted = unit_vectors()
    got = wanted.copy()
    got[1, 7] += shift

    with pytest.raises(ModelError, match="a number is off"):
        check_parity(wanted, got)


def test_vectors_of_another_dimension_fail_the_comparison() -> None:
    """They cannot even be subtracted."""
    with pytest.raises(ModelError, match="shape"):
        check_parity(unit_vectors(), unit_vectors()[:, :40])


def test_the_compared_texts_reach_past_the_model_s_end() -> None:
    """Short texts alone would not show a graph that cuts or pads otherwise."""
    words = [len(text.split()) for text in PARITY_TEXTS]

    assert len(PARITY_TEXTS) >= 24
    assert min(words) == 0
    assert max(words) > 256
    assert any(not text.isascii() for text in PARITY_TEXTS)
