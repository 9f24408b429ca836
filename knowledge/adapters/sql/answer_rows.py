"""An answer as a row: what people do not see in its JSON stands in a column beside it."""

import json
from collections.abc import Sequence

from knowledge.models.answers import Answer, Citation


def answer_columns(answer: Answer) -> dict[str, str]:
    """Return the two columns that hold an answer."""
    hidden = [_hidden(one) for one in answer.citations]
    return {"answer": answer.model_dump_json(), "scopes": json.dumps(hidden)}


def answer_of(body: str, hidden: Sequence[Sequence[str]]) -> Answer:
    """Return the answer that the two columns hold."""
    answer = Answer.model_validate_json(body)
    pairs = zip(answer.citations, hidden, strict=True)
    return answer.model_copy(update={"citations": tuple(_whole(*pair) for pair in pairs)})


def _hidden(citation: Citation) -> list[str]:
    successor = citation.superseded_by.document_id if citation.superseded_by else ""
    return [citation.scope, citation.document_id, citation.summary_of, successor]


def _whole(citation: Citation, hidden: Sequence[str]) -> Citation:
    # Rows of earlier versions know of no successors.
    scope, document_id, summary_of, *of_successor = hidden
    successor = citation.superseded_by
    if successor is not None and of_successor:
        successor = successor.model_copy(update={"document_id": of_successor[0]})
    return citation.model_copy(
        update={
            "scope": scope,
            "document_id": document_id,
            "summary_of": summary_of,
            "superseded_by": successor,
        }
    )
