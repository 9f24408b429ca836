"""Text to the terms that lexical search counts."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:[&'’.\-][^\W_]+)*")
_INNER = re.compile(r"[&'’.\-]")
_POSSESSIVE = re.compile(r"['’]s$")
_local = threading.local()

# Function words carry no topic: they must neither find a passage nor count as covered.
STOP_WORDS = frozenset(
    """a about after all also am an and any anybody anyone are as at be because been before being
    between both but by can cannot could did do does doing done down during each else ever every
    few for from further get give go got had has have having he her here hers him his how i if in
    into is it its itself just know let like me mine more most much my no nor not now of off on
    once one only or other our ours out over own please same say says she should so some such tell
    than that the their theirs them then there these they this those through to too under until up
    upon us very want was we were what whats when where whether which while who whom whose why will
    with would you your yours""".split()  # noqa: SIM905 - one word a line helps nobody
)


def words(text: str) -> list[str]:
    """Split a text into lower-case words, in order.

    Compounds stay whole where they name one thing in few letters (`s&t`, `p-ace`); otherwise
    each part is a word of its own (`body-worn` → `body`, `worn`).
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return [part for token in _WORD.findall(folded) for part in _parts(token)]


def _parts(token: str) -> list[str]:
    if token.isalnum():
        return [token]
    word = _POSSESSIVE.sub("", token)
    parts = _INNER.split(word)
    if len(parts) > 1 and min(map(len, parts)) == 1:
        return [word, *(part for part in parts if len(part) > 1)]
    return parts


def stems(plain: Iterable[str]) -> list[str]:
    """Reduce words to their English Snowball stems (Porter 2)."""
    # A Stemmer keeps state in C: one a thread.
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return list(stemmer.stemWords(list(plain)))


@lru_cache(maxsize=100_000)
def _token_terms(token: str) -> tuple[str, ...]:
    return tuple(stems(part for part in _parts(token) if part not in STOP_WORDS))


def terms(text: str) -> list[str]:
    """Return the stemmed terms of a text, in order, without stop words."""
    folded = unicodedata.normalize("NFKC", text).lower()
    found: list[str] = []
    for token in _WORD.findall(folded):
        found += _token_terms(token)
    return found
