"""`python -m knowledge themes`, as a host runs it, with the real model."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.model

WANTED = {
    "rota": (
        "The night rota should be known a month ahead",
        "Give us the night roster four weeks in advance",
        "Nobody can plan a family around night shifts that change every week",
        "Swapping night shifts should be possible without asking three managers",
        "Late changes of night shifts are what wears people out",
        "Night shifts need to be published earlier",
    ),
    "drones": (
        "Drone pilots need more training hours",
        "Train more officers to fly drones",
        "Drone training must include flying in bad weather",
        "We have drones, and hardly anybody is licensed to fly them",
        "Flying a drone in wind has to be practised",
        "Drone operators should be certified every year",
    ),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file of fifteen remarks: two subjects, and two that contradict each other."""
    texts = [text for group in WANTED.values() for text in group]
    texts += ["Share the footage with courts", "Do not share the footage with courts", "Tea!"]
    rows = [
        {"id": n, "text": text, "author": f"U{n}", "votes": {"agree": 6, "disagree": n % 2}}
        for n, text in enumerate(texts)
    ]
    path = tmp_path / "remarks.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_themes_with_members_quotes_and_agreement_are_printed(run: Run, path: Path) -> None:
    """As JSON and in words; opposite statements stay apart, with both counts."""
    found = json.loads(run("knowledge", "themes", path, "--json").stdout)
    said = run("knowledge", "themes", path).stdout

    members = [set(one["members"]) for one in found["themes"]]
    assert any(len(one & {str(n) for n in range(6)}) >= 5 for one in members)
    assert any(len(one & {str(n) for n in range(6, 12)}) >= 5 for one in members)
    assert all(one["agreement"]["label"] == "broad agreement" for one in found["themes"])
    assert all(one["quotes"] and one["people"] >= 3 for one in found["themes"])
    views = [*found["views_differ"], *[v for one in found["themes"] for v in one["views_differ"]]]
    assert [{*view["one"]["members"], *view["other"]["members"]} for view in views] == [
        {"12", "13"}
    ]
    assert said.startswith("remarks.jsonl: 15 remarks of 15 people, 2 themes")
    assert "Views differ: 1 person against 1 person" in said
    assert "Agreement: broad agreement (" in said


def test_the_order_of_lines_changes_no_byte(run: Run, path: Path) -> None:
    """Whoever exports the remarks may sort them as they like."""
    before = run("knowledge", "themes", path, "--json").stdout
    path.write_text("".join(reversed(path.read_text(encoding="utf-8").splitlines(keepends=True))))

    assert run("knowledge", "themes", path, "--json").stdout == before


def test_a_bad_line_ends_with_one_line_of_error(run: Run, path: Path) -> None:
    """File, line, field, and what to do; before any model is loaded."""
    path.write_text('{"id": "1", "text": "x"}\n{"id": "2", "text": 5}\n')
    done = run("knowledge", "themes", path)

    assert done.returncode == 1
    assert done.stderr.startswith("Error: remarks.jsonl line 2: text: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
