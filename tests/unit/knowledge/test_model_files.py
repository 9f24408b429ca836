"""Where an embedding model's files lie, and what in them decides its vectors."""

import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge.adapters.model_files import PACKAGE, find_model
from knowledge.errors import ModelError
from tests.fakes.tiny_model import DIMENSION, MAX_TOKENS, write_model

MEAN = {"pooling_mode_mean_tokens": True}


def fingerprint(folder: Path, **changes: Any) -> str:
    """Return the fingerprint of the tiny model with other contents of some files."""
    return find_model(str(write_model(folder, **changes))).fingerprint


@pytest.mark.model
def test_the_packaged_model_is_found_without_running_its_package() -> None:
    """The package brings code of its own, which is not needed and not trusted."""
    files = find_model("")

    assert (files.name, files.dimension, files.max_tokens) == ("all-MiniLM-L6-v2", 384, 256)
    assert files.pooling == "mean"
    assert PACKAGE not in sys.modules


@pytest.mark.model
@pytest.mark.parametrize(
    "name", ["all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"], ids=["short", "long"]
)
def test_the_packaged_model_is_found_by_its_names(name: str) -> None:
    """Whoever writes the model's name means the model that is there."""
    assert find_model(name) == find_model("")


def test_altered_packaged_weights_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody should search with weights that the model's authors did not publish."""
    write_model(tmp_path / PACKAGE / "model")
    (tmp_path / PACKAGE / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ModelError, match="not those that the authors"):
        find_model("")


def test_a_folder_says_what_its_model_is(tmp_path: Path) -> None:
    """Length, dimension and pooling stand in the model's own files."""
    files = find_model(str(write_model(tmp_path / "tiny")))

    assert (files.name, files.folder) == ("tiny", tmp_path / "tiny")
    assert (files.max_tokens, files.dimension, files.pooling) == (MAX_TOKENS, DIMENSION, "mean")


def test_the_folder_s_place_and_name_do_not_decide_the_fingerprint(tmp_path: Path) -> None:
    """A moved model makes the same vectors."""
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")


@pytest.mark.parametrize(
    "changes",
    [
        {"model_safetensors": "other weights"},
        {"tokenizer_json": "{}"},
        {"config_json": {"max_position_embeddings": 64}},
        {"sentence_bert_config_json": {"max_seq_length": 24}},
        {"1_Pooling_config_json": {"embedding_dimension": DIMENSION, "pooling_mode": "cls"}},
    ],
    ids=["weights", "tokenizer", "configuration", "length", "pooling"],
)
def test_whatever_decides_a_vector_decides_the_fingerprint(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    """An index must never be searched with another model than it was built with."""
    assert fingerprint(tmp_path / "one") != fingerprint(tmp_path / "two", **changes)


@pytest.mark.parametrize(
    ("pooling", "dimension", "name"),
    [
        ({"word_embedding_dimension": 8, "pooling_mode_cls_token": True}, 8, "cls"),
        ({"embedding_dimension": 8, "pooling_mode": "mean"}, 8, "mean"),
        ({"embedding_dimension": 8, "pooling_mode": ["cls", "mean"]}, 16, "cls+mean"),
    ],
    ids=["old form", "new form", "two at once"],
)
def test_both_forms_of_naming_the_pooling_are_read(
    tmp_path: Path, pooling: dict[str, Any], dimension: int, name: str
) -> None:
    """Older models set one flag for each mode, newer ones name the mode."""
    files = find_model(str(write_model(tmp_path / "m", **{"1_Pooling_config_json": pooling})))

    assert (files.dimension, files.pooling) == (dimension, name)


def test_a_dense_layer_decides_the_dimension(tmp_path: Path) -> None:
    """Some models shorten their vectors at the end."""
    kinds = {"": "Transformer", "1_Pooling": "Pooling", "2_Dense": "Dense"}
    modules = [{"path": path, "type": f"m.{kind}"} for path, kind in kinds.items()]
    folder = write_model(tmp_path / "m", modules_json=modules)
    (folder / "2_Dense").mkdir()
    (folder / "2_Dense" / "config.json").write_text('{"out_features": 4}')
    (folder / "2_Dense" / "model.safetensors").write_text("weights")

    assert find_model(str(folder)).dimension == 4


def test_without_a_length_of_its_own_the_shortest_limit_holds(tmp_path: Path) -> None:
    """Neither the tokenizer's limit nor the positions may be exceeded."""
    folder = write_model(tmp_path / "m", sentence_bert_config_json=None)

    assert find_model(str(folder)).max_tokens == 24


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"modules_json": None}, "modules.json"),
        ({"modules_json": "[1"}, "modules.json"),
        ({"modules_json": [{"path": ""}]}, "modules.json"),
        ({"modules_json": [{"path": "", "type": "m.Router"}]}, "Router"),
        ({"model_safetensors": None}, "no weights"),
        ({"tokenizer_json": None}, "tokenizer.json"),
        ({"1_Pooling_config_json": MEAN}, "no dimension"),
        ({"1_Pooling_config_json": []}, "no settings"),
        (
            {
                "sentence_bert_config_json": None,
                "tokenizer_config_json": {},
                "config_json": {},
            },
            "how much text",
        ),
    ],
)
def test_what_is_wrong_with_a_folder_is_named(
    tmp_path: Path, changes: dict[str, Any], named: str
) -> None:
    """The person who gave the folder sees which file to mend."""
    folder = write_model(tmp_path / "m", **changes)

    with pytest.raises(ModelError, match=named) as caught:
        find_model(str(folder))
    assert caught.value.remedy


def test_an_unknown_name_is_not_looked_for_on_the_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bot must not depend on somebody else's server, nor speak to it."""
    looked_up: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *host, **_more: looked_up.append(host))

    with pytest.raises(ModelError, match="no model no-such-model on this machine"):
        find_model("no-such-model")
    assert looked_up == []
