"""Sentences of the best passages, verbatim, in the order in which they answer the question."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from knowledge.models.answers import Hit
from knowledge.ports import Vectors
from knowledge.search.lexical import coverage
from knowledge.search.query import Query
from knowledge.search.retriever import Found
from knowledge.search.standing import lifted
from knowledge.text.terms import terms, words

PASSAGES = 5  # whose sentences are considered
MOST = 3  # sentences in an answer
# Chosen on clapnq-dev, whose evidence sentences tell which sentence answers.
COSINE, COVERAGE, ABSOLUTE, FUSED = 1.0, 0.3, 1.0, 0.1
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


def ranked_sentences(query: Query, found: Found, passages: int = PASSAGES) -> list[Candidate]:
    """Score the sentences of the best passages, best first."""
    return sentences_of(found.hits[:passages], query, found)


def sentences_of(hits: Iterable[Hit], query: Query, found: Found) -> list[Candidate]:
    """Score the sentences of passages, best first."""
    candidates = [one for hit in hits for one in _candidates(query, found, hit)]
    return sorted(candidates, key=lambda one: -one.score)


def current_first(ranked: list[Candidate], found: Found, least: float) -> list[Candidate]:
    """Put what is in force before what it replaces, and sources before cards about them.

    Args:
        ranked: best first.
        found: where the sentences come from.
        least: absolute score, 0..1, of a passage from which its document answers the question;
            one that does not stays where it is.

    Returns:
        Best first; a sentence that moved up scores at least what it moved above.
    """
    answering = {_document(one) for one in ranked if one.hit.absolute >= least}
    moved = lifted(
        ranked, _document, lambda one: [up for up in found.standing.above(one) if up in answering]
    )
    score = -math.inf
    settled: list[Candidate] = []
    for one in reversed(moved):
        score = max(score, one.score)
        settled.append(replace(one, score=score))
    return settled[::-1]


def _document(candidate: Candidate) -> str:
    return candidate.hit.stored.document.id


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
        present = frozenset([*heading, *terms(text)])
        covered = coverage(query, present, found.idf, found.related)
        cosine = float(vector @ found.vector)
        score = COSINE * cosine + COVERAGE * covered + of_passage
        yield Candidate(hit=hit, place=place, text=text, vector=vector, score=score)


def without_repeats(ranked: list[Candidate]) -> list[Candidate]:
    """Return the best sentences that each say something new, at most as many as are shown."""
    new: list[Candidate] = []
    for one in ranked:
        if len(new) == MOST:
            break
        if not repeats(one, new):
            new.append(one)
    return new


def choose(ranked: list[Candidate]) -> list[Candidate]:
    """Take the sentences that are worth showing beside the best one."""
    return [one for one in without_repeats(ranked) if one.score >= WORTH * ranked[0].score]


def repeats(one: Candidate, others: Iterable[Candidate]) -> bool:
    """Tell whether one of the others says the same already."""
    return any(_says_the_same(one, other) for other in others)


def _says_the_same(one: Candidate, other: Candidate) -> bool:
    if float(np.dot(one.vector, other.vector)) <= NEAR:
        return False
    # Cosine is blind to contradiction: "share" and "do not share" are neighbours.
    return _facts(one.text) == _facts(other.text)


def _facts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    found = words(text)
    denied = {word for word in found if word in _NEGATIONS or word.endswith("n't")}
    return frozenset(denied), frozenset(re.findall(r"\d[\d,.]*", text))
