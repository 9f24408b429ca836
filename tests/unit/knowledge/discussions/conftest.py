"""What the tests of this room share."""

import pytest

from tests.harvests import Evening


@pytest.fixture
def night() -> Evening:
    """Ana and Ben talk; it is 21:20, the first prompt is in grace, the second open."""
    return Evening()
