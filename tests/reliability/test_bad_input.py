"""What a person gets wrong is one line that names the thing and the remedy."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.model


def folder(home: Path, **files: bytes) -> Path:
    """Make a folder of files; underscores in names stand for dots."""
    made = home.parent / "docs"
    made.mkdir(exist_ok=True)
    for name, content in files.items():
        (made / name.replace("_", ".")).write_bytes(content)
    return made


def the_one_line(run: Run, *arguments: str | Path, **settings: str) -> str:
    """Return what is said when a command fails as it should."""
    done = run(*arguments, settings=settings)
    lines = done.stderr.strip().splitlines()

    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_missing_path(run: Run, home: Path) -> None:
    """The path is named."""
    assert "nowhere" in the_one_line(run, "indexer", "build", home / "nowhere")


def test_an_empty_folder(run: Run, home: Path) -> None:
    """The readable formats are named."""
    assert ".md" in the_one_line(run, "indexer", "build", folder(home))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("picture_png", b"\x89PNG\r\n\x1a\n\x00\x00", "holds no file that can be indexed"),
        ("binary_txt", b"\x00\x01\x02\x03", "binary.txt"),
        ("latin_txt", b"caf\xe9 au lait", "UTF-8"),
        ("survey_csv", b"name,remark\nA,B\n", "consent"),
        ("empty_md", b"", "empty.md"),
    ],
)
def test_a_file_that_cannot_be_indexed(
    run: Run, home: Path, name: str, content: bytes, said: str
) -> None:
    """Alone in its folder, it is the reason why nothing was indexed."""
    assert said in the_one_line(run, "indexer", "build", folder(home, **{name: content}))


def test_a_bad_file_among_good_ones_is_told_and_the_rest_is_indexed(run: Run, home: Path) -> None:
    """The exit code says that not all went in."""
    docs = folder(home, good_md=b"# Drones\n\nDrones fly near prisons.\n", bad_txt=b"caf\xe9")
    done = run("indexer", "build", docs, "--json")
    report = json.loads(done.stdout)

    assert done.returncode == 3
    assert report["added"] == ["good.md"]
    assert [one["name"] for one in report["refused"]] == ["bad.txt"]


def test_an_unknown_setting(run: Run) -> None:
    """The one that was meant is named."""
    said = the_one_line(run, "knowledge", "ask", "what is an ARI", KNOWLEDGE_COMUNITY="x")

    assert "KNOWLEDGE_COMUNITY" in said
    assert "KNOWLEDGE_COMMUNITY" in said


def test_a_malformed_setting(run: Run) -> None:
    """The setting is named."""
    assert "KNOWLEDGE_THREADS" in the_one_line(
        run, "knowledge", "ask", "what is an ARI", KNOWLEDGE_THREADS="many"
    )


def test_an_unknown_community(run: Run) -> None:
    """The name is repeated."""
    said = the_one_line(run, "knowledge", "ask", "what is an ARI", KNOWLEDGE_COMMUNITY="atlantis")

    assert "atlantis" in said


def test_no_index_yet(run: Run) -> None:
    """The command to run is named."""
    assert "python -m indexer build" in the_one_line(run, "knowledge", "ask", "what is an ARI")


def test_an_empty_question(run: Run) -> None:
    """Nothing is searched."""
    assert "empty" in the_one_line(run, "knowledge", "ask", "  ")


def test_an_index_of_another_model(run: Run, library_home: Path, tmp_path: Path) -> None:
    """Vectors of two models are never compared."""
    copy = tmp_path / "copy"
    shutil.copytree(library_home, copy, symlinks=True)
    manifest = next((copy / "snapshots").glob("*/manifest.json"))
    changed = json.loads(manifest.read_text()) | {"fingerprint": "other"}
    manifest.write_text(json.dumps(changed))
    done = run("knowledge", "ask", "what is an ARI", home=copy)

    assert done.returncode == 1
    assert "another model" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_file_that_is_no_database(run: Run, home: Path) -> None:
    """It is left as it is."""
    (home / "knowledge.db").write_bytes(b"this is a letter, not a database" * 100)
    said = the_one_line(run, "knowledge", "ask", "what is an ARI")

    assert "knowledge.db" in said
    assert (home / "knowledge.db").read_bytes().startswith(b"this is a letter")


def test_a_database_of_a_newer_version(run: Run, library_home: Path, tmp_path: Path) -> None:
    """It is not touched."""
    copy = tmp_path / "copy"
    shutil.copytree(library_home, copy, symlinks=True)
    with sqlite3.connect(copy / "knowledge.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    done = run("knowledge", "ask", "what is an ARI", home=copy)

    assert done.returncode == 1
    assert "another version" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("tokens", "named"),
    [
        ({}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": "wrong", "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKN": "xoxb-1"}, "SLACK_BOT_TOKEN"),
    ],
)
def test_a_missing_or_malformed_token(run: Run, tokens: dict[str, str], named: str) -> None:
    """The variable is named, the token is not repeated."""
    said = the_one_line(run, "bot", "serve", **tokens)

    assert named in said
    assert "wrong" not in said


def test_the_playground_beside_tokens(run: Run) -> None:
    """Invented people must never stand beside a real workspace."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    said = the_one_line(run, "bot", "playground", **tokens)

    assert "playground" in said


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "corpus.jsonl"),
        ({"corpus_jsonl": b"{\n"}, "corpus.jsonl line 1"),
        ({"corpus_jsonl": b'{"_id": "1", "text": "a"}\n'}, "queries.jsonl"),
    ],
)
def test_a_data_set_that_is_not_of_its_form(
    run: Run, home: Path, files: dict[str, bytes], said: str
) -> None:
    """File and line are named."""
    assert said in the_one_line(run, "knowledge", "evaluate", folder(home, **files))
