"""An evening that is killed and restarted at any moment is the evening that was not."""

from random import Random
from typing import Final

import pytest

from knowledge.models.discussions import DiscussionState
from tests.killed_evening import Night, seen

MOMENTS: Final = 60
"""At how many moments, drawn at random, it is killed."""

_Undisturbed = tuple[int, tuple[object, ...]]


@pytest.fixture(scope="module")
def undisturbed() -> _Undisturbed:
    """How many moments an evening has, and what is seen when it is not killed."""
    night = Night()
    one = night.play()
    return night.passed, seen(night, one)


def test_the_script_is_played_to_its_end() -> None:
    """Published and indexed; with a pause, an extension and a skipped prompt."""
    night = Night()
    one = night.play()

    assert one.state is DiscussionState.INDEXED
    assert {"extended", "paused", "resumed", "skipped", "next"} <= set(night.whats(one))
    assert night.venue.posted().count("publish") == 1
    assert "prompt-3" not in night.venue.posted()


def test_an_evening_killed_at_random_moments_is_the_same(undisturbed: _Undisturbed) -> None:
    """Nothing is posted twice, nothing is missing, nothing is logged twice."""
    moments, expected = undisturbed
    drawn = Random(14).sample(range(1, moments + 1), MOMENTS)  # noqa: S311 - no secret

    for kill_at in sorted(drawn):
        night = Night({kill_at})
        assert seen(night, night.play()) == expected, f"killed at moment {kill_at} of {moments}"


@pytest.mark.parametrize("seed", range(5))
def test_an_evening_killed_again_and_again_posts_nothing_twice(
    undisturbed: _Undisturbed, seed: int
) -> None:
    """Warnings may come too late and be left out; all else stands there, in its order."""
    moments, (transcript, *_) = undisturbed
    kills = Random(seed).sample(range(1, moments + 1), 25)  # noqa: S311 - no secret
    night = Night(kills)
    one = night.play()

    assert one.state is DiscussionState.INDEXED
    assert _without_warnings(night.venue.posted()) == _without_warnings(transcript)


def _without_warnings(transcript: object) -> list[str]:
    assert isinstance(transcript, list)
    return [key for key in transcript if not key.startswith("warn")]
