"""A cross-encoder that really runs: a tiny one, with weights drawn at random."""

import json
import logging
from pathlib import Path

import pytest

from knowledge.adapters.rerankers import open_reranker
from knowledge.models.access import Audience
from knowledge.search.query import understand
from knowledge.search.retriever import Retriever
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.fakes.tiny_model import write_cross_encoder
from tests.worlds import World

MEMBER = Audience.of(full_member=True)
TEXTS = ["lamp road", "night bus late", "lamp", "lamp road"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model's files."""
    return write_cross_encoder(tmp_path_factory.mktemp("cross") / "encoder")


@pytest.mark.model
def test_each_text_has_its_own_score_whoever_stands_beside_it(folder: Path) -> None:
    """The same text the same, others not; and none for none."""
    reranker = open_reranker(str(folder), threads=1)
    assert reranker is not None
    found = reranker.scores("night bus", TEXTS)

    assert found[0] == pytest.approx(found[3], abs=1e-5)
    assert len({round(one, 5) for one in found}) == 3
    assert reranker.scores("night bus", TEXTS[2:3]) == pytest.approx(found[2:3], abs=1e-5)
    assert reranker.scores("night bus", []) == []


@pytest.mark.model
def test_the_best_passages_come_in_the_model_s_order(folder: Path, world: World) -> None:
    """Their scores stay in their places, so that thresholds and sentences know them."""
    world.publish(*(document(text, f"{n}.md", title="") for n, text in enumerate(TEXTS[:3])))
    reranker = open_reranker(str(folder), threads=1)
    assert reranker is not None
    parts = (world.tools.snapshots, world.tools.documents, world.embedder)
    query = understand("night bus lamp", Glossary(()))
    plain = Retriever(*parts).search(query, MEMBER).hits
    read = Retriever(*parts, reranker=reranker).search(query, MEMBER).hits
    texts = [one.stored.searched_text for one in plain]
    by_text = dict(zip(texts, reranker.scores(query.text, texts), strict=True))

    assert [one.stored.searched_text for one in read] == sorted(texts, key=lambda t: -by_text[t])
    assert [one.score for one in read] == [one.score for one in plain]


def test_no_setting_means_no_model() -> None:
    """Nothing is loaded."""
    assert open_reranker("", threads=1) is None


@pytest.mark.parametrize("content", [None, {}])
def test_a_model_that_cannot_be_used_is_said_and_done_without(
    tmp_path: Path, content: object, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever asks is answered all the same."""
    folder = tmp_path / "encoder"
    if content is not None:
        folder.mkdir()
        (folder / "config.json").write_text(json.dumps(content))
    with caplog.at_level(logging.ERROR):
        assert open_reranker(str(folder), threads=1) is None

    assert "Going on without a cross-encoder" in caplog.text
