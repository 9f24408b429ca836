"""Is a generated sentence held by the passage that it cites? Rules that a reader could check.

Similarity of meaning finds missing support and is blind to contradiction, so that it is one rule
among several: quotes, figures, names, denials, the share of words that stand in the source.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from knowledge.answers.additions import added
from knowledge.models.documents import Passage, Span
from knowledge.models.writing import DraftSentence
from knowledge.ports import Embedder
from knowledge.text.binding import swapped
from knowledge.text.figures import figures, is_numeral
from knowledge.text.names import named_words, names
from knowledge.text.polarity import turned
from knowledge.text.sentences import sentence_spans
from knowledge.text.terms import stems, terms, words

# Chosen on tests/quality/paraphrases.jsonl with all-MiniLM-L6-v2.
LEAST_COSINE = 0.5  # of a sentence's part and the cited sentence nearest to it
LEAST_COVERED = 0.6  # share of a part's terms that the cited sentences hold
MAX_CHARS = 320
FEWEST_WORDS, MOST_SENTENCES = 3, 3  # of a quote
_MARKUP = re.compile(
    r"[<>\[\]{}`*_~|\\@]|#(?!\w)|!\w|\w://|\bwww\.|\b(?:mailto|tel|javascript|data):|"
    r":[a-z0-9_+-]+:|\b[\w-]+\.(?!\d)[a-z]{2,}(?:/|\b)(?<!e\.g)(?<!i\.e)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"[,;:()–—]|\s-\s|\b(?:and|but|which|who|whose|while|whereas|because|although|though|so that)\b"
)
_FEWEST_TERMS = 2  # a part of fewer says nothing by itself


class Finding(NamedTuple):
    """Why a sentence is refused.

    Attributes:
        rule: which rule it breaks, in one word.
        words: a clause for whoever wrote it.
    """

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Supported:
    """A sentence that its source holds.

    Attributes:
        citation: id of the passage that holds it.
        places: of the cited sentences in that passage, from 0, in order.
    """

    text: str
    citation: int
    places: tuple[int, ...]


def check(
    sentence: DraftSentence, passages: Mapping[int, Passage], embedder: Embedder
) -> Supported | Finding:
    """Return where a sentence is held, or the first rule that it breaks.

    Args:
        sentence: as the model wrote it.
        passages: what the model was given, by id.
        embedder: compares meanings.
    """
    text = " ".join(sentence.text.split())
    shape = _shape(text)
    if shape:
        return shape
    found = _place(sentence, passages)
    if isinstance(found, Finding):
        return found
    cited = [passages[found.citation].text[one.start : one.end] for one in found.spans]
    ordinary = _lower_case(passages)
    broken = _unsaid(text, " ".join(cited), ordinary) or _unlike(text, cited, embedder)
    return broken or Supported(text, found.citation, found.places)


class _Place(NamedTuple):
    citation: int
    places: tuple[int, ...]
    spans: tuple[Span, ...]


def _shape(text: str) -> Finding | None:
    if not text or len(text) > MAX_CHARS or not text.isprintable():
        return Finding("shape", f"it is empty, unprintable or longer than {MAX_CHARS} characters")
    if _MARKUP.search(text):
        return Finding("markup", "it holds a link, a mention or markup")
    if len(sentence_spans(text)) != 1:
        return Finding("shape", "it is more than one sentence")
    return None


def _place(sentence: DraftSentence, passages: Mapping[int, Passage]) -> _Place | Finding:
    unknown = [n for n in sentence.citations if n not in passages]
    if unknown or not sentence.citations:
        return Finding("citation", "it cites no passage that was given")
    if len(words(sentence.quote)) < FEWEST_WORDS:
        return Finding("quote", f"its quote has fewer than {FEWEST_WORDS} words")
    for n in sentence.citations:
        places = _quoted(sentence.quote, passages[n])
        if len(places) > MOST_SENTENCES:
            return Finding("quote", f"its quote runs over more than {MOST_SENTENCES} sentences")
        if places:
            spans = passages[n].sentences
            return _Place(n, places, tuple(spans[place] for place in places))
    return Finding("quote", "its quote does not stand word for word in the cited passage")


def _quoted(quote: str, passage: Passage) -> tuple[int, ...]:
    """Return the places of the sentences in which a quote stands; line breaks count as blanks.

    Whole sentences are cited: a “not” before the quote belongs to it.
    """
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = re.search(rf"(?<!\w){pattern}(?!\w)", passage.text)
    if found is None:
        return ()
    return tuple(
        place
        for place, span in enumerate(passage.sentences)
        if span.start < found.end() and found.start() < span.end
    )


def _lower_case(passages: Mapping[int, Passage]) -> frozenset[str]:
    text = " ".join(passage.text for passage in passages.values())
    return frozenset(stems(re.findall(r"\b[a-z]+\b", text)))


def _unsaid(text: str, source: str, ordinary: frozenset[str]) -> Finding | None:
    if figures(text) - figures(source):
        return Finding("figure", "a number or date in it does not stand in the quote")
    if swapped(text, source):
        return Finding("figure", "a number in it belongs to something else in the quote")
    if names(text, ordinary) - named_words(source):
        return Finding("name", "a name or acronym in it does not stand in the quote")
    why = turned(text, source)
    if why:
        return Finding("polarity", why)
    if any(_covered(part, source) < LEAST_COVERED for part in parts(text)):
        return Finding("words", "part of it is in words that the quote does not hold")
    return None


def _covered(part: str, source: str) -> float:
    """Return the share of a part's terms that the source holds."""
    mine, held = _content(part), frozenset([*terms(source), *stems(words(source))])
    return len(mine & held) / len(mine) if mine else 1.0


def _unlike(text: str, cited: list[str], embedder: Embedder) -> Finding | None:
    # A part in the source's own words is too short to be compared by its meaning.
    mine = [text, *(part for part in parts(text) if _covered(part, " ".join(cited)) < 1)]
    theirs = [*cited, " ".join(cited), *(part for one in cited for part in parts(one))]
    vectors = embedder.embed([*mine, *theirs])
    nearest = np.max(vectors[: len(mine)] @ vectors[len(mine) :].T, axis=1)
    if float(nearest.min()) < LEAST_COSINE:
        return Finding("meaning", "part of it means something else than the quote")
    if added(text, " ".join(cited), embedder):
        return Finding("words", "a word in it does not stand in the quote")
    return None


def parts(text: str) -> list[str]:
    """Split a sentence at its joints, so that a false part does not hide beside a true one."""
    found = [""]
    for part in _PARTS.split(text):
        if len(_content(found[-1])) < _FEWEST_TERMS:
            found[-1] = f"{found[-1]} {part.strip()}".strip()
        else:
            found.append(part.strip())
    if len(found) > 1 and len(_content(found[-1])) < _FEWEST_TERMS:
        last = found.pop()
        found[-1] = f"{found[-1]} {last}".strip()
    return found


def _content(text: str) -> frozenset[str]:
    return frozenset(terms(" ".join(word for word in words(text) if not is_numeral(word))))
