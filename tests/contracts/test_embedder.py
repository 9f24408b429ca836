"""What every embedder promises, the fake one included."""

import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.adapters.embedders import open_embedder
from knowledge.errors import ModelError
from knowledge.ports import Embedder
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.tiny_model import write_model

TEXTS = (
    "The lamps on the road were counted at night.",
    "Lamps.",
    "",
    "Street lamps were counted after dark, on the road to Lower Quill.",
    "A recipe for pear soup asks for two pears and a spoon of honey.",
    "Οι λάμπες μετρήθηκαν 夜间 💡",
    "lamp " * 120,
)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the graph is exported to, once a run."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def onnx(home: Path) -> Embedder:
    """Open the packaged model with ONNX Runtime."""
    return open_embedder("", "onnx", home, 1)


@pytest.fixture(scope="session")
def reference(home: Path) -> Embedder:
    """Open the packaged model with sentence-transformers."""
    return open_embedder("", "sentence-transformers", home, 1)


@pytest.fixture(scope="session")
def fake() -> Embedder:
    """Open the bag of words."""
    return FakeEmbedder()


@pytest.fixture(
    params=[
        pytest.param("onnx", marks=pytest.mark.model),
        pytest.param("reference", marks=pytest.mark.model),
        "fake",
    ]
)
def embedder(request: pytest.FixtureRequest) -> Embedder:
    """Yield each implementation of the port."""
    opened: Embedder = request.getfixturevalue(request.param)
    return opened


def test_there_is_one_row_a_text_as_long_as_the_model_says(embedder: Embedder) -> None:
    """The index is made for one dimension and one type of number."""
    vectors = embedder.embed(TEXTS)

    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert vectors.dtype == np.float32


def test_every_vector_has_length_one(embedder: Embedder) -> None:
    """A product of two vectors is then their cosine."""
    lengths = np.linalg.norm(embedder.embed(TEXTS), axis=1)

    assert np.allclose(lengths, 1, atol=1e-5)


def test_rows_stand_in_the_order_of_the_texts(embedder: Embedder) -> None:
    """A vector under another text's name would make wrong citations."""
    forwards, backwards = embedder.embed(TEXTS), embedder.embed(TEXTS[::-1])

    assert np.allclose(forwards, backwards[::-1], atol=1e-5)


def test_a_text_alone_has_the_vector_that_it_has_among_others(embedder: Embedder) -> None:
    """Its neighbours in a batch, and their padding, are none of its business."""
    alone = np.vstack([embedder.embed([text]) for text in TEXTS])

    assert np.allclose(embedder.embed(TEXTS), alone, atol=1e-5)


def test_no_texts_make_no_rows(embedder: Embedder) -> None:
    """A build that changes nothing embeds nothing."""
    assert embedder.embed([]).shape == (0, embedder.dimension)


def test_like_texts_are_nearer_than_unlike_ones(embedder: Embedder) -> None:
    """This is what the vectors are for."""
    vectors = embedder.embed(TEXTS)
    lamps, same_lamps, soup = vectors[0], vectors[3], vectors[4]

    assert lamps @ same_lamps > lamps @ soup + 0.1


def test_what_stands_past_the_model_s_end_changes_nothing(embedder: Embedder) -> None:
    """The rest is cut off, without an error: a splitter has to see to it."""
    full = "lamp " * (embedder.max_tokens - 2)
    vectors = embedder.embed([full, full + "pears and honey " * 200])

    assert np.allclose(vectors[0], vectors[1], atol=1e-5)


def test_the_model_reads_as_far_as_it_says(embedder: Embedder) -> None:
    """The last token that fits counts."""
    almost = "lamp " * (embedder.max_tokens - 3)
    vectors = embedder.embed([almost + "lamp", almost + "honey"])

    assert not np.allclose(vectors[0], vectors[1], atol=1e-5)


def test_tokens_are_counted_without_the_model_s_own(embedder: Embedder) -> None:
    """A text of nothing has no tokens."""
    assert embedder.count_tokens("") == 0
    assert embedder.count_tokens("lamp") == 1


def test_tokens_of_two_texts_add_up(embedder: Embedder) -> None:
    """A splitter adds sentences up until a passage is full, far past the model's end."""
    one, two = "The lamps were counted. " * 60, "Pears, honey and a spoon. " * 60
    together = embedder.count_tokens(one + two)

    assert together == embedder.count_tokens(one) + embedder.count_tokens(two)
    assert together > embedder.max_tokens


def test_half_a_character_does_no_harm(embedder: Embedder) -> None:
    """A message cut in the middle of an emoji can hold one."""
    assert embedder.embed(["lamp \ud83d"]).shape == (1, embedder.dimension)
    assert embedder.count_tokens("lamp \ud83d") >= 1


@pytest.mark.model
def test_both_runtimes_are_one_model(onnx: Embedder, reference: Embedder) -> None:
    """An index that one of them built can be searched with the other."""
    assert onnx.fingerprint == reference.fingerprint
    assert (onnx.dimension, onnx.max_tokens) == (reference.dimension, reference.max_tokens)
    assert onnx.name != reference.name


@pytest.mark.model
def test_both_runtimes_make_the_same_vectors(onnx: Embedder, reference: Embedder) -> None:
    """The fast runtime loses nothing."""
    assert np.allclose(onnx.embed(TEXTS), reference.embed(TEXTS), atol=1e-5)


@pytest.mark.model
def test_both_runtimes_count_the_same_tokens(onnx: Embedder, reference: Embedder) -> None:
    """Passages do not depend on the runtime either."""
    for text in TEXTS:
        assert onnx.count_tokens(text) == reference.count_tokens(text)


def test_another_version_of_the_fake_is_another_model() -> None:
    """So that a test can change the model under an index."""
    assert FakeEmbedder().fingerprint == FakeEmbedder().fingerprint
    assert FakeEmbedder().fingerprint != FakeEmbedder(version="2").fingerprint


@pytest.mark.model
@pytest.mark.usefixtures("onnx")
def test_a_process_that_embeds_with_onnx_never_imports_torch(home: Path) -> None:
    """A bot starts in a fraction of a second, and stays small."""
    code = (
        "import sys; from pathlib import Path\n"
        "from knowledge.adapters.embedders import open_embedder\n"
        f"embedder = open_embedder('', 'auto', Path({str(home)!r}), 1, export=False)\n"
        "assert embedder.embed(['Who counts the lamps?']).shape == (1, 384)\n"
        "print(*sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


def test_a_graph_that_is_missing_and_not_to_be_made_is_an_error(tmp_path: Path) -> None:
    """Whoever asked for ONNX Runtime wants no other."""
    model = write_model(tmp_path / "tiny")

    with pytest.raises(ModelError, match="tiny has not been prepared"):
        open_embedder(str(model), "onnx", tmp_path, 1, export=False)


@pytest.mark.model
def test_a_model_that_cannot_be_exported_says_why(tmp_path: Path) -> None:
    """The reason of the process that tried is passed on."""
    model = write_model(tmp_path / "tiny")

    with pytest.raises(ModelError, match=r"tiny cannot be prepared for ONNX Runtime: .*Error"):
        open_embedder(str(model), "onnx", tmp_path, 1)


@pytest.mark.model
def test_by_default_a_failed_export_falls_back_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Slow answers are better than none, but somebody should know."""
    (tmp_path / "models").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        embedder = open_embedder("", "auto", tmp_path, 1)

    assert embedder.name == "all-MiniLM-L6-v2 (sentence-transformers)"
    assert "cannot be prepared for ONNX Runtime" in caplog.text
