"""One file a format: bytes to a Document, or a named refusal."""

from collections.abc import Callable, Mapping

from indexer.files import READABLE, FoundFile
from indexer.readers.contributions import read_contributions
from indexer.readers.html import read_html
from indexer.readers.markdown import read_markdown
from indexer.readers.origin import Origin, ReaderDefaults, Reading
from indexer.readers.raw import UnreadableFile, load
from indexer.readers.text import read_text
from knowledge.errors import RefusedFile
from knowledge.models.work import Refusal

__all__ = ["ReaderDefaults", "read_documents"]

_READERS: Mapping[str, Callable[[bytes, Origin], Reading]] = {
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_text,
    ".csv": read_contributions,
}
_NAMES = {
    ".pdf": "PDF",
    ".doc": "Word",
    ".docx": "Word",
    ".odt": "OpenDocument",
    ".rtf": "RTF",
    ".ppt": "PowerPoint",
    ".pptx": "PowerPoint",
    ".xls": "Excel",
    ".xlsx": "Excel",
    ".epub": "EPUB",
    ".eml": "e-mail",
    ".json": "JSON",
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
        return _reader(found.path.suffix.lower())(load(found.path), origin)
    except RefusedFile as refused:
        unread = isinstance(refused, UnreadableFile)
        return (), (Refusal(name=found.name, reason=str(refused), whole_file=unread),)


def _reader(suffix: str) -> Callable[[bytes, Origin], Reading]:
    reader = _READERS.get(suffix)
    if reader:
        return reader
    remedy = f"Save its text as one of {' '.join(READABLE)}"
    if suffix in _NAMES:
        raise RefusedFile(f"{_NAMES[suffix]} is not read yet", remedy)
    what = f"{suffix} is not" if suffix else "A file whose name has no suffix is not of"
    raise RefusedFile(f"{what} a format that can be read", remedy)
