"""What a document names as its successor, to the document that is meant."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping

from knowledge.models.documents import Document, DocumentInfo
from knowledge.models.work import Note
from knowledge.text.addresses import page_key

_UNKNOWN = "It says that “{named}” supersedes it, which is no indexed path, web address or title."
_SEVERAL = "It says that “{named}” supersedes it, which could be any of {names}. Give the path."
_ITSELF = "It says that “{named}” supersedes it, which is the document itself."
_SHOWN = 100  # characters of a name that a file states


class Register:
    """Documents by everything that may name them."""

    def __init__(self, infos: Iterable[DocumentInfo]) -> None:
        self._by_id: dict[str, DocumentInfo] = {}
        self._by_page: defaultdict[str, list[DocumentInfo]] = defaultdict(list)
        self._by_title: defaultdict[str, list[DocumentInfo]] = defaultdict(list)
        for info in infos:
            self._by_id[info.id] = info
            self._by_title[info.title.casefold()].append(info)
            if key := page_key(info.url):
                self._by_page[key].append(info)

    def named(self, words: str, by: DocumentInfo) -> list[DocumentInfo]:
        """Return the documents that the words may mean, as the document `by` uses them.

        A path is relative to the file; `#3`, or `3` in a table, is another row of the file.
        """
        file = by.id.partition("#")[0]
        paths = [posixpath.normpath(posixpath.join(posixpath.dirname(file), words))]
        if words.startswith("#") or "#" in by.id:
            paths.append(f"{file}#{words.removeprefix('#')}")
        for path in paths:
            if path in self._by_id:
                return [self._by_id[path]]
        pages = self._by_page.get(page_key(words), [])
        # The page itself, not what was written about it.
        return (
            [one for one in pages if not one.summary_of]
            or pages
            or self._by_title.get(" ".join(words.split()).casefold(), [])
        )


def with_successors(
    documents: Mapping[str, Document], held: Iterable[DocumentInfo]
) -> tuple[dict[str, Document], tuple[Note, ...]]:
    """Put the successor's id where a document states a path, a web address or a title.

    Args:
        documents: by id, as they were read.
        held: the documents of other sources, which may be named too.

    Returns:
        The documents, and a note on each that names no document, or several; it then counts as
        current.
    """
    register = Register([*held, *(one.info for one in documents.values())])
    notes: list[Note] = []
    resolved: dict[str, Document] = {}
    for key, document in documents.items():
        info, note = _resolved(document.info, register)
        if note:
            notes.append(note)
        resolved[key] = (
            document if info is document.info else document.model_copy(update={"info": info})
        )
    return resolved, tuple(notes)


def _resolved(info: DocumentInfo, register: Register) -> tuple[DocumentInfo, Note | None]:
    if not info.superseded_by:
        return info, None
    found = register.named(info.superseded_by, info)
    if len(found) == 1 and found[0].id != info.id:
        return info.model_copy(update={"superseded_by": found[0].id}), None
    reason = (_ITSELF if len(found) == 1 else _SEVERAL) if found else _UNKNOWN
    names = ", ".join(sorted(one.name for one in found)[:5])
    text = reason.format(named=info.superseded_by[:_SHOWN], names=names)
    return info.model_copy(update={"superseded_by": ""}), Note(name=info.listed_as, text=text)
