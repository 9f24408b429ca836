"""An answer as a row: what people do not see in its JSON stands in a column beside it."""

import json
from collections.abc import Sequence
from typing import Any

from knowledge.models.answers import Answer, Citation
from knowledge.models.reasons import Considered

_UNKNOWN = ("", "", "", "", 0)  # of a citation; rows of earlier versions hold fewer


def answer_columns(answer: Answer) -> dict[str, str]:
    """Return the two columns that hold an answer."""
    hidden = {
        "citations": [_hidden(one) for one in answer.citations],
        "considered": [[one.passage_id, one.document_id] for one in answer.considered],
    }
    return {"answer": answer.model_dump_json(), "scopes": json.dumps(hidden)}


def answer_of(body: str, hidden: Any) -> Answer:  # noqa: ANN401 - parsed JSON
    """Return the answer that the two columns hold.

    Args:
        hidden: the second column, parsed.
    """
    answer = Answer.model_validate_json(body)
    if isinstance(hidden, list):  # rows of earlier versions know of citations alone
        hidden = {"citations": hidden, "considered": []}
    cited = zip(answer.citations, hidden["citations"], strict=True)
    noted = zip(answer.considered, hidden["considered"], strict=True)
    return answer.model_copy(
        update={
            "citations": tuple(_whole(*pair) for pair in cited),
            "considered": tuple(_named(*pair) for pair in noted),
        }
    )


def _hidden(citation: Citation) -> list[str | int]:
    successor = citation.superseded_by.document_id if citation.superseded_by else ""
    known = (citation.scope, citation.document_id, citation.summary_of)
    return [*known, successor, citation.passage_id]


def _whole(citation: Citation, hidden: Sequence[Any]) -> Citation:
    whole = (*hidden, *_UNKNOWN[len(hidden) :])
    scope, document_id, summary_of, successor_id, passage_id = whole
    successor = citation.superseded_by
    if successor is not None:
        successor = successor.model_copy(update={"document_id": successor_id})
    return citation.model_copy(
        update={
            "scope": scope,
            "document_id": document_id,
            "summary_of": summary_of,
            "superseded_by": successor,
            "passage_id": passage_id,
        }
    )


def _named(considered: Considered, hidden: Sequence[Any]) -> Considered:
    passage_id, document_id = hidden
    return considered.model_copy(update={"passage_id": passage_id, "document_id": document_id})
