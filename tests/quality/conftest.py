"""The shipped library, opened with the real model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.bootstrap import open_services
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings
from tests.quality.figures import LabelledQuestion, labelled_questions


@pytest.fixture(scope="session")
def services(library_home: Path) -> Iterator[Services]:
    """Everything that the bot uses, over the built library."""
    with open_services(KnowledgeSettings(home=library_home)) as opened:
        yield opened


@pytest.fixture(scope="session")
def questions() -> list[LabelledQuestion]:
    """The development questions."""
    return labelled_questions()
