"""The shipped library, opened with the real model."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from knowledge.bootstrap import open_services
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings

QUESTIONS = Path(__file__).with_name("questions.jsonl")


class LabelledQuestion(BaseModel):
    """A question of the community; `source` is the card that answers it, None when none does."""

    id: str
    question: str
    source: str | None


@pytest.fixture(scope="session")
def services(library_home: Path) -> Iterator[Services]:
    """Everything that the bot uses, over the built library."""
    with open_services(KnowledgeSettings(home=library_home)) as opened:
        yield opened


@pytest.fixture(scope="session")
def questions() -> list[LabelledQuestion]:
    """The development questions, labelled before they were first asked."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [LabelledQuestion.model_validate(json.loads(line)) for line in lines]
