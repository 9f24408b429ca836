"""Files that people offered, wherever they lie."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.adapters.clock import SystemClock
from knowledge.adapters.uploads import UploadFolder
from knowledge.models.retention import Old
from knowledge.ports import Uploads
from tests.fakes.uploads import FakeUploads

ONE, OTHER = "1" * 32, "2" * 32


@pytest.fixture(params=["folder", "fake"])
def uploads(request: pytest.FixtureRequest, tmp_path: Path) -> Uploads:
    """Each implementation in turn."""
    made: dict[str, Callable[[], Uploads]] = {
        "folder": lambda: UploadFolder(tmp_path),
        "fake": lambda: FakeUploads(SystemClock()),
    }
    return made[request.param]()


def test_what_is_kept_is_read_back(uploads: Uploads) -> None:
    """Byte by byte."""
    file = uploads.keep(ONE, "tides.pdf", bytes(range(256)))

    assert uploads.read(file) == bytes(range(256))
    assert file == f"{ONE}/tides.pdf"


def test_keeping_again_changes_nothing(uploads: Uploads) -> None:
    """A retry does what was done."""
    first, second = (uploads.keep(ONE, "tides.pdf", b"tides") for _ in range(2))

    assert first == second
    assert set(uploads.kept()) == {ONE}


def test_what_is_discarded_is_gone_and_nothing_else(uploads: Uploads) -> None:
    """Twice is as good as once."""
    gone, stays = uploads.keep(ONE, "a.md", b"a"), uploads.keep(OTHER, "a.md", b"a")
    uploads.discard(ONE)
    uploads.discard(ONE)

    assert (uploads.read(gone), uploads.read(stays)) == (None, b"a")
    assert set(uploads.kept()) == {OTHER}


def test_it_is_known_since_when_a_file_is_there(uploads: Uploads) -> None:
    """So that what was never finished can be told from what is under way."""
    before = SystemClock().now()
    uploads.keep(ONE, "a.md", b"a")

    assert abs((uploads.kept()[ONE] - before).total_seconds()) < 60


def test_what_was_never_kept_is_not_there(uploads: Uploads) -> None:
    """Nothing is raised for it."""
    assert uploads.read(f"{ONE}/a.md") is None
    assert uploads.kept() == {}


def test_what_is_set_aside_is_read_by_nobody_until_it_is_dropped(uploads: Uploads) -> None:
    """Only what a hold goes by is known of it."""
    file = uploads.keep(ONE, "a.md", b"a")
    thing = Old(key=ONE, text="tides", members=("U1",), reference=f"upload:{ONE}")
    uploads.set_aside(thing)
    uploads.set_aside(thing)

    assert (uploads.read(file), dict(uploads.kept()), uploads.aside()) == (None, {}, (thing,))
    uploads.drop_aside(ONE)
    assert uploads.aside() == ()
