"""Quotes and keywords of themes."""

import numpy as np

from knowledge.discussions.quoting import representative
from knowledge.discussions.wording import Said, keywords


def unit(*angles: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return unit vectors in a plane at angles in degrees."""
    turned = np.radians(angles)
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


def test_the_middle_is_quoted_first_and_then_something_else() -> None:
    """Near duplicates of the first quote are passed over."""
    own = np.eye(4, dtype=np.float32)[[1, 1, 2, 3]] * 0.6
    vectors = own + np.eye(4, dtype=np.float32)[0] * 0.8

    chosen = representative(vectors, list("abcd"), ["m", "n", "o", "p"])

    assert chosen[0] == 0
    assert set(chosen[1:]) == {2, 3}


def test_nobody_and_nothing_is_quoted_twice() -> None:
    """One person's remarks, or the same words of several people, are one quote."""
    vectors = unit(0, 30, 60, 90)

    assert len(representative(vectors, ["a", "a", "a", "b"], list("wxyz"))) == 2
    assert len(representative(vectors, list("abcd"), ["Yes", "yes", " yes ", "no"])) == 2
    assert representative(np.zeros((0, 2), np.float32), [], []) == ()


def group(*texts: str) -> list[Said]:
    """Return what different people say."""
    return [Said(text, f"U{n}") for n, text in enumerate(texts)]


def test_keywords_set_themes_apart() -> None:
    """What every theme says, what was asked, and what one person repeats is none."""
    drones = group("training drones flying", "drones need training flying", "flying flying drones")
    lunch = group("lunch training soup", "soup for lunch", "lunch and soup quinoa quinoa quinoa")

    first, second = keywords([drones, lunch], prompt="What about flying?")

    assert first == ("drones", "training")
    assert second == ("lunch", "soup")


def test_a_keyword_is_written_as_it_is_said_most_often() -> None:
    """Stems count together and are never shown."""
    ((word, *_),) = keywords([group("policies vary", "policies differ", "a policy helps")])

    assert word == "policies"


def test_a_theme_of_one_person_still_has_keywords() -> None:
    """Words are those of its only voice."""
    assert keywords([[Said("soup kitchen", "U1")]]) == (("kitchen", "soup"),)
    assert keywords([]) == ()
