"""A file that hangs, crashes or eats up its reader is refused, and the next one is read."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.files import FoundFile
from indexer.isolation import IsolatedReading
from indexer.readers import ReaderDefaults
from indexer.readers.limits import Limits
from tests.fakes.bad_readers import misbehave, refuse

QUICK = ReaderDefaults(limits=Limits(seconds=2, memory=1_000_000_000))


def text(reading: IsolatedReading, name: str) -> str:
    """Return what a file that is read says."""
    (document,), refusals = reading(FoundFile(Path("/docs"), name), QUICK)
    assert refusals == ()
    return document.sections[0].text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hang.pdf", "reading it took longer than 2 s. "),
        ("crash.pdf", "its reader crashed, or needed more than 1 GB of memory. "),
        ("eat.pdf", "reading it needs more than 1 GB of memory. "),
    ],
)
def test_a_file_that_kills_its_reader_is_refused_and_the_next_is_read(name: str, said: str) -> None:
    """Nothing is known of what it holds, so what was indexed of it stays."""
    with IsolatedReading(misbehave) as reading:
        documents, (refused,) = reading(FoundFile(Path("/docs"), name), QUICK)
        after = text(reading, "good.pdf")

    assert documents == ()
    assert refused.name == name
    assert refused.reason.startswith(said)
    assert refused.whole_file
    assert after.endswith("light")


def test_a_reader_that_ends_its_process_quietly_does_not_stop_the_run() -> None:
    """Its answer never comes, and the time is up."""
    with IsolatedReading(misbehave) as reading:
        _, (refused,) = reading(FoundFile(Path("/docs"), "vanish.pdf"), QUICK)

        assert refused.whole_file
        assert text(reading, "good.pdf").endswith("light")


def test_one_child_serves_all_files_and_loads_no_model() -> None:
    """Starting one costs more than reading most files."""
    with IsolatedReading(misbehave) as reading:
        told = {text(reading, f"{at}.pdf") for at in range(5)}

    assert len(told) == 1
    assert not told.pop().startswith(f"{os.getpid()} ")


def test_small_plain_files_are_read_in_this_process(tmp_path: Path) -> None:
    """A library of cards needs no child."""
    (tmp_path / "card.md").write_bytes(b"x")
    (tmp_path / "book.md").write_bytes(b"x" * 300_000)
    with IsolatedReading(misbehave) as reading:
        here = [
            reading(FoundFile(tmp_path, name), QUICK)[0][0].sections[0].text.split()[0]
            for name in ("card.md", "book.md")
        ]

    assert here[0] == str(os.getpid())
    assert here[1] != here[0]


def test_a_refusal_comes_back_as_it_is() -> None:
    """The child's words reach the report."""
    with IsolatedReading(refuse) as reading:
        _, (refused,) = reading(FoundFile(Path("/docs"), "a.pdf"), QUICK)

    assert refused.reason == "for the test"


def test_the_child_ends_when_its_parent_is_killed() -> None:
    """Nothing is left running behind a build that was killed."""
    script = (
        "from pathlib import Path; from indexer.files import FoundFile\n"
        "from indexer.isolation import IsolatedReading\n"
        "from indexer.readers import ReaderDefaults\n"
        "from tests.fakes.bad_readers import misbehave\n"
        "reading = IsolatedReading(misbehave)\n"
        "found = reading(FoundFile(Path('/docs'), 'a.pdf'), ReaderDefaults())[0][0]\n"
        "print(found.sections[0].text.split()[0], flush=True)\n"
        "reading(FoundFile(Path('/docs'), 'hang.pdf'), ReaderDefaults())\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()

    assert _is_gone(child)


def _is_gone(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
