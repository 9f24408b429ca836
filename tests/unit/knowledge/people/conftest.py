"""What the tests of this room share."""

import pytest

from tests.introductions import Village


@pytest.fixture
def village() -> Village:
    """Ana asks; Ben, Cleo, Dan and Eve may be asked. It is Monday morning."""
    return Village()
