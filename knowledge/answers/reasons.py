"""What an answer rests on, noted with it so that it can be explained later."""

from knowledge.answers.asked import Asked
from knowledge.answers.evidence import CONSIDERED, best_absolute
from knowledge.models.answers import Answer, Hit
from knowledge.models.reasons import Basis, Considered

NOTED = 5  # first passages; what decided and what is cited are noted as well
_DIGITS = 4


def with_reasons(answer: Answer, asked: Asked) -> Answer:
    """Return an answer with the passages that were looked at, and what they were held against."""
    cited = {one.passage_id: one.n for one in answer.citations if one.passage_id}
    hits = asked.found.hits
    decided = max(hits[:CONSIDERED], key=lambda hit: hit.absolute, default=None)
    noted = tuple(
        _considered(hit, cited.get(hit.stored.id, 0))
        for place, hit in enumerate(hits)
        if place < NOTED or hit is decided or hit.stored.id in cited
    )
    return answer.model_copy(update={"considered": noted, "basis": _basis(asked)})


def _basis(asked: Asked) -> Basis:
    manifest = asked.found.manifest
    return Basis(
        built_at=manifest.built_at,
        closest=manifest.thresholds.closest,
        absolute=round(best_absolute(asked.found), _DIGITS),
        origin=manifest.thresholds.origin,
        follows=asked.query.said != asked.question,
    )


def _considered(hit: Hit, n: int) -> Considered:
    stored = hit.stored
    return Considered(
        title=stored.document.title,
        section=" › ".join(stored.passage.heading),
        n=n,
        score=round(hit.score, _DIGITS),
        passage_cosine=round(hit.passage_cosine, _DIGITS),
        lexical=round(hit.lexical, _DIGITS),
        sentence_cosine=round(hit.sentence_cosine, _DIGITS),
        coverage=round(hit.coverage, _DIGITS),
        absolute=round(hit.absolute, _DIGITS),
        passage_id=stored.id,
        document_id=stored.document.id,
        document=stored.document.name,
    )
