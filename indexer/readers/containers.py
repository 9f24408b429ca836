"""The guard before anything that is packed: bombs, passwords, macros, damage."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from indexer.readers.raw import DAMAGED, UnreadableFile

MAX_MEMBERS = 20_000
MAX_UNPACKED = 300_000_000
"""Bytes of all members together; a report of 50 MB is mostly pictures, which do not shrink."""

MAX_RATIO = 200
"""Unpacked over packed size of what is larger than `SMALL`; XML of real reports stays below 60."""

SMALL = 10_000_000
_CHUNK = 1 << 20
_KNOWN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1  # bit of a member's flags

_XML_NAMES = (".xml", ".rels", ".vml")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"\A\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"utf16", b"us-ascii", b"ascii"}
_STRICT = b"purl.oclc.org/ooxml/officeDocument"
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "it is protected by a password", "Save it without a password"),
    ("WordDocument", "it is of the old Word format", "Save it as .docx"),
    ("PowerPoint Document", "it is of the old PowerPoint format", "Save it as .pptx"),
    ("Workbook", "it is of the old Excel format", "Save it as .xlsx"),
    ("__substg1.0_", "it is an Outlook message", "Save it as .eml"),
)


def checked_zip(data: bytes) -> zipfile.ZipFile:
    """Open an archive in which every member can be read whole in bounded memory.

    Each member is unpacked once, piece by piece, so that neither sizes nor checksums have to be
    believed.

    Raises:
        UnreadableFile: it is no archive, damaged, protected by a password, or grows absurdly.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_sizes(archive.infolist())
        damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        raise UnreadableFile(*DAMAGED) from None
    if damaged:
        raise UnreadableFile(*DAMAGED)
    return archive


def checked_office_zip(data: bytes) -> zipfile.ZipFile:
    """Open a Word, PowerPoint or Excel file whose parts are safe to parse.

    Raises:
        UnreadableFile: as `checked_zip`; or it is protected by a password, of an old format,
            holds macros, or its XML declares entities.
    """
    if data.startswith(OLE):
        raise _old_office(data)
    archive = checked_zip(data)
    names = archive.namelist()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _macros()
    if "[Content_Types].xml" in names and b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise _macros()
    if "_rels/.rels" in names and _STRICT in archive.read("_rels/.rels"):
        raise UnreadableFile("it is saved as Strict Open XML", "Save it in the usual Office format")
    for name in names:
        if name.lower().endswith(_XML_NAMES):
            _check_xml(archive, name)
    return archive


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableFile("it is protected by a password", "Save it without a password")
    if any(member.compress_type not in _KNOWN_METHODS for member in members):
        raise UnreadableFile("it is packed in a way that is not read", "Pack it as .zip")
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        what = f"it packs {len(members):,} files, more than {MAX_MEMBERS:,}"
        raise UnreadableFile(what, "Split it")
    if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * packed):
        what = f"its {packed / 1e6:.1f} MB unpack to {unpacked / 1e6:,.0f} MB"
        raise UnreadableFile(what, "Leave it out if you do not know who made it; else split it")


def _check_xml(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse what the packaging standard forbids (ECMA-376-2, 6.2.5): DTDs, odd encodings."""
    for at, text in enumerate(_pieces(archive, name)):
        if at == 0:
            declared = _ENCODING.match(text)
            known = declared is None or declared.group(1).lower() in _ENCODINGS
            if not known or text.lstrip()[:1] not in {b"<", b""}:
                raise UnreadableFile("one of its parts is in an odd encoding", "Save it again")
        if _DTD.search(text):
            raise UnreadableFile("its XML declares entities, as bombs do", "Leave it out")


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a member's bytes as if they were ASCII, each piece with the end of the one before."""
    before = b""
    with archive.open(name) as member:
        while piece := member.read(_CHUNK):
            plain = piece.replace(b"\0", b"")
            yield before + (plain if before else plain.lstrip(_BYTE_ORDER_MARKS))
            before = plain[-16:]


def _old_office(data: bytes) -> UnreadableFile:
    for stream, what, remedy in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return UnreadableFile(what, remedy)
    return UnreadableFile("it is of an old Office format", "Save it in a newer one")


def _macros() -> UnreadableFile:
    return UnreadableFile("it holds macros", "Save it without macros, as .docx, .pptx or .xlsx")
