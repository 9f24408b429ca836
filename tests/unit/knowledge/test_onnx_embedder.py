"""Embedding with ONNX Runtime, on a model of a few words."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.adapters.model_files import find_model
from knowledge.adapters.onnx_embedder import OnnxEmbedder, batches, padded
from knowledge.errors import ModelError
from tests.fakes.tiny_model import DIMENSION, MAX_TOKENS, write_graph, write_model

TEXTS = ["lamp bus night road late", "bus", "", "night night road", "lamp lamp"]


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> OnnxEmbedder:
    """Open the tiny model."""
    folder = tmp_path_factory.mktemp("onnx")
    files = find_model(str(write_model(folder / "tiny")))
    write_graph(files, folder / "model.onnx")
    return OnnxEmbedder(files, folder / "model.onnx")


def test_vectors_come_in_the_order_of_the_texts(embedder: OnnxEmbedder) -> None:
    """Sorting by length is nobody's business but the embedder's."""
    together = embedder.embed(TEXTS)

    assert together.shape == (len(TEXTS), DIMENSION)
    assert np.allclose(together, np.vstack([embedder.embed([text]) for text in TEXTS]), atol=1e-6)
    assert np.ptp(together, axis=0).all()


def test_a_text_is_cut_where_the_model_ends_and_keeps_its_last_token(
    embedder: OnnxEmbedder,
) -> None:
    """The model reads its own first and last token around as much text as fits."""
    room = MAX_TOKENS - 2
    long, cut = embedder.embed(["lamp " * room + "bus " * 50, "lamp " * room])

    assert np.array_equal(long, cut)


def test_the_last_token_that_fits_is_read(embedder: OnnxEmbedder) -> None:
    """A passage that was split to fit must not lose its end."""
    almost = "lamp " * (MAX_TOKENS - 3)
    one, other = embedder.embed([almost + "bus", almost + "late"])

    assert not np.allclose(one, other)


def test_tokens_are_counted_uncut_and_without_the_model_s_own(embedder: OnnxEmbedder) -> None:
    """A splitter needs to know how long a text really is."""
    assert embedder.count_tokens("lamp " * 50) == 50
    assert embedder.count_tokens("") == 0


def test_half_a_character_is_embedded_all_the_same(embedder: OnnxEmbedder) -> None:
    """JSON can carry half of a surrogate pair, which no tokenizer reads."""
    assert embedder.embed(["lamp \ud83d"]).shape == (1, DIMENSION)
    assert embedder.count_tokens("lamp \ud83d") == 2


def test_threads_do_not_disturb_one_another(embedder: OnnxEmbedder) -> None:
    """A bot answers several people at once."""
    wanted = embedder.embed(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _turn: embedder.embed(TEXTS), range(200)))

    assert all(np.array_equal(result, wanted) for result in results)


def test_a_graph_that_is_none_is_refused_with_its_path(tmp_path: Path) -> None:
    """Whoever runs the bot sees which file to delete."""
    files = find_model(str(write_model(tmp_path / "tiny")))
    graph = tmp_path / "model.onnx"
    graph.write_bytes(b"not a graph")

    with pytest.raises(ModelError, match=r"cannot load .*model\.onnx"):
        OnnxEmbedder(files, graph)


def test_rows_of_like_length_share_a_batch() -> None:
    """Padding is work for nothing."""
    assert list(batches([9, 2, 8, 2, 1], budget=18)) == [[4, 1, 3], [2, 0]]


def test_no_batch_is_larger_than_the_budget_with_its_padding() -> None:
    """What does not fit the processor's cache is slower than two batches."""
    lengths = [3, 7, 1, 12, 5, 5, 2, 30]
    made = list(batches(lengths, budget=20))

    assert sorted(row for batch in made for row in batch) == list(range(len(lengths)))
    assert all(
        len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= 20 for batch in made
    )


def test_padding_is_masked() -> None:
    """The model must not read what only fills a row up."""
    ids, mask = padded([[5, 6], [7]])

    assert ids.tolist() == [[5, 6], [7, 0]]
    assert mask.tolist() == [[1, 1], [1, 0]]
