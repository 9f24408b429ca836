"""Questions that a text answers, made without a language model: to calibrate with, never shown.

They are made as people type: lower case, few words, no punctuation.
"""

import hashlib
import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.models.documents import StoredPassage
from knowledge.text.terms import STOP_WORDS, words

MOST_WORDS = 7
_FEWEST_WORDS = 6  # of a sentence that is worth a question
_DATE = re.compile(
    r"\b(?:on |in |since |by )?(?:(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December) )?(?:1[0-9]|20)\d\d\b"
)
_COUNT = re.compile(r"\b(?:over |about |more than )?\d[\d,.]* (?P<noun>[a-z]{3,}s)\b")
_SAYS = re.compile(r"^(?P<name>(?:[A-Z][\w-]+ ){1,4})(?P<rest>[a-z]\w+ .*)")


@dataclass(frozen=True, slots=True)
class Generated:
    """A question, and the passage that answers it."""

    question: str
    passage: StoredPassage


def generated(passage: StoredPassage) -> Generated | None:
    """Make one question of a passage, always the same; None where it has no sentence for one.

    Two in three ask for what one sentence says, in half of its words; the others ask what the
    heading, or the title, is about.
    """
    draw = int.from_bytes(digest_of(passage)[:4], "big")
    text, spans = passage.passage.text, passage.passage.sentences
    said = [text[one.start : one.end] for one in spans]
    said = [one for one in said if len(_content(one)) >= _FEWEST_WORDS]
    if not said:
        return None
    if draw % 3 == 0:
        return Generated(_of_heading(passage, draw), passage)
    return Generated(_of_sentence(said[draw // 3 % len(said)], draw), passage)


def digest_of(passage: StoredPassage) -> bytes:
    """Return what the sample goes by: the same for the same text, wherever it lies."""
    told = f"{passage.document.title}\0{passage.passage.indexed_text}"
    return hashlib.sha256(told.encode("utf-8", "replace")).digest()


def _of_heading(passage: StoredPassage, draw: int) -> str:
    title = " ".join(words(passage.document.title))
    heading = " ".join(words(passage.passage.heading[-1])) if passage.passage.heading else ""
    about = f"{heading} {title}" if heading and heading not in title else title
    kept = [one for one in words(about) if one not in STOP_WORDS][:MOST_WORDS]
    return (
        f"{('what is', 'tell me about', 'what do we know about')[draw // 3 % 3]} {' '.join(kept)}"
    )


def _of_sentence(sentence: str, draw: int) -> str:
    if found := _DATE.search(sentence):
        return _asked("when did", sentence.replace(found[0], " "), draw)
    if found := _COUNT.search(sentence):
        return _asked(f"how many {found['noun']}", sentence.replace(found[0], " "), draw)
    if found := _SAYS.search(sentence):
        return _asked("who", found["rest"], draw)
    return _asked(("what", "how does", "does", "which")[draw // 7 % 4], sentence, draw)


def _asked(opening: str, rest: str, draw: int) -> str:
    content = _content(rest)
    # Half of the words, drawn over the whole sentence: nobody asks in the source's own words.
    share = max(3, min(MOST_WORDS, len(content) // 2))
    order = sorted(content, key=lambda one: hashlib.sha256(f"{draw}{one}".encode()).digest())
    kept = set(order[:share])
    return " ".join([opening, *(one for one in content if one in kept)])


def _content(text: str) -> list[str]:
    found = (one for one in words(text) if one not in STOP_WORDS and len(one) > 1)
    return list(dict.fromkeys(found))


def sampled(passages: Iterable[StoredPassage], most: int) -> list[Generated]:
    """Return questions of at most `most` passages: those whose digests are least.

    A changed passage changes one question, and their order depends on nothing but the texts.
    """
    chosen = heapq.nsmallest(most, passages, key=digest_of)
    return [made for one in chosen if (made := generated(one))]
