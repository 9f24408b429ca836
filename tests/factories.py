"""Values for tests, with only what a test cares about spelt out."""

from collections.abc import Sequence

from knowledge.models.documents import Document, DocumentInfo, Passage, Section
from knowledge.models.evaluation import Evaluation
from knowledge.models.thresholds import Thresholds
from knowledge.text.sentences import sentence_spans
from tests.fakes.clock import START


def info(name: str = "cards/ari.md", **changes: object) -> DocumentInfo:
    """What a citation says about a document; its id is made of its name."""
    return DocumentInfo.model_validate(
        {"id": f"/docs/{name}", "name": name, "title": "Areas of Research Interest", **changes}
    )


def document(
    text: str = "An ARI is a question.", name: str = "ari.md", **changes: object
) -> Document:
    """A document of one section."""
    return Document(info=info(name, **changes), sections=(Section(text=text),))


def passage(text: str = "An ARI is a question.", heading: Sequence[str] = ()) -> Passage:
    """A passage with its sentences."""
    return Passage(heading=tuple(heading), text=text, sentences=sentence_spans(text))


def evaluation(**changes: object) -> Evaluation:
    """A stored run of a set of questions, or a note of what was published."""
    return Evaluation.model_validate(
        {
            "occasion": "asked",
            "at": START,
            "name": "questions.jsonl",
            "digest": "d1",
            "scopes": ("community", "public"),
            "index_version": "v1",
            "content": "c1",
            "model": "a model",
            "passages": 12,
            "thresholds": Thresholds(answer=0.5, closest=0.4, origin="a test"),
            **changes,
        }
    )
