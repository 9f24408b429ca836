"""Terms of `public` and `community` passages in tantivy; no text is stored."""

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import tantivy

_FIELD = "terms"
_HEAP_BYTES = 64_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", fast=True)
    builder.add_text_field("scope", tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_FIELD, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def write_lexical(folder: Path, entries: Iterable[tuple[int, str, list[str]]]) -> None:
    """Write the index.

    Args:
        folder: a new folder for it.
        entries: (passage id, access scope, terms).

    Raises:
        OSError: the disk refused.
    """
    folder.mkdir()
    try:
        index = tantivy.Index(_schema(), path=str(folder))
        writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for passage_id, scope, found in entries:
            writer.add_document(_document(passage_id, scope, found))
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as error:
        # tantivy wraps what the system said about a file into the text of a ValueError.
        number = errno.ENOSPC if "No space left" in str(error) else errno.EIO
        raise OSError(number, os.strerror(number)) from error


def _document(passage_id: int, scope: str, found: list[str]) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("id", passage_id)
    document.add_text("scope", scope)
    document.add_text(_FIELD, " ".join(found))
    return document


class LexicalIndex:
    """The opened index."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        index = tantivy.Index(self._schema, path=str(folder))
        index.config_reader("manual", 1)
        self._searcher = index.searcher()

    @property
    def size(self) -> int:
        """Number of passages."""
        return int(self._searcher.num_docs)

    def document_frequency(self, term: str) -> int:
        """Count the passages that hold a term."""
        return int(self._searcher.doc_freq(_FIELD, term))

    def search(self, weights: Mapping[str, float], scopes: Iterable[str], k: int) -> list[int]:
        """Return the ids of up to k passages of the scopes, best BM25 first.

        Args:
            weights: term → how much it counts; built into a query term by term, because the
                query parser raises on ordinary punctuation.
            scopes: allowed access scopes.
            k: at least 1.
        """
        if not weights:
            return []
        wanted = [
            (tantivy.Occur.Should, self._term(term, weight)) for term, weight in weights.items()
        ]
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.boolean_query(wanted)),
                (tantivy.Occur.Must, self._allowed(scopes)),
            ]
        )
        hits = self._searcher.search(query, limit=k, count=False).hits
        addresses = [address for _score, address in hits]
        values = self._searcher.fast_field_values("id", addresses)
        return [int(value) for value in values if value is not None]

    def _term(self, term: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, _FIELD, term, "freq")
        return query if weight == 1 else tantivy.Query.boost_query(query, weight)

    def _allowed(self, scopes: Iterable[str]) -> tantivy.Query:
        allowed = tantivy.Query.term_set_query(self._schema, "scope", sorted(scopes))
        return tantivy.Query.const_score_query(allowed, 0.0)
