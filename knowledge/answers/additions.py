"""Words of a sentence that its source does not hold: a writer may leave out, join and reorder.

Meaning is no help here: to an embedding, a dog that found devices and one that damaged them are
neighbours. So a new word must be a form of a word in the source, or its like in a short list.
"""

from collections.abc import Iterable

from knowledge.ports import Embedder
from knowledge.text.figures import is_numeral
from knowledge.text.opposites import OPPOSITES
from knowledge.text.terms import STOP_WORDS, stems, words

LEAST_LIKE = 0.6
"""Cosine from which two words with the same first letter are two forms of one, such as `kept` and
`keep`: measured .64 to .79 with all-MiniLM-L6-v2, other pairs of a sheet .57 at most."""

_SAME_HEAD = 5  # letters from which `quarterly` is `quarter`
# They carry no claim of their own; what denies or hedges has rules of its own.
_LIGHT = frozenset(
    stems(
        [
            *("use", "using", "number", "rate", "per", "via", "go", "went", "come", "came"),
            *("take", "took", "make", "made", "include", "according", "amount", "total"),
            *("might", "would", "may", "well", "still", "didn", "don", "isn", "wasn", "doesn"),
        ]
    )
)
_SAME = (
    *(side for sides in OPPOSITES for side in sides),
    *(
        frozenset(stems(line.split()))
        for line in (
            "keep store retain hold",
            "show find reveal demonstrate",
            "say state report",
            "give provide supply",
            "need require",
            "help assist",
            "begin commence",
            "buy purchase",
            "happen occur",
            "measure gauge",
        )
    ),
)


def added(text: str, source: str, embedder: Embedder) -> bool:
    """Tell whether a sentence holds a word that is none of its source's."""
    mine, theirs = _content(text), _content(source)
    new = [
        word
        for stem, word in mine.items()
        if stem not in _LIGHT and not is_numeral(word) and not _is_held(stem, theirs)
    ]
    return any(not _is_form(word, theirs.values(), embedder) for word in new)


def _content(text: str) -> dict[str, str]:
    """Return the words that are no function words, by their stems."""
    plain = [
        word for word in words(text) if word not in STOP_WORDS and word.isalpha() and len(word) > 1
    ]
    return dict(zip(stems(plain), plain, strict=True))


def _is_held(stem: str, held: dict[str, str]) -> bool:
    head = stem[:_SAME_HEAD]
    same_head = len(head) == _SAME_HEAD and any(one.startswith(head) for one in held)
    return stem in held or same_head or any(stem in side and side & held.keys() for side in _SAME)


def _is_form(word: str, theirs: Iterable[str], embedder: Embedder) -> bool:
    near = [one for one in theirs if one[0] == word[0]]
    if not near:
        return False
    vectors = embedder.embed([word, *near])
    return float((vectors[0] @ vectors[1:].T).max()) >= LEAST_LIKE
