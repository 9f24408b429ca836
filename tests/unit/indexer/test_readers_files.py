"""Any file at all: documents or a refusal that says what is wrong and what to do."""

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults, read_documents
from indexer.readers.raw import MAX_BYTES, UnreadableFile, load
from knowledge.models.documents import Document, Kind
from knowledge.models.work import Refusal


def read(folder: Path, name: str, data: bytes) -> tuple[tuple[Document, ...], tuple[Refusal, ...]]:
    """Write a file and read it."""
    (folder / name).write_bytes(data)
    return read_documents(FoundFile(folder, name), ReaderDefaults())


def refusal(folder: Path, name: str, data: bytes) -> Refusal:
    """Return the one refusal of a file that must be refused."""
    documents, refusals = read(folder, name, data)
    assert documents == ()
    (only,) = refusals
    assert only.name == name
    return only


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("plan.doc", "The old Word format is not read. Save it as .docx."),
        ("plan.XLSM", "Excel with macros is not read. Save it as .xlsx."),
    ],
)
def test_a_file_outside_the_known_formats_is_refused_with_the_name_of_its_format(
    tmp_path: Path, name: str, reason: str
) -> None:
    """People hear what to save it as."""
    assert refusal(tmp_path, name, b"x").reason == reason


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("photo.png", ".png is not a format that can be read. "),
        ("Makefile", "A file whose name has no suffix is not of a format that can be read. "),
    ],
)
def test_an_unknown_suffix_is_refused(tmp_path: Path, name: str, start: str) -> None:
    """The remedy names the formats that are known."""
    assert refusal(tmp_path, name, b"x").reason.startswith(start)


def test_the_case_of_the_suffix_does_not_matter(tmp_path: Path) -> None:
    """Old systems write .TXT."""
    documents, _ = read(tmp_path, "LAMPS.TXT", b"The lamps were counted.")

    assert documents[0].sections[0].text == "The lamps were counted."


def test_an_empty_file_is_refused_and_known_to_be_empty(tmp_path: Path) -> None:
    """Somebody emptied it on purpose, so what it held before must not stay."""
    refused = refusal(tmp_path, "a.md", b"")

    assert refused.reason == "the file is empty. Write something into it, or remove it."
    assert not refused.whole_file


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_a_file_of_blanks_holds_no_text(tmp_path: Path, name: str) -> None:
    """An empty document cannot be cited."""
    assert refusal(tmp_path, name, b" \n\n ").reason.startswith("it holds no text to quote")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    """A sparse file of any size costs nothing."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1_000_000)
    _, (refused,) = read_documents(FoundFile(tmp_path, "a.txt"), ReaderDefaults())

    assert refused.reason == "the file has 51 MB, more than 50. Split it into smaller files."
    assert refused.whole_file


def test_bytes_that_are_no_utf8_are_named_with_their_place(tmp_path: Path) -> None:
    """The person can find the character, or save the file anew."""
    refused = refusal(tmp_path, "a.txt", b"caf\xe9 noir")

    assert refused.reason == "it is not UTF-8: byte 3 is 0xE9. Save it as UTF-8 and build again."
    assert refused.whole_file


@pytest.mark.parametrize("data", [b"\x01amp\0\xff", b"lamp\0", "lamp\0".encode("utf-16")])
def test_a_binary_file_under_a_text_suffix_is_refused(tmp_path: Path, data: bytes) -> None:
    """What no format is known of does not become text."""
    reason = refusal(tmp_path, "a.md", data).reason

    assert reason.startswith("it is no text: there is a NUL byte at 4")


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "Lamps – und Öl.".encode(),
        "Lamps – und Öl.".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Lamps – und Öl.".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "Lamps – und Öl.".encode("utf-32-le"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(tmp_path: Path, data: bytes) -> None:
    """Office programs write one."""
    documents, _ = read(tmp_path, "a.txt", data)

    assert documents[0].sections[0].text == "Lamps – und Öl."


def test_half_a_character_of_utf16_is_refused(tmp_path: Path) -> None:
    """A file that was cut off is not guessed at."""
    reason = refusal(tmp_path, "a.txt", codecs.BOM_UTF16_LE + b"a\0b").reason

    assert reason.startswith("it is not UTF-16: byte 4 is 0x62")


class ClosedPath(type(Path())):  # type: ignore[misc]
    """A file that this user may not read, whoever runs the tests."""

    def read_bytes(self) -> bytes:
        """Refuse."""
        raise PermissionError(13, "Permission denied")


class BrokenPath(type(Path())):  # type: ignore[misc]
    """A file on a disk that fails."""

    def read_bytes(self) -> bytes:
        """Fail."""
        raise OSError(5, "Input/output error")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """The remedy is the owner's to apply."""
    path = ClosedPath(tmp_path / "a.md")
    path.touch()

    with pytest.raises(UnreadableFile, match=r"permission denied\. Allow this user to read"):
        load(path)


def test_a_file_that_cannot_be_read_is_refused_with_the_systems_reason(tmp_path: Path) -> None:
    """A failing disk is not the author's fault."""
    path = BrokenPath(tmp_path / "a.md")
    path.touch()

    with pytest.raises(UnreadableFile, match="cannot be read: Input/output error"):
        load(path)


def test_a_file_that_has_just_gone_is_refused(tmp_path: Path) -> None:
    """Files come and go between the listing and the reading."""
    _, (refused,) = read_documents(FoundFile(tmp_path, "gone.md"), ReaderDefaults())

    assert "No such file" in refused.reason


def test_defaults_hold_for_a_file_that_does_not_say_otherwise(tmp_path: Path) -> None:
    """Scope and kind of a folder can be set for all of it."""
    (tmp_path / "a.txt").write_text("The lamps were counted.", encoding="utf-8")
    defaults = ReaderDefaults(scope="channel:C0LAMPS", kind=Kind.PRACTICE)
    (document,), _ = read_documents(FoundFile(tmp_path, "a.txt"), defaults)

    assert (document.info.scope, document.info.kind) == ("channel:C0LAMPS", Kind.PRACTICE)


def test_a_document_is_named_after_its_path(tmp_path: Path) -> None:
    """The id is unique in the store, the name is what people know."""
    (document,), _ = read(tmp_path, "the_lamp-trial.txt", b"The lamps were counted.")

    assert document.info.id == f"{tmp_path.as_posix()}/the_lamp-trial.txt"
    assert document.info.name == "the_lamp-trial.txt"
    assert document.info.title == "The lamp trial"


MARKUP = (
    "---\n~title: a\n~# A\n~- x\n~1. y\n~| a | b |\n|---|---|\n~```\n~> ~[^1]~[^1]: n\n~====\n~\f~"
    "<p>~</p>~<table><tr><td>~<ul><li>~<!--~&amp;~<h1>~<main>~<pre>~</ul>~"
    'id,text,consent\n~1,lamp,yes\n~"~;~\r\n'
)
DATA = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from(MARKUP.split("~")) | st.text(max_size=12), max_size=25).map(
        lambda parts: "".join(parts).encode()
    ),
)


@pytest.mark.parametrize("suffix", ["md", "html", "txt", "csv"])
@settings(deadline=None)  # a machine may be busy
@given(data=DATA)
def test_any_bytes_give_documents_with_text_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    """No file ends a run, and none vanishes without a word."""
    folder = tmp_path_factory.getbasetemp()
    documents, refusals = read(folder, f"any.{suffix}", data)

    assert documents or refusals
    assert all(re.search(r"\S", part.text) for one in documents for part in one.sections)
    assert all(one.info.title and one.sections for one in documents)
    assert all(one.reason.endswith(".") for one in refusals)
