"""Files to text, or a refusal that says what is wrong with the bytes."""

import codecs
from pathlib import Path

from indexer.readers.encodings import as_western
from indexer.readers.limits import Limits
from knowledge.errors import RefusedFile

MAX_BYTES = Limits().size

_MARKS = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DAMAGED = ("it is damaged or incomplete", "Copy or export it again")
_SAVE_AS_UTF8 = "Save it as UTF-8 and build again"


class UnreadableFile(RefusedFile):
    """Nothing is known of what the file holds."""


def load(path: Path, most: int = MAX_BYTES) -> bytes:
    """Read a file of at least one byte.

    Args:
        path: of a file.
        most: bytes that it may have.

    Raises:
        UnreadableFile: it is too large or cannot be read.
        RefusedFile: it is empty.
    """
    try:
        size = path.stat().st_size
        if size > most:
            raise UnreadableFile(
                f"the file has {size / 1e6:.0f} MB, more than {most // 1_000_000}",
                "Split it into smaller files",
            )
        data = path.read_bytes()
    except PermissionError:
        raise UnreadableFile("permission denied", "Allow this user to read the file") from None
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise UnreadableFile(
            f"the file cannot be read: {reason}", "Build again when it can"
        ) from None
    if not data:
        raise RefusedFile("the file is empty", "Write something into it, or remove it")
    return data


def decode(data: bytes, declared: str = "") -> str:
    r"""Decode text and turn its line ends into `\n`.

    Old Windows text is taken for such where it leaves no doubt.

    Args:
        data: UTF-8, or UTF-16 or UTF-32 with a byte-order mark.
        declared: encoding that the file itself names; a byte-order mark outranks it.

    Raises:
        UnreadableFile: the bytes are no text in that encoding.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    encoding = marked or declared or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and (western := as_western(data, error.start)):
            return _with_unix_ends(western)
        raise _undecodable(data, encoding.removesuffix("-sig"), error.start) from None
    except LookupError:
        raise UnreadableFile(f"it names an unknown encoding, “{declared}”", _SAVE_AS_UTF8) from None
    if "\0" in text:
        raise _binary(text.index("\0"))
    return _with_unix_ends(text)


def _with_unix_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(data: bytes, encoding: str, start: int) -> UnreadableFile:
    nul = data.find(b"\0")
    if nul >= 0 and encoding == "utf-8":
        return _binary(nul)
    what = f"it is not {encoding.upper()}: byte {start:,} is 0x{data[start]:02X}"
    return UnreadableFile(what, _SAVE_AS_UTF8)


def _binary(at: int) -> UnreadableFile:
    return UnreadableFile(
        f"it is no text: there is a NUL byte at {at:,}", "Save it as plain text, or remove it"
    )
