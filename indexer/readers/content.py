"""What a file really is, whatever its name says."""

import io
import re
import zipfile
import zlib
from typing import NamedTuple

import filetype

from indexer.readers.containers import OLE, checked_office_zip, checked_zip
from indexer.readers.raw import UnreadableFile

_HEAD = 4096
_TYPES = 1_000_000
_PDF_HEADER = 1024  # readers look for it that far (PDF 1.7 implementation note 13)
_UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+)?html\b", re.I | re.S
)

_OFFICE = ("docx", "pptx", "xlsx")
_MAIN_PARTS = {
    b"wordprocessingml.document.main": "docx",
    b"presentationml.presentation.main": "pptx",
    b"spreadsheetml.sheet.main": "xlsx",
}
_WORDS = {
    "": "of no known format",
    "ole": "a file of an old Office format",
    "pdf": "a PDF",
    "docx": "a Word document",
    "pptx": "a PowerPoint presentation",
    "xlsx": "an Excel workbook",
    "zip": "a zip archive",
    "html": "a web page",
    "rtf": "an RTF document",
    "text": "plain text",
}
_FAMILIES = {"image": "an image", "audio": "a recording", "video": "a video", "font": "a font"}
_PACKED = {"pdf", *_OFFICE, "zip"}
_MAY_BE_A_PAGE = {"html", "htm", "md", "eml"}


class Content(NamedTuple):
    """What the bytes are.

    Attributes:
        kind: suffix of such files, `text`, or empty when unknown.
        words: with an article, for a person.
    """

    kind: str
    words: str


def check_content(suffix: str, data: bytes) -> None:
    """Refuse what is not of the format that its name says, and what is not safe to open.

    Args:
        suffix: of a readable format, in lower case, with its dot.

    Raises:
        UnreadableFile: it says what the file is, or what is wrong with its container.
    """
    named = suffix.removeprefix(".")
    if named in _OFFICE and data.startswith((OLE, b"PK")):
        checked_office_zip(data)
    elif named == "zip" and data.startswith(b"PK"):
        checked_zip(data)
    found = content_of(data)
    if not _fits(named, found.kind):
        wanted = _WORDS.get(named, f"a {suffix} file")
        known = found.kind in _PACKED or found.kind == "html"
        remedy = f"Name it .{found.kind}" if known else f"Save it as {suffix} again, or remove it"
        raise UnreadableFile(f"it is {found.words}, not {wanted}", remedy)


def content_of(data: bytes) -> Content:
    """Tell what bytes are by what they begin with."""
    head = data[:_HEAD]
    kind = _known_kind(data, head)
    if not kind and not _is_text(head):
        guessed = filetype.guess(head)
        if guessed:
            family = _FAMILIES.get(guessed.mime.partition("/")[0], "a file of another format")
            return Content(guessed.extension, f"{family} ({guessed.extension.upper()})")
    return Content(kind, _WORDS[kind])


def _known_kind(data: bytes, head: bytes) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    if head.startswith(OLE):
        return "ole"
    if b"%PDF-" in head[:_PDF_HEADER]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _PAGE.match(head.removeprefix(_UNICODE_MARKS[0])):
        return "html"
    return "text" if _is_text(head) else ""


def _kind_of_zip(data: bytes) -> str:
    """Return which Office program made an archive, or `zip`; damage is somebody else's matter."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)).open("[Content_Types].xml") as member:
            types = member.read(_TYPES)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError):
        return "zip"
    return next((kind for part, kind in _MAIN_PARTS.items() if part in types), "zip")


def _is_text(head: bytes) -> bool:
    return head.startswith(_UNICODE_MARKS) or not _CONTROL.search(head)


def _fits(named: str, kind: str) -> bool:
    if named in _PACKED:
        return kind == named
    return kind in {"text", ""} or (kind == "html" and named in _MAY_BE_A_PAGE)
