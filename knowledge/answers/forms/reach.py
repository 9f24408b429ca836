"""Sentences beyond the best passages, for what is seldom said in the words of the question."""

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import Candidate, sentences_of

PASSAGES = 10


def ranked_widely(asked: Asked) -> list[Candidate]:
    """Return the sentences of the best passages and of those near the best one, best first.

    What speaks against a thing, or says what it is, may stand under another heading.
    """
    hits = asked.found.hits[:PASSAGES]
    best = asked.ranked[0].hit
    known = {hit.stored.id for hit in hits}
    beside = [one for one in asked.around(best.stored) if one.id not in known]
    more = [best.model_copy(update={"stored": one}) for one in beside]
    return sentences_of([*hits, *more], asked.query, asked.found)
