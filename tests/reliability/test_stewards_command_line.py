"""What an administrator does about people's data, as they would type it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.adapters.clock import SystemClock
from knowledge.adapters.sql.contributions import SqlContributions
from knowledge.adapters.sql.engine import open_database
from knowledge.adapters.sql.records import SqlAnswerRecords
from knowledge.adapters.sql.stewardship import SqlRoles
from knowledge.models.contributions import Contribution
from knowledge.models.records import Where
from knowledge.models.stewardship import Role
from tests.conftest import Run
from tests.fakes.answers import cited_answer
from tests.fakes.clock import FakeClock
from tests.stewards import ANA, files_with

pytestmark = pytest.mark.model

CANARY = "xylophonically"


def contribute(home: Path) -> None:
    """Leave a contribution, a role and an answer of Ana's in the store."""
    database = open_database(f"sqlite:///{home / 'knowledge.db'}")
    SqlContributions(database).offer(
        Contribution(
            id="0" * 32,
            origin="upload:1",
            channel="document",
            title="Lamps",
            text=f"Lamps sang {CANARY}.",
            member=ANA,
            offered_at=datetime(2026, 3, 1, tzinfo=UTC),
        )
    )
    SqlRoles(database, FakeClock()).grant(ANA, Role.CURATOR)
    records = SqlAnswerRecords(database, SystemClock())
    records.add("k1", ANA, Where.DIRECT, cited_answer())
    records.keep("k1", f"Who sings {CANARY}?")
    database.close()


@pytest.fixture
def filled(run: Run, home: Path, tmp_path: Path) -> Path:
    """A home with an index and something of Ana's."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "ropes.md").write_text("# Ropes\n\nRopes hold the boats in Lower Quill.\n")
    assert run("indexer", "build", docs).returncode == 0
    contribute(home)
    return home


def test_a_member_is_exported_held_and_at_last_forgotten(run: Run, filled: Path) -> None:
    """With a receipt, and every step in the log."""
    exported = json.loads(run("knowledge", "export", "--member", ANA).stdout)
    placed = run(
        "knowledge", "hold", "place", "--member", ANA, "--until", "2999-01-01", "--reason", "x"
    )
    refused = run("knowledge", "forget", "--member", ANA, "--yes")
    hold = placed.stdout.split()[0]
    listed = run("knowledge", "hold", "list").stdout
    lifted = run("knowledge", "hold", "lift", hold)
    forgotten = run("knowledge", "forget", "--member", ANA, "--yes")
    log = json.loads(run("knowledge", "audit", "--json").stdout)
    answer = run("knowledge", "ask", "what holds the boats in Lower Quill")

    assert exported["held"]["contributions"][0]["text"] == f"Lamps sang {CANARY}."
    assert exported["held"]["roles"][0]["role"] == "curator"
    assert refused.returncode == 1
    assert "A legal hold" in refused.stderr
    assert hold in listed
    assert lifted.returncode == 0
    assert forgotten.stdout.startswith("Receipt R-")
    assert "contributions: 1 erased" in forgotten.stdout
    assert files_with(filled, [CANARY.encode(), ANA.encode()]) == {}
    assert [one["action"] for one in log] == [
        "member.exported", "hold.placed", "member.kept", "hold.lifted", "member.forgotten",
    ]  # fmt: skip
    assert "Ropes hold the boats" in answer.stdout


def test_a_database_from_before_an_erasure_obeys_it_when_it_is_opened(
    run: Run, filled: Path
) -> None:
    """Whatever is run first."""
    before = (filled / "knowledge.db").read_bytes()
    run("knowledge", "forget", "--member", ANA, "--yes")
    for name in ("knowledge.db-wal", "knowledge.db-shm"):
        (filled / name).unlink(missing_ok=True)
    (filled / "knowledge.db").write_bytes(before)
    again = run("knowledge", "export", "--member", ANA)

    assert json.loads(again.stdout)["held"] == {}


NONSENSE = (
    (("forget", "--member", "ana", "--yes"), "no member id"),
    (("export",), "either --member or --topic"),
    (("hold", "place", "--until", "soon", "--reason", "x", "--topic", "a b"), "no date"),
    (("hold", "place", "--until", "2999-01-01", "--reason", "x"), "one of --member"),
    (("hold", "lift", "H-9"), "no hold that could be lifted"),
)


def test_what_makes_no_sense_is_refused_in_one_line(run: Run, filled: Path) -> None:
    """Nothing is done."""
    for arguments, complaint in NONSENSE:
        done = run("knowledge", *arguments)

        assert done.returncode != 0, arguments
        assert complaint in done.stderr


def test_what_was_answered_is_listed_without_names(run: Run, filled: Path) -> None:
    """In words and as JSON; once the asker is forgotten, without the question too."""
    words = run("knowledge", "answers").stdout
    (row,) = json.loads(run("knowledge", "answers", "--json").stdout)
    run("knowledge", "forget", "--member", ANA, "--yes")
    after = run("knowledge", "answers").stdout

    assert "direct message · answer · form fact · sureness 0.70, answered from 0.40" in words
    assert f"“Who sings {CANARY}?”" in words
    assert ANA not in words + json.dumps(row)
    assert (row["documents"], row["asker"][:2]) == (["docs/a.md"], "a-")
    assert "sureness 0.70" in after
    assert CANARY not in after


def test_a_purge_says_what_went(run: Run, filled: Path) -> None:
    """Or that nothing did."""
    assert "Nothing is past its time." in run("knowledge", "purge").stdout
    assert "0 questions" in run("knowledge", "gaps").stdout
    assert "0 receipts" in run("knowledge", "replay-erasures").stdout
