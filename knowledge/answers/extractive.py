"""Sentences of the best passages, verbatim, in the order in which they answer the question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from knowledge.models.answers import AnswerSentence, Citation, Hit
from knowledge.ports import Vectors
from knowledge.search.lexical import coverage
from knowledge.search.query import Query
from knowledge.search.retriever import Found
from knowledge.text.terms import terms, words

PASSAGES = 5  # whose sentences are considered
MOST = 3  # sentences in an answer
# Chosen on clapnq-dev, whose evidence sentences tell which sentence answers.
COSINE, COVERAGE, ABSOLUTE, FUSED = 1.0, 0.3, 1.0, 0.2
NEAR = 0.9  # cosine from which two sentences may say the same
WORTH = 0.7  # share of the best sentence's score that a further one must reach
_NEGATIONS = frozenset(["no", "not", "never", "none", "neither", "nor", "without", "cannot"])
_FEWEST_WORDS = 4  # a fragment of fewer says nothing by itself


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer.

    Attributes:
        hit: the passage that holds it.
        place: its place among the passage's sentences, from 0.
        text: verbatim.
        vector: shape `(dimension,)`.
        score: comparable within one question.
    """

    hit: Hit
    place: int
    text: str
    vector: Vectors
    score: float


def ranked_sentences(query: Query, found: Found) -> list[Candidate]:
    """Score the sentences of the best passages, best first."""
    best = found.hits[:PASSAGES]
    candidates = [one for hit in best for one in _candidates(query, found, hit)]
    return sorted(candidates, key=lambda one: -one.score)


def _candidates(query: Query, found: Found, hit: Hit) -> Iterable[Candidate]:
    passage = hit.stored.passage
    vectors = found.index.sentence_vectors(hit.stored.id)
    # A sentence need not repeat what the heading above it says.
    heading = terms(" ".join(passage.heading))
    of_passage = ABSOLUTE * hit.absolute + FUSED * hit.score
    for place, (span, vector) in enumerate(zip(passage.sentences, vectors, strict=False)):
        text = passage.text[span.start : span.end]
        if len(words(text)) < _FEWEST_WORDS:
            continue
        covered = coverage(query, frozenset([*heading, *terms(text)]), found.idf)
        cosine = float(vector @ found.vector)
        score = COSINE * cosine + COVERAGE * covered + of_passage
        yield Candidate(hit=hit, place=place, text=text, vector=vector, score=score)


def without_repeats(ranked: list[Candidate]) -> list[Candidate]:
    """Return the best sentences that each say something new, at most as many as are shown."""
    new: list[Candidate] = []
    for one in ranked:
        if len(new) == MOST:
            break
        if not any(_says_the_same(one, other) for other in new):
            new.append(one)
    return new


def choose(ranked: list[Candidate]) -> list[Candidate]:
    """Take the sentences that are worth showing beside the best one."""
    return [one for one in without_repeats(ranked) if one.score >= WORTH * ranked[0].score]


def _says_the_same(one: Candidate, other: Candidate) -> bool:
    if float(np.dot(one.vector, other.vector)) <= NEAR:
        return False
    # Cosine is blind to contradiction: "share" and "do not share" are neighbours.
    return _facts(one.text) == _facts(other.text)


def _facts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    found = words(text)
    denied = {word for word in found if word in _NEGATIONS or word.endswith("n't")}
    return frozenset(denied), frozenset(re.findall(r"\d[\d,.]*", text))


def cite(chosen: list[Candidate]) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """Turn sentences into an answer: one citation a passage, numbered as they appear."""
    numbers: dict[int, int] = {}
    for one in chosen:
        numbers.setdefault(one.hit.stored.id, len(numbers) + 1)
    sentences = tuple(
        AnswerSentence(text=one.text, citations=(numbers[one.hit.stored.id],)) for one in chosen
    )
    citations = tuple(
        citation_of(
            number,
            next(one.hit for one in chosen if one.hit.stored.id == passage_id),
            [one.place for one in chosen if one.hit.stored.id == passage_id],
        )
        for passage_id, number in numbers.items()
    )
    return sentences, citations


def citation_of(n: int, hit: Hit, places: list[int]) -> Citation:
    """Cite the stretch of a passage from the first to the last of the sentences at `places`."""
    stored, passage = hit.stored, hit.stored.passage
    spans = [passage.sentences[place] for place in places]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Citation(
        n=n,
        document=stored.document.name,
        title=stored.document.title,
        section=" › ".join(passage.heading),
        date=stored.document.date,
        url=stored.document.url,
        kind=stored.document.kind,
        locator=passage.locator_at(start),
        quote=passage.text[start:end],
        summary_of=stored.document.summary_of,
        scope=stored.document.scope,
        document_id=stored.document.id,
    )
