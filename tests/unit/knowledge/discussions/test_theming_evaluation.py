"""Themes against those that people found."""

import gzip
import json
from pathlib import Path

import pytest

from knowledge.errors import DataError
from knowledge.evaluation.clustering import adjusted_rand, against_people
from knowledge.evaluation.session_sets import (
    LabelledRemark,
    Session,
    SessionSet,
    read_sessions,
    sessions_file,
)
from knowledge.evaluation.sessions_in_words import sessions_as_json, sessions_in_words
from knowledge.evaluation.theming import marks_of, measure
from tests.fakes.embedder import FakeEmbedder

SUBJECTS = {
    "rota": "night rota weekend shifts roster",
    "drone": "drone pilot licence battery airspace",
    "canteen": "canteen lunch soup vegetarian menu",
}


def session(source: str = "made", each: int = 8) -> Session:
    """Return a session of three subjects that share no word."""
    items = tuple(
        LabelledRemark(text=f"{words} number {name} {at}", labels=(name,))
        for name, words in SUBJECTS.items()
        for at in range(each)
    )
    return Session(name="three", source=source, items=items)


def test_the_same_themes_are_a_full_match() -> None:
    """Whatever numbers they have; what is in none counts as alone."""
    marks = against_people([["a"], ["a"], ["b"], ["b"]], [7, 7, 2, 2])
    lonely = against_people([["a"], ["a"], ["b"], ["b"]], [7, 7, -1, -1])

    assert (marks["V"], marks["ARI"], marks["B-cubed F"]) == pytest.approx((1, 1, 1))
    assert (marks["themes"], marks["themes_of_people"]) == (2, 2)
    assert lonely["ARI"] < 1
    assert lonely["themes"] == 1


def test_a_remark_with_several_themes_counts_in_b_cubed_alone() -> None:
    """Precision is 1, recall 1/2, 1/2 and 1/6: the third shares a theme with each."""
    marks = against_people([["a"], ["b"], ["a", "b"], []], [0, 1, -1, 0])

    assert marks["B-cubed F"] == pytest.approx(0.56)
    assert against_people([[], ["a", "b"]], [0, 0]) == {}


def test_chance_is_worth_nothing() -> None:
    """Two halves across two halves: less than what chance gives."""
    assert adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1]) < 0


def test_a_plain_session_is_themed_fully_and_steadily() -> None:
    """All that is measured is there, and right."""
    marks = marks_of(session(), FakeEmbedder(dimension=512))

    assert marks["ARI"] == pytest.approx(1)
    assert marks["same_orders"] == pytest.approx(1)
    assert marks["same_seeds"] == pytest.approx(1)
    assert marks["examples_all"] == pytest.approx(1)
    assert marks["examples_rest"] == pytest.approx(1)


def test_each_source_has_figures_of_its_own() -> None:
    """In words and as JSON."""
    told: list[tuple[int, int]] = []
    whole = SessionSet("field", (session("made"), session("other"), session("made")))

    found = measure(whole, FakeEmbedder(dimension=512), lambda *at: told.append(at))

    assert [(one.source, one.sessions) for one in found] == [("made", 2), ("other", 1)]
    assert told[-1] == (3, 3)
    assert "field: 3 sessions, 72 remarks" in sessions_in_words(whole, found)
    assert "adjusted Rand index (ARI)" in sessions_in_words(whole, found)
    data = sessions_as_json(whole, found)["sources"]["made"]
    assert data["ARI"] == 1.0
    assert data["intervals"]["ARI"]["n"] == 2


def test_sessions_are_read_packed_or_not(tmp_path: Path) -> None:
    """By the end of the file's name."""
    assert sessions_file(tmp_path) is None
    row = {"name": "s", "items": [{"text": "a", "labels": ["x"], "more": 1}]}
    (tmp_path / "dev_sessions.json.gz").write_bytes(gzip.compress(json.dumps([row]).encode()))
    path = sessions_file(tmp_path)

    assert path is not None
    assert read_sessions(path).sessions[0].items[0].labels == ("x",)
    (tmp_path / "sessions.json").write_text("[]")
    with pytest.raises(DataError, match="2 files of sessions"):
        sessions_file(tmp_path)
    with pytest.raises(DataError, match="holds no sessions"):
        read_sessions(tmp_path / "sessions.json")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[{"name": "s", "items": [{"labels": []}]}]', "sessions.json: 0.items.0.text: "),
        (b'[{"name": "s", "items": []}]', "sessions.json: 0.items: "),
        (b"no JSON", "sessions.json: the file: "),
        (b"\xff\xfe", "sessions.json: the file: "),
    ],
)
def test_bad_input_names_file_and_field(tmp_path: Path, content: bytes, said: str) -> None:
    """With what to do about it."""
    path = tmp_path / "sessions.json"
    path.write_bytes(content)
    with pytest.raises(DataError) as refused:
        read_sessions(path)

    assert said in refused.value.message
    assert refused.value.remedy


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    """As is one that is no archive."""
    path = tmp_path / "sessions.json.gz"
    for content in (gzip.compress(b"[]")[:-6], b"plain"):
        path.write_bytes(content)
        with pytest.raises(DataError, match=r"sessions\.json\.gz cannot be read"):
            read_sessions(path)
