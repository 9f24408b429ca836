"""One file a format: bytes to a Document, or a named refusal."""

import logging
from collections.abc import Callable, Mapping
from importlib import import_module

from indexer.files import READABLE, FoundFile
from indexer.readers.content import check_content
from indexer.readers.html.reader import read_html
from indexer.readers.markdown import read_markdown
from indexer.readers.origin import Origin, ReaderDefaults, Reading
from indexer.readers.raw import DAMAGED, UnreadableFile, load
from indexer.readers.text import read_text
from knowledge.errors import KnowledgeError, RefusedFile
from knowledge.models.work import Refusal

__all__ = ["ReaderDefaults", "read_bytes", "read_documents", "refusal_of"]

log = logging.getLogger(__name__)

_Reader = Callable[[bytes, Origin], Reading]


def _later(module: str, name: str) -> _Reader:
    """Import a format's reader with its first file: most builds meet few formats."""

    def read(data: bytes, origin: Origin) -> Reading:
        reader: _Reader = getattr(import_module(f"{__name__}.{module}"), name)
        return reader(data, origin)

    return read


_READERS: Mapping[str, _Reader] = {
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_text,
    ".pdf": _later("pdf.reader", "read_pdf"),
    ".docx": _later("docx.reader", "read_docx"),
    ".pptx": _later("pptx.reader", "read_pptx"),
    ".csv": _later("surveys.reader", "read_csv"),
    ".xlsx": _later("surveys.reader", "read_workbook"),
    ".eml": _later("email.reader", "read_email"),
    ".vtt": _later("transcripts.subtitles", "read_vtt"),
    ".srt": _later("transcripts.subtitles", "read_srt"),
    ".zip": _later("slack.export", "read_slack_export"),
    ".bib": _later("references.bibtex", "read_bibtex"),
    ".ris": _later("references.ris", "read_ris"),
    ".json": _later("references.csl_json", "read_csl_json"),
}
_NOT_READ = {
    ".doc": ("The old Word format", ".docx"),
    ".docm": ("Word with macros", ".docx"),
    ".dotx": ("A Word template", ".docx"),
    ".odt": ("OpenDocument text", ".docx"),
    ".rtf": ("RTF", ".docx"),
    ".ppt": ("The old PowerPoint format", ".pptx"),
    ".pptm": ("PowerPoint with macros", ".pptx"),
    ".ppsx": ("A PowerPoint show", ".pptx"),
    ".odp": ("An OpenDocument presentation", ".pptx"),
    ".xls": ("The old Excel format", ".xlsx"),
    ".xlsm": ("Excel with macros", ".xlsx"),
    ".ods": ("An OpenDocument sheet", ".xlsx"),
    ".epub": ("EPUB", ".pdf"),
    ".msg": ("An Outlook message", ".eml"),
}


def read_documents(found: FoundFile, defaults: ReaderDefaults) -> Reading:
    """Read a file by the suffix of its name.

    Nothing is raised: what cannot be read stands among the refusals, with the reason and what
    to do, and never with the file's text.

    Returns:
        Documents, one of most files and one a row of a table, and refusals.
    """
    origin = Origin(found.id, found.name, defaults)
    try:
        return read_bytes(load(found.path, defaults.limits.size), found.path.suffix.lower(), origin)
    except RefusedFile as refused:
        return refusal_of(found, refused)


def refusal_of(found: FoundFile, refused: RefusedFile) -> Reading:
    """Return the reading of a file that is refused as a whole."""
    unread = isinstance(refused, UnreadableFile)
    return (), (Refusal(name=found.name, reason=str(refused), whole_file=unread),)


def read_bytes(data: bytes, suffix: str, origin: Origin) -> Reading:
    """Read a file's content by the suffix of its name, in lower case.

    Raises:
        RefusedFile: it cannot be read, with the reason and what to do.
        MemoryError: reading it needs too much memory.
    """
    reader = _reader(suffix)
    check_content(suffix, data)
    try:
        reading = reader(data, origin)
    except (KnowledgeError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - parsers raise anything at all over damaged files
        log.info("a %s file could not be parsed: %s", suffix, type(error).__name__)
        raise UnreadableFile(*DAMAGED) from None
    _check_length(reading, origin.defaults.limits.characters)
    return reading


def _check_length(reading: Reading, most: int) -> None:
    sections = (section for document in reading[0] for section in document.sections)
    if sum(len(section.text) for section in sections) > most:
        what = f"it holds more than {most:,} characters of text"
        raise UnreadableFile(what, "Split it into smaller files")


def _reader(suffix: str) -> Callable[[bytes, Origin], Reading]:
    reader = _READERS.get(suffix)
    if reader:
        return reader
    remedy = f"Save its text as one of {' '.join(READABLE)}"
    if suffix in _NOT_READ:
        name, instead = _NOT_READ[suffix]
        raise RefusedFile(f"{name} is not read", f"Save it as {instead}")
    what = f"{suffix} is not" if suffix else "A file whose name has no suffix is not of"
    raise RefusedFile(f"{what} a format that can be read", remedy)
