"""Sets on who can help: read, asked with the product's ranking, and measured."""

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import DataError
from knowledge.evaluation.expert_sets import ExpertSet, read_expert_set
from knowledge.evaluation.people import Finder, Found, as_document, digest_of, measure
from knowledge.models.experts import Dial, EvidenceKind
from tests.quality.convert_dblp import converted
from tests.worlds import World

Line = Mapping[str, Any]

DOCUMENTS: tuple[Line, ...] = (
    {"doc": "d1", "people": ["ada"], "text": "Nets stop drones near prisons.", "kind": "answer"},
    {"doc": "d2", "people": ["bea", 7], "text": "Drones and nets, and drones near a prison."},
    {"doc": "d3", "people": ["cleo"], "text": "Sourdough bread needs flour and time."},
    {
        "doc": "d4",
        "people": ["stranger"],
        "text": "Nets stop drones near prisons, says a stranger.",
    },
)
PEOPLE: tuple[Line, ...] = tuple({"person": one} for one in ("ada", "bea", 7, "cleo"))
QUERIES: tuple[Line, ...] = (
    {"id": "q1", "text": "nets against drones near prisons", "relevant": {"ada": 2, "bea": 1}},
    {"id": "q2", "text": "bread of flour", "asker": "ada", "relevant": {"cleo": 1, "ada": 1}},
)


def write(
    folder: Path,
    documents: Iterable[Line] = DOCUMENTS,
    people: Iterable[Line] = PEOPLE,
    queries: Iterable[Line] = QUERIES,
) -> Path:
    """Write a set, its documents compressed."""
    texts = {
        name: "".join(f"{json.dumps(one)}\n" for one in rows)
        for name, rows in (("people", people), ("queries", queries))
    }
    with gzip.open(folder / "documents.jsonl.gz", "wt") as file:
        file.write("".join(f"{json.dumps(one)}\n" for one in documents))
    for name, text in texts.items():
        (folder / f"{name}.jsonl").write_text(text)
    return folder


def finder(world: World, experts: ExpertSet, dial: Dial = Dial.SOON) -> Finder:
    """Index a set."""
    world.publish(*map(as_document, experts.documents))
    tools = world.tools
    return Finder(experts, tools.documents, tools.snapshots, tools.embedder, dial)


def nothing(_done: int, _total: int) -> None:
    """Show no progress."""


def test_a_set_is_asked_and_measured(world: World, tmp_path: Path) -> None:
    """Who suits comes first; nobody who asks, or who is no candidate, is suggested."""
    experts = read_expert_set(write(tmp_path))
    found = finder(world, experts)
    drones, bread = map(found.find, experts.queries)
    figures = {one.name: one.value for one in measure(experts, found.find, nothing).figures}

    assert set(drones.shown) == {"ada", "bea", "7"}
    assert "ada" not in bread.ranked
    assert bread.ranked[0] == "cleo"
    assert set(drones.ranked) <= {"ada", "bea", "7", "cleo"}
    assert figures["MRR"] == figures["success@3"] == 1
    assert figures["busiest_five"] == figures["people_shown"] == 1


def test_figures_follow_what_was_suggested(tmp_path: Path) -> None:
    """They are measured, not made up; a question that nobody suits is not judged."""
    queries = [
        {"id": "q1", "text": "a", "relevant": {"ada": 1, "cleo": 1}},
        {"id": "q2", "text": "b", "relevant": {"bea": 0}},
    ]
    experts = read_expert_set(write(tmp_path, queries=queries))
    found = measure(experts, lambda _query: Found(("bea", "ada"), ("bea", "ada")), nothing)
    figures = {one.name: (one.value, one.n) for one in found.figures}

    assert figures["MRR"] == (0.5, 1)
    assert figures["MAP"] == (0.25, 1)
    assert figures["success@3"] == (1.0, 1)
    assert figures["P@5"] == (0.2, 1)
    assert figures["busiest_five"] == (1.0, 2)
    assert figures["people_shown"] == (0.5, 4)
    assert [bool(one.marks) for one in found.outcomes] == [True, False]


