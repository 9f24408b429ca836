"""Whether somebody is called what an asker wrote."""

import unicodedata

from rapidfuzz import fuzz

from knowledge.text.terms import words

_ALIKE = 85  # of 100; a slip in a name of six letters
_FEWEST = 2  # letters, below which a word is an initial and finds half the community
_NAME_WORDS = (2, 4)  # the fewest and the most


def is_called(name: str, wanted: str) -> bool:
    """Tell whether every word that was written is one of a name, give or take a slip."""
    asked, own = _words(wanted), _words(name)
    asked = [one for one in asked if len(one) >= _FEWEST]
    return bool(asked) and all(any(_alike(one, other) for other in own) for one in asked)


def looks_like_a_name(wanted: str) -> bool:
    """Tell whether two to four words, each with a capital, may be what somebody is called."""
    written = wanted.split()
    capital = all(one[0].isupper() and one[1:] != one[1:].upper() for one in written)
    return _NAME_WORDS[0] <= len(written) <= _NAME_WORDS[1] and capital


def _alike(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other) >= _ALIKE


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    return words("".join(one for one in plain if not unicodedata.combining(one)))
