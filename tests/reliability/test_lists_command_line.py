"""Lists of works and of members, as an administrator brings them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.adapters.clock import SystemClock
from knowledge.adapters.sql.engine import Database, open_database
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.adapters.sql.members import SqlMembers
from knowledge.adapters.sql.works import SqlWorks
from knowledge.models.members import Profile
from tests.conftest import Run

pytestmark = pytest.mark.model
ADA = "0000-0002-1825-0097"
BIB = "@article{a1, title={Lamps of the moor}, year={2024}, doi={10.1234/moor}}\n@article{a2}\n"


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    """The database of the command line's home."""
    opened = open_database(f"sqlite:///{home / 'knowledge.db'}")
    yield opened
    opened.close()


def test_works_wait_for_whoever_enters_their_orcid(
    run: Run, home: Path, database: Database
) -> None:
    """Brought before, they move nothing; brought after, the index is asked for."""
    path = home / "ada.bib"
    path.write_text(BIB)
    first = run("indexer", "works", path, "--orcid", ADA)
    jobs = SqlJobs(database, SystemClock())

    assert first.returncode == 3
    assert first.stdout == (
        "ada.bib: 1 read, 1 new or changed; of the 1 authors, 0 entered their ORCID here.\n"
    )
    assert first.stderr.startswith("ada.bib entry a2: ")
    assert jobs.latest() is None

    profile = Profile(name="Ada Sample", orcid=ADA)
    SqlMembers(database).change(
        "U1", lambda one: one.model_copy(update={"profile": profile}), SystemClock().now()
    )
    path.write_text(BIB.replace("moor", "fen"))
    second = run("indexer", "works", path, "--orcid", f"https://orcid.org/{ADA}")

    assert "1 entered their ORCID here.\nA running bot indexes it now" in second.stdout
    assert jobs.latest() is not None
    titles = {one.title for one in SqlWorks(database).of_orcid(ADA)}
    assert titles == {"Lamps of the moor", "Lamps of the fen"}


def test_members_wait_unseen(run: Run, home: Path, database: Database) -> None:
    """A bad row is named by its number, and the others are kept."""
    path = home / "members.csv"
    path.write_text("member,kind\nU1ADA,researcher\nU1BEN,wizard\n")
    done = run("indexer", "members", path)

    assert done.returncode == 3
    assert "1 read, 1 new or changed; they wait, seen by nobody" in done.stdout
    assert done.stderr.startswith("members.csv row 3: kind: there is no “wizard”")
    assert SqlMembers(database).listed() == ()
    expected = SqlWorks(database).expected("U1ADA")
    assert expected is not None
    assert expected.kind == "researcher"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.bib", "words", "no public works"), ("a.json", "{", "line 1"), ("a.pdf", "x", "“.pdf”")],
)
def test_a_file_that_is_no_list_is_named(
    run: Run, home: Path, name: str, content: str, said: str
) -> None:
    """In one line, without a trace."""
    (home / name).write_text(content)
    done = run("indexer", "works", home / name)

    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}: ")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
