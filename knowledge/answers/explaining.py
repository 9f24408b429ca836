"""The passages that were looked at for an answer, as far as a viewer may read them today."""

from collections.abc import Callable

from knowledge.models.answers import Answer
from knowledge.models.documents import DocumentInfo, StoredPassage
from knowledge.models.reasons import Considered, LookedAt
from knowledge.ports import HeldDocuments


def looked_at(
    answer: Answer, documents: HeldDocuments, may_read: Callable[[str], bool]
) -> tuple[LookedAt, ...]:
    """Look up what was looked at, best first.

    What is gone, and what the viewer may not read, is left out without a trace: that there was
    something is not for everybody either.

    Args:
        may_read: tells whether the viewer may read what has an access scope.
    """
    held = documents.documents({one.document_id for one in answer.considered})
    passages = documents.passages({one.passage_id for one in answer.considered})
    quotes = {one.passage_id: one.quote for one in answer.citations if one.passage_id}
    return tuple(
        _as_held(one, held[one.document_id], passages.get(one.passage_id), quotes, may_read)
        for one in answer.considered
        if one.document_id in held and may_read(held[one.document_id].scope)
    )


def _as_held(
    noted: Considered,
    document: DocumentInfo,
    stored: StoredPassage | None,
    quotes: dict[int, str],
    may_read: Callable[[str], bool],
) -> LookedAt:
    named = LookedAt(title=document.title, date=document.date, url=document.url, noted=noted)
    # A row that a build has replaced may be of a time when others might read the document.
    if stored is None or not may_read(stored.document.scope):
        return named
    quote = quotes.get(noted.passage_id) or stored.passage.text
    return named.model_copy(update={"section": " › ".join(stored.passage.heading), "quote": quote})
