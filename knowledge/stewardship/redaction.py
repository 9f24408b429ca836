"""An answer without what is gone."""

from collections.abc import Collection

from knowledge.models.answers import WITHDRAWN, Answer, AnswerSentence, Citation


def without(answer: Answer, gone: Collection[str]) -> Answer:
    """Return the answer with “[withdrawn]” for what rested on documents that are gone.

    Headings go with their sentences, and notes as soon as a source is gone.

    A sentence that another source holds too stays, with that source alone; numbers stay as they
    were, so that a reader finds what remains where it was. Of what was looked at and not quoted,
    nothing stays.

    Args:
        gone: document ids.
    """
    if not (named(answer) | considered(answer)) & {*gone}:
        return answer
    numbers = {one.n for one in answer.citations if one.document_id in gone}
    citations = tuple(
        _blank(one.n) if one.n in numbers else _without_successor(one, gone)
        for one in answer.citations
    )
    sentences = tuple(_sentence(one, numbers) for one in answer.sentences)
    # Notes speak of the answer as it was.
    notes = () if numbers else answer.notes
    noted = tuple(one for one in answer.considered if one.document_id not in gone)
    return answer.model_copy(
        update={
            "citations": citations,
            "sentences": sentences,
            "notes": notes,
            "considered": noted,
        }
    )


def named(answer: Answer) -> frozenset[str]:
    """Return the ids of the documents that an answer quotes or names."""
    both = {name for one in answer.citations for name in (one.document_id, _successor(one))}
    return frozenset(both - {""})


def considered(answer: Answer) -> frozenset[str]:
    """Return the ids of the documents that were looked at for an answer; no post names them."""
    return frozenset(one.document_id for one in answer.considered) - {""}


def _successor(citation: Citation) -> str:
    return citation.superseded_by.document_id if citation.superseded_by else ""


def _without_successor(citation: Citation, gone: Collection[str]) -> Citation:
    if _successor(citation) not in gone:
        return citation
    return citation.model_copy(update={"superseded_by": None})


def _sentence(sentence: AnswerSentence, gone: Collection[int]) -> AnswerSentence:
    left = tuple(n for n in sentence.citations if n not in gone)
    if left or not sentence.citations:
        return sentence.model_copy(update={"citations": left})
    return AnswerSentence(text=WITHDRAWN, citations=sentence.citations)


def _blank(n: int) -> Citation:
    return Citation(
        n=n, document="", title=WITHDRAWN, section="", date="", url="", kind="", quote=""
    )