def test_gains_may_be_fractions_and_who_is_no_candidate_is_missed(tmp_path: Path) -> None:
    """Only the ratios of gains count; a set need not know beforehand who will answer."""
    gains = {"ada": 0.5, "bea": 0.25, "stranger": 0.25}
    queries = [{"id": "q1", "text": "a", "relevant": gains}]
    experts = read_expert_set(write(tmp_path, queries=queries))
    found = measure(experts, lambda _query: Found((), ("ada", "bea")), nothing)
    figures = {one.name: one.value for one in found.figures}
    best = 0.5 + 0.25 / math.log2(3)

    assert figures["nDCG@10"] == pytest.approx(best / (best + 0.25 / 2), abs=1e-6)
    assert figures["MAP"] == pytest.approx(2 / 3)


def test_kinds_may_be_called_as_their_field_calls_them(tmp_path: Path) -> None:
    """A question speaks for whoever asked it, a little."""
    rows = [{**DOCUMENTS[0], "doc": one, "kind": one} for one in ("paper", "reply", "question")]
    experts = read_expert_set(write(tmp_path, [*rows, *DOCUMENTS[1:]]))

    assert [one.kind for one in experts.documents[:4]] == [
        EvidenceKind.WORK,
        EvidenceKind.ANSWER,
        EvidenceKind.QUESTION,
        None,
    ]


def test_nobody_found_is_a_zero(tmp_path: Path) -> None:
    """And no division by it."""
    experts = read_expert_set(write(tmp_path))
    figures = measure(experts, lambda _query: Found((), ()), nothing).figures

    assert {one.name: one.value for one in figures} == {
        "MRR": 0.0, "MAP": 0.0, "success@3": 0.0, "P@5": 0.0, "nDCG@10": 0.0, "people_shown": 0.0,
    }  # fmt: skip


def test_only_what_was_said_before_speaks(world: World, tmp_path: Path) -> None:
    """Neither the question itself nor what came on the same day or later."""
    documents = [
        {"doc": "old", "people": ["ada"], "text": "Nets stop drones.", "date": "2024-05"},
        {"doc": "same", "people": ["bea"], "text": "Nets stop drones.", "date": "2024-06-02"},
        {"doc": "whole", "people": ["cleo"], "text": "Nets stop drones.", "date": "2024"},
        {"doc": "asked", "people": ["7"], "text": "Do nets stop drones?", "date": "2024-06-01"},
    ]
    queries = [
        {"doc": "asked", "before": "2024-06-02T09:30:00Z", "relevant": {"ada": 1}},
        {"id": "all", "text": "Do nets stop drones?", "relevant": {"bea": 1}},
    ]
    experts = read_expert_set(write(tmp_path, documents, queries=queries))
    found = finder(world, experts)

    assert found.find(experts.queries[0]).ranked == ("ada",)
    assert set(found.find(experts.queries[1]).ranked) == {"ada", "bea", "cleo", "7"}


