"""Configured sources on the command line, as a person runs it."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.model


@pytest.fixture
def sources(home: Path) -> Path:
    """A file of two sources, one of them without its folder."""
    notes = home.parent / "notes"
    notes.mkdir()
    (notes / "lamps.md").write_text("# Lamps\n\nLower Quill has forty lamps on its main road.\n")
    file = home.parent / "sources.toml"
    file.write_text(
        '[notes]\nkind = "folder"\npath = "notes"\nowner = "Lamp office"\nevery = "P1D"\n'
        '[minutes]\nkind = "folder"\npath = "minutes"\n'
    )
    return file


def test_one_source_is_built_by_its_key_and_told_of(run: Run, sources: Path) -> None:
    """The other one, whose folder is gone, is not looked at."""
    settings = {"KNOWLEDGE_SOURCES": str(sources)}
    built = run("indexer", "build", "--source", "notes", "--json", settings=settings)
    shown = run("indexer", "status", settings=settings)
    lines = shown.stdout.splitlines()

    assert built.returncode == 0, built.stderr
    assert json.loads(built.stdout)["added"] == ["lamps.md"]
    assert lines[0].startswith("Index version ")
    assert [line.split(":")[0] for line in lines[1:5]] == [
        "library (library)",
        "official_strategy (web)",
        "notes (folder)",
        "minutes (folder)",
    ]
    assert "1 document," in lines[3]
    assert "next " in lines[3]
    assert lines[2].endswith(", off")


def test_a_source_that_is_gone_is_named_and_the_others_are_built(run: Run, sources: Path) -> None:
    """The exit code says that not all went in."""
    settings = {"KNOWLEDGE_SOURCES": str(sources)}
    done = run("indexer", "build", settings=settings)

    assert done.returncode == 3, done.stderr
    assert "Added: 1 (lamps.md)" in done.stdout
    assert "minutes: " in done.stdout
    assert "does not exist" in done.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[notes]\nkind = "floder"\n', "notes › kind"),
        ('[notes]\nkind = "folder"\npath = "."\ncolour = "red"\n', "notes › colour"),
    ],
)
def test_a_slip_in_the_file_is_one_line(run: Run, sources: Path, text: str, said: str) -> None:
    """With the file, the key and the field."""
    sources.write_text(text)
    done = run("indexer", "status", settings={"KNOWLEDGE_SOURCES": str(sources)})

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "sources.toml" in done.stderr
    assert said in done.stderr


def test_an_unknown_key_is_answered_with_the_known_ones(run: Run, sources: Path) -> None:
    """And nothing is built."""
    settings = {"KNOWLEDGE_SOURCES": str(sources)}
    done = run("indexer", "build", "--source", "note", settings=settings)

    assert done.returncode == 1
    assert "Did you mean notes?" in done.stderr
