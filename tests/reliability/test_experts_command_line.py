"""Who can help, as somebody at a terminal would ask it."""

import json
from pathlib import Path

import pytest

from knowledge.adapters.clock import SystemClock
from knowledge.adapters.sql.engine import open_database
from knowledge.adapters.sql.members import SqlMembers
from knowledge.models.members import Discoverable, Profile, Wishes
from tests.conftest import Run

pytestmark = pytest.mark.model


def join(home: Path, member: str, profile: Profile) -> None:
    """Let somebody agree to be found."""
    database = open_database(f"sqlite:///{home / 'knowledge.db'}")
    wishes = Wishes(discoverable=Discoverable.SUGGEST, contactable=True, notice="n1")
    SqlMembers(database).change(
        member,
        lambda one: one.model_copy(update={"profile": profile, "wishes": wishes}),
        SystemClock().now(),
    )
    database.close()


def test_people_are_found_once_they_are_indexed(run: Run, home: Path, tmp_path: Path) -> None:
    """In words and as JSON; by subject and by name; nobody where nobody suits."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "ropes.md").write_text("# Ropes\n\nRopes hold the boats in Lower Quill.\n")
    assert run("indexer", "build", docs).returncode == 0
    topics = ("detecting drones over prisons",)
    join(home, "U1ADA", Profile(name="Ada Sample", kind="researcher", topics=topics))
    built = run("indexer", "build", "--source", "people", "--json")
    assert built.returncode == 0, built.stderr
    assert json.loads(built.stdout)["added"] == ["person:topics"]

    asked = run("knowledge", "experts", "Who can help us to detect drones near a prison?", "--json")
    (row,) = json.loads(asked.stdout)
    assert row == {
        "member": "U1ADA",
        "kind": "Researcher",
        "organisation": "",
        "because": [
            {"text": "names “detecting drones over prisons” as a topic", "url": "", "date": ""}
        ],
        "availability": row["availability"],
    }
    assert row["availability"] in {"askable", "later"}
    words = run("knowledge", "experts", "ada", "--name").stdout
    assert words.startswith("Ada Sample (Researcher)\n")
    nobody = run("knowledge", "experts", "Which bakery makes the best rye bread?")
    assert nobody.stdout.startswith("Nobody who agreed to be found")

    hidden = run("knowledge", "search", "detecting drones over prisons", "--json").stdout
    assert "person:" not in hidden
    refused = run("knowledge", "search", "drones", "--scope", "people")
    assert refused.returncode != 0
