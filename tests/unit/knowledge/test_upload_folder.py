"""Names of uploaded files, and places where none may lead."""

from pathlib import Path

import pytest

from knowledge.adapters.uploads import UploadFolder, safe_name
from knowledge.errors import StoreError

ONE = "1" * 32


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("tides.pdf", "tides.pdf"),
        ("Night survey (final).PDF", "Night_survey_final.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        (".hidden", "hidden"),
        ("…", "document"),
        ("a/b\0c.md", "b_c.md"),
        ("Übersicht.docx", "Übersicht.docx"),
        ("x" * 300 + ".markdown", "x" * 60 + ".markdown"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    """A name everywhere, below its own folder, with the suffix of its format."""
    assert safe_name(name) == safe
    assert safe_name(safe) == safe


@pytest.mark.parametrize("file", ["../knowledge.db", f"{ONE}/../../x", f"{ONE}/", "a.md", "/etc/x"])
def test_nothing_outside_is_read(tmp_path: Path, file: str) -> None:
    """Whatever a row says."""
    (tmp_path / "knowledge.db").write_bytes(b"rows")

    assert UploadFolder(tmp_path).read(file) is None


def test_nothing_outside_is_written_or_deleted(tmp_path: Path) -> None:
    """An id is 32 digits, or it is none."""
    (tmp_path / "precious").mkdir()
    uploads = UploadFolder(tmp_path)
    uploads.discard("../precious")

    with pytest.raises(StoreError, match="no contribution's id"):
        uploads.keep("../precious", "a.md", b"a")
    assert (tmp_path / "precious").is_dir()


def test_a_disk_that_refuses_is_explained(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "uploads").write_bytes(b"")

    with pytest.raises(StoreError, match="cannot be stored"):
        UploadFolder(tmp_path).keep(ONE, "a.md", b"a")