@pytest.mark.parametrize("stated", [{"kind": "answer"}, {}])
def test_who_replied_of_late_comes_first_unless_depth_alone_is_sought(
    world: World, tmp_path: Path, stated: Line
) -> None:
    """Activity is what was said before the question, whatever it was about."""
    said = [
        {"doc": f"d{day}", "people": ["bea"], "text": "Bread.", "date": f"2024-05-{day}"}
        for day in range(20, 26)
    ]
    documents = [
        {"doc": "a", "people": ["ada"], "text": "Nets stop drones.", "date": "2024-05-01"},
        {"doc": "more", "people": ["ada"], "text": "Nets stop drones.", "date": "2024-05-01"},
        {"doc": "b", "people": ["bea"], "text": "Nets stop drones.", "date": "2024-05-01"},
        *said,
    ]
    queries = [{"id": "q", "text": "nets, drones", "before": "2024-06-01", "relevant": {"ada": 1}}]
    kinds = [{**one, **stated} for one in documents]
    experts = read_expert_set(write(tmp_path, kinds, queries=queries))
    soon = finder(world, experts).find(experts.queries[0])
    deep = finder(world, experts, Dial.DEEP).find(experts.queries[0])

    assert soon.ranked[0] == "bea"
    assert deep.ranked[0] == "ada"
    assert digest_of(experts, Dial.SOON) != digest_of(experts, Dial.DEEP)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"documents": [*DOCUMENTS, {"doc": "d9", "text": "x"}]},
            "documents.jsonl.gz line 5: people",
        ),
        ({"documents": [{**DOCUMENTS[0], "kind": "rumour"}]}, "documents.jsonl.gz line 1: kind"),
        (
            {"documents": [{**DOCUMENTS[0], "date": "May"}]},
            "line 1: date: Value error, write a day",
        ),
        ({"documents": [{**DOCUMENTS[0], "date": "2024-02-30"}]}, "line 1: date"),
        ({"documents": [DOCUMENTS[0], DOCUMENTS[0]]}, "line 2: d1 was given before, in documents"),
        ({"documents": []}, "no lines in documents.jsonl"),
        ({"people": [{"person": ""}]}, "people.jsonl line 1: person"),
        ({"people": [{"person": "zoe"}]}, "nobody in relevant of queries.jsonl is among"),
        ({"people": [{"person": "ada"}, {"person": "ada"}]}, "people.jsonl line 2: ada was given"),
        ({"queries": [{"id": "q", "relevant": {}}]}, "line 1: the line: Value error, give either"),
        ({"queries": [{**QUERIES[0], "doc": "d1"}]}, "line 1: the line: Value error, give either"),
        ({"queries": [{"doc": "d9", "relevant": {}}]}, "line 1: doc: there is no document d9"),
        ({"queries": [{**QUERIES[0], "relevant": {"ada": -1}}]}, "line 1: relevant.ada"),
        ({"queries": [{**QUERIES[0], "before": "soon"}]}, "queries.jsonl line 1: before"),
        ({"queries": [QUERIES[0], QUERIES[0]]}, "queries.jsonl line 2: q1 was given before"),
    ],
)
def test_bad_input_names_file_and_line(
    tmp_path: Path, changed: dict[str, Iterable[Line]], said: str
) -> None:
    """With what to do about it."""
    with pytest.raises(DataError) as refused:
        read_expert_set(write(tmp_path, **changed))

    assert said in refused.value.message
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"person": "ada"}\n["bea"]\n', "people.jsonl line 2: the line"),
        (b'{"person": "ada"}\n{"person"', "people.jsonl line 2: the line"),
        (b'{"person": "\xff"}\n', "people.jsonl is not UTF-8"),
    ],
)
def test_what_is_no_json_names_file_and_line(tmp_path: Path, content: bytes, said: str) -> None:
    """A damaged archive and a missing file are told apart from it."""
    (write(tmp_path) / "people.jsonl").write_bytes(content)
    with pytest.raises(DataError, match=said):
        read_expert_set(tmp_path)

    whole = (tmp_path / "documents.jsonl.gz").read_bytes()
    (tmp_path / "documents.jsonl.gz").write_bytes(whole[:-12])
    with pytest.raises(DataError, match=r"documents\.jsonl\.gz cannot be read"):
        read_expert_set(tmp_path)

    (tmp_path / "documents.jsonl.gz").unlink()
    with pytest.raises(DataError, match=r"neither documents\.jsonl nor documents\.jsonl\.gz"):
        read_expert_set(tmp_path)


def test_papers_and_labelled_experts_become_a_set(tmp_path: Path) -> None:
    """Who shares a topic with the paper that asks suits it; others may have written too."""
    rows = converted(
        [{"doc": 1, "authors": [5, 6, 9], "text": "On drones.", "cites": []}],
        [{"author": 5, "topics": ["air"]}, {"author": 6, "topics": []}],
        [{"doc": 1, "topics": ["air", "sea"]}],
    )
    experts = read_expert_set(write(tmp_path, **rows))

    assert experts.documents[0].people == ("5", "6", "9")
    assert [one.person for one in experts.people] == ["5", "6"]
    assert experts.queries[0].relevant == {"5": 1}
    assert (experts.queries[0].id, experts.queries[0].doc) == ("1", "1")
