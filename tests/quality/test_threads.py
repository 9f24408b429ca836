"""What people ask in a thread, and what they get."""

import pytest

from knowledge.services import Services
from tests.quality.threads import labelled_threads, thread_figures

pytestmark = pytest.mark.model


def test_follow_ups_are_understood_from_their_threads(services: Services) -> None:
    """Floors under the development figures, below which a change has broken something."""
    measured = thread_figures(services, labelled_threads())

    assert measured["right card cited, in the thread"] >= 0.8
    assert measured["right card cited, by itself"] < measured["right card cited, in the thread"]
    assert measured["not held and answered"] <= 1 / 12
