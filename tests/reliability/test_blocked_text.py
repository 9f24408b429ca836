"""A blocked text is in no file, however soon the process is killed after it arrived."""

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, environment
from tests.reliability.harbour import Harbour, open_harbour

BLOCKED, HELD, CONTROL = "quagmire-canary", "thicket-canary", "meadow-canary"
KILLS = 3


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Harbour]:
    """A workspace whose bot keeps a log beside its database."""
    folder = tmp_path / "home"
    folder.mkdir()
    with (folder / "log").open("wb") as log, open_harbour(folder) as opened:
        opened.log = log
        yield opened


def files_with(folder: Path, word: str) -> list[str]:
    """Return names of files that hold the word's bytes, plain or as JSON or UTF-16 writes them."""
    forms = (word.encode(), word.encode("utf-16-le"))
    kept = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return sorted(name for name, data in kept.items() if any(form in data for form in forms))


@pytest.mark.parametrize("delay_s", [0.0, 0.01, 0.05, 0.2, 1.0])
@pytest.mark.parametrize(
    "text",
    [f"SECRET\nthe {BLOCKED} meets at noon", f"who keeps AB12 CDE, the {BLOCKED}?"],
    ids=["blocked", "operational"],
)
def test_a_message_that_must_not_be_kept_is_in_no_file_after_a_kill(
    harbour: Harbour, text: str, delay_s: float
) -> None:
    """The database, its log of changes and the process's log are searched byte by byte."""
    harbour.start_bot()
    harbour.ask(f"is the {CONTROL} open?")
    harbour.until((harbour.folder / "asked").exists)
    harbour.ask(text)
    threading.Event().wait(delay_s)
    harbour.kill_bot()

    assert files_with(harbour.folder, CONTROL) != []
    assert files_with(harbour.folder, BLOCKED) == []
    assert files_with(harbour.folder, "AB12") == []


def test_a_blocked_message_is_in_no_file_when_its_writer_has_been_told(harbour: Harbour) -> None:
    """Delivered, noted in the ledger, and delivered again to a bot that was started anew."""
    harbour.start_bot()
    harbour.ask(f"is the {CONTROL} open?")
    harbour.until((harbour.folder / "asked").exists)
    harbour.ask(f"SECRET\nthe {BLOCKED} meets at noon")
    harbour.until(lambda: bool(harbour.workspace.state.ephemerals))
    harbour.kill_bot()
    harbour.start_bot()
    harbour.ask(f"TOP SECRET\nthe {BLOCKED} meets at noon")
    harbour.until(lambda: len(harbour.workspace.state.ephemerals) > 1)
    harbour.kill_bot()

    assert files_with(harbour.folder, CONTROL) != []
    assert files_with(harbour.folder, BLOCKED) == []


@pytest.mark.model
def test_what_a_build_keeps_out_is_in_no_file_of_its_home(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """Killed three times on the way, and then seen through."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "plan.md").write_text(f"SECRET\n\nThe {BLOCKED} is on Larch Road.\n")
    (docs / "bid.txt").write_text(f"The {HELD} costs nine pounds.\n\nOFFICIAL-SENSITIVE\n")
    (docs / "free.md").write_text(f"# Open\n\nThe {CONTROL} is open to everybody.\n")
    moments = random.Random(20261124)  # noqa: S311 - a test, and the same one each time
    command = [sys.executable, "-m", "indexer", "build", str(docs)]

    for _ in range(KILLS):
        with (home.parent / "log").open("ab") as log:
            build = subprocess.Popen(
                command, env=environment(home), cwd=ROOT, stdout=log, stderr=log
            )
            time.sleep(moments.uniform(0.5, 6.0))
            build.kill()
            build.wait()
        assert files_with(home, BLOCKED) == []
    done = run("indexer", "build", docs)

    assert done.returncode == 3
    assert "plan.md: It is marked SECRET" in done.stdout
    assert files_with(home, CONTROL) != []
    assert files_with(home, BLOCKED) + files_with(home, HELD) == []
    logged = (home.parent / "log").read_text() + done.stdout + done.stderr
    assert BLOCKED not in logged
    assert HELD not in logged
