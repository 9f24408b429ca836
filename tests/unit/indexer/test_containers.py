"""Packed files that are not safe to open, each refused by name."""

import io
import struct
import zipfile
from collections.abc import Mapping

import docx
import pytest

from indexer.readers.containers import OLE, checked_office_zip, checked_zip
from indexer.readers.raw import UnreadableFile


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(extra: Mapping[str, bytes] | None = None) -> bytes:
    """Return a Word document with more parts than Word gave it."""
    file = io.BytesIO()
    docx.Document().save(file)
    with zipfile.ZipFile(file, "a") as archive:
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return file.getvalue()


def refused(data: bytes) -> str:
    """Return why an Office file is refused."""
    with pytest.raises(UnreadableFile) as caught:
        checked_office_zip(data)
    return str(caught.value)


def test_a_sound_document_is_opened() -> None:
    """What Word writes passes every check."""
    assert "word/document.xml" in checked_office_zip(word()).namelist()


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    """A bomb is known by its declared sizes."""
    bomb = packed({"word/document.xml": b" " * 30_000_000})

    assert "unpack to 30 MB" in refused(bomb)


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    """The declared size holds while unpacking, and the checksum shows the lie."""
    honest = packed({"a.xml": b" " * 30_000_000})
    size = struct.pack("<I", 30_000_000)
    lying = honest.replace(size, struct.pack("<I", 1_000))

    assert lying != honest
    assert "damaged" in refused(lying)


def test_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs memory, however small it is."""
    monkeypatch.setattr("indexer.readers.containers.MAX_MEMBERS", 3)

    assert "packs 4 files" in refused(packed(dict.fromkeys("abcd", b"")))


@pytest.mark.parametrize("cut", [30, 200, -30])
def test_a_truncated_document_is_refused(cut: int) -> None:
    """Half a download is no document."""
    assert refused(word()[:cut]) == "it is damaged or incomplete. Copy or export it again."


def test_a_damaged_member_is_refused() -> None:
    """Its checksum shows it."""
    data = bytearray(packed({"a.txt": b"The lamps were counted."}, zipfile.ZIP_STORED))
    data[data.index(b"lamps")] ^= 1

    assert "damaged" in refused(bytes(data))


def test_an_archive_with_a_password_is_refused() -> None:
    """The flag is enough; nothing is unpacked."""
    data = packed({"a": b"x"})
    central = data.index(b"PK\x01\x02")
    flagged = data[: central + 8] + b"\x01" + data[central + 9 :]

    with pytest.raises(UnreadableFile, match="protected by a password"):
        checked_zip(flagged)


def test_a_rare_packing_is_refused() -> None:
    """Its unpacking cannot be bounded."""
    assert "not read" in refused(packed({"a": b"x"}, zipfile.ZIP_BZIP2))


@pytest.mark.parametrize(
    "extra",
    [
        {"word/vbaProject.bin": b"x"},
        {"docProps/custom.xml": b"<a/>", "word/VBAPROJECT.BIN": b""},
    ],
)
def test_macros_are_refused(extra: Mapping[str, bytes]) -> None:
    """Nobody needs them to be quoted."""
    assert refused(word(extra)).startswith("it holds macros. ")


def test_a_macro_format_without_its_macros_is_refused() -> None:
    """The content type says what the file is for."""
    types = (
        b"<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled'/></Types>"
    )

    assert "macros" in refused(packed({"[Content_Types].xml": types}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_xml_that_declares_entities_is_refused(encoding: str) -> None:
    """The billion laughs begin with a DOCTYPE, in whatever width."""
    laughs = '<?xml version="1.0"?><!-- <a> --><!DOCTYPE lol [<!ENTITY lol "lol">]><a>&lol;</a>'

    assert "entities" in refused(word({"word/more.xml": laughs.encode(encoding)}))


def test_a_declaration_far_into_a_part_is_found() -> None:
    """A long comment before it hides nothing, wherever the pieces are cut."""
    late = b"<!--" + b"-x" * 600_000 + b"--><!DOCTYPE a><a/>"
    pieces = [late[:4] + late[4 + cut :] for cut in (0, 151_413, 151_420)]

    assert all("entities" in refused(word({"word/more.xml": one})) for one in pieces)


def test_xml_in_an_odd_encoding_is_refused() -> None:
    """What cannot be searched cannot be trusted."""
    odd = b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-'

    assert "odd encoding" in refused(word({"word/more.xml": odd}))
    assert "odd encoding" in refused(word({"word/more.xml": "<a/>".encode("cp500")}))


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("EncryptedPackage", "protected by a password"),
        ("WordDocument", "old Word format"),
        ("PowerPoint Document", "old PowerPoint format"),
        ("Workbook", "old Excel format"),
        ("Nothing known", "old Office format"),
    ],
)
def test_old_and_encrypted_office_files_are_named(stream: str, said: str) -> None:
    """Both come in the same container."""
    assert said in refused(OLE + bytes(500) + stream.encode("utf-16-le"))
