"""Files whose name says one thing and whose content another."""

import pytest

from indexer.readers.containers import OLE
from indexer.readers.content import check_content, content_of
from indexer.readers.raw import UnreadableFile
from tests.unit.indexer.test_containers import packed

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
PAGE = b"<!DOCTYPE html>\n<html><body>Hello</body></html>"
TYPES = b"<Types><Override ContentType='application/x.%s.main+xml'/></Types>"


def office(kind: bytes) -> bytes:
    """Return the smallest archive that is taken for an Office file."""
    return packed({"[Content_Types].xml": TYPES % kind})


WORD = office(b"wordprocessingml.document")
SLIDES = office(b"presentationml.presentation")
SHEETS = office(b"spreadsheetml.sheet")


@pytest.mark.parametrize(
    ("suffix", "data", "said"),
    [
        (".docx", PDF, "it is a PDF, not a Word document. Name it .pdf."),
        (".txt", PDF, "it is a PDF, not a .txt file"),
        (".pdf", PAGE, "it is a web page, not a PDF. Name it .html."),
        (".txt", b"\xef\xbb\xbf" + PAGE, "it is a web page, not a .txt file"),
        (".csv", b"<!-- saved -->\n<HTML lang=en>", "it is a web page"),
        (".txt", JPEG, "it is an image (JPG), not a .txt file"),
        (".md", PNG, "it is an image (PNG)"),
        (".pdf", JPEG, "it is an image (JPG), not a PDF. Save it as .pdf again, or remove it."),
        (".pdf", b"Dear all,\nplease find", "it is plain text, not a PDF"),
        (".pdf", b"\x00\x01\x02\x03\x04\x05", "it is of no known format, not a PDF"),
        (".pdf", b"{\\rtf1 ", "it is an RTF document, not a PDF"),
        (".docx", SLIDES, "it is a PowerPoint presentation, not a Word document. Name it .pptx."),
        (".pptx", SHEETS, "it is an Excel workbook, not a PowerPoint presentation"),
        (".xlsx", WORD, "it is a Word document, not an Excel workbook"),
        (".docx", packed({"a": b"b"}), "it is a zip archive, not a Word document"),
        (".zip", WORD, "it is a Word document, not a zip archive"),
        (".txt", OLE + bytes(100), "it is a file of an old Office format"),
        (".docx", b"PK\x03\x04 and no more", "it is damaged or incomplete"),
        (".zip", b"PK\x03\x04 and no more", "it is damaged or incomplete"),
    ],
)
def test_a_mislabelled_file_is_refused_by_what_it_is(suffix: str, data: bytes, said: str) -> None:
    """The person hears what the file is, and often what to name it."""
    with pytest.raises(UnreadableFile) as caught:
        check_content(suffix, data)

    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".pdf", PDF),
        (".pdf", b"junk before\n" + PDF),
        (".docx", WORD),
        (".pptx", SLIDES),
        (".xlsx", SHEETS),
        (".zip", packed({"a": b"b"})),
        (".html", PAGE),
        (".md", PAGE),
        (".htm", b"<p>no frame around it"),
        (".txt", "Ökologie".encode("utf-16")),
        (".txt", b"caf\xe9"),
    ],
)
def test_a_file_that_is_what_its_name_says_passes(suffix: str, data: bytes) -> None:
    """Nothing is said."""
    check_content(suffix, data)


@pytest.mark.parametrize("start", ["BMW", "GIF", "ID3 tags", "MZ", "FWS", "II*", "OTTO", "%!"])
def test_text_is_not_taken_for_what_it_begins_like(start: str) -> None:
    """Two letters make no picture."""
    assert content_of(f"{start} and other words".encode()).kind == "text"
