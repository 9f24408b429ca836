"""All sources: those of the files, and those that were built by their paths."""

import difflib
from collections.abc import Iterable, Sequence

from knowledge.errors import SourceError
from knowledge.models.documents import PERSON
from knowledge.models.work import Source, SourceKind, key_of
from knowledge.ports import Sources

CHANNELS = Source(key="channels", kind=SourceKind.CHANNEL, root="slack:")
CONTRIBUTIONS = Source(key="contributions", kind=SourceKind.CONTRIBUTIONS, root="contribution:")
UPLOADS = Source(key="uploads", kind=SourceKind.UPLOADS, root="upload:")
PEOPLE = Source(key="people", kind=SourceKind.PEOPLE, root=PERSON)
OF_MEMBERS = (CHANNELS, CONTRIBUTIONS, UPLOADS, PEOPLE)
"""Sources that need no configuration: what members said, offered, brought and are found by."""

_FOUND_BY_THEMSELVES = frozenset({SourceKind.LIBRARY, *(one.kind for one in OF_MEMBERS)})


class Catalogue:
    """Configured sources, then those that were built by their paths.

    Args:
        configured: the files' sources, the library among them; what members gave is a
            source without being configured.
        built: what was built by its path.
    """

    def __init__(self, configured: Sequence[Source], built: Sources) -> None:
        taken = {one.key for one in configured}
        roots = {one.root for one in configured}
        own = (one for one in OF_MEMBERS if one.root not in roots)
        named = (one.model_copy(update={"key": _free(one.key, taken)}) for one in own)
        self._configured = (*configured, *named)
        self._built = built

    def known(self) -> tuple[Source, ...]:
        """Return every source; each root and each key once.

        A library that was never built is enabled only where there is nothing else to read.
        """
        built = {one.root: one for one in self._built.known()}
        own = [(one, built.pop(one.root, None)) for one in self._configured]
        taken = {one.key for one in self._configured}
        others = []
        for one in built.values():
            others.append(one.model_copy(update={"key": _free(one.key, taken)}))
            taken.add(others[-1].key)
        alone = not others and not any(_is_asked_for(one) for one, _ in own)
        configured = [_library(*one, alone=alone) for one in own]
        return (*configured, *others)

    def enabled(self) -> tuple[Source, ...]:
        """Return what is read when all sources are."""
        return tuple(one for one in self.known() if one.enabled)

    def chosen(self, key: str) -> tuple[Source, ...]:
        """Return the source with this key, or with an empty key all that are enabled.

        Raises:
            SourceError: no source has this key; the known ones are named.
        """
        if not key:
            return self.enabled()
        known = self.known()
        found = tuple(one for one in known if one.key == key)
        if not found:
            keys = [one.key for one in known]
            near = difflib.get_close_matches(key, keys, n=1)
            hint = f"Did you mean {near[0]}? " if near else ""
            raise SourceError(f"“{key}” is no source", f"{hint}Known sources are {', '.join(keys)}")
        return found

    def key_at(self, root: str) -> str:
        """Return the key of the source with this root; empty, which means all, without one."""
        return next((one.key for one in self._configured if one.root == root), "")

    def of_paths(self, paths: Iterable[str], scope: str = "") -> tuple[Source, ...]:
        """Return the sources of absolute paths, known ones and new ones.

        Args:
            scope: who may read them; as before, or else the community, when empty.
        """
        known = {one.root: one for one in self.known()}
        taken = {one.key for one in known.values()}
        found = []
        for path in paths:
            source = known.get(path) or Source.folder(path, key=_free(key_of(path), taken))
            found.append(source.model_copy(update={"scope": scope}) if scope else source)
            taken.add(source.key)
        return tuple(found)

    def remember(self, sources: Iterable[Source]) -> None:
        """Note folders, so that they are read again with all others."""
        kinds = {SourceKind.FOLDER, SourceKind.LIBRARY}
        self._built.remember(one for one in sources if one.kind in kinds)


def _is_asked_for(source: Source) -> bool:
    return source.enabled and source.kind not in _FOUND_BY_THEMSELVES


def _library(source: Source, built: Source | None, *, alone: bool) -> Source:
    if source.kind is not SourceKind.LIBRARY:
        return source
    if built:
        return source.model_copy(update={"scope": built.scope})
    if "enabled" in source.model_fields_set:
        return source
    return source.model_copy(update={"enabled": alone})


def _free(key: str, taken: set[str]) -> str:
    free, number = key, 1
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
