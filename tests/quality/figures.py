"""`python -m tests.quality.figures`: how the development questions are answered.

Uses the index under KNOWLEDGE_HOME, which `python -m indexer build --library` makes.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import typer
from pydantic import BaseModel

from knowledge.bootstrap import open_services
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings, load_settings

QUESTIONS = Path(__file__).with_name("questions.jsonl")
MEMBER = Audience.of(full_member=True)


class LabelledQuestion(BaseModel):
    """A question of the community; `source` is the card that answers it, None when none does."""

    id: str
    question: str
    source: str | None


def labelled_questions() -> list[LabelledQuestion]:
    """Read the development questions, labelled before they were first asked."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [LabelledQuestion.model_validate_json(line) for line in lines]


def figures(services: Services, questions: Sequence[LabelledQuestion]) -> dict[str, float]:
    """Ask all questions as a full member; return name of the figure → share, 0..1."""
    answers = {one.id: services.answers.ask(one.question, MEMBER) for one in questions}
    held = [one for one in questions if one.source]
    unheld = [one for one in questions if not one.source]
    return {
        "right card cited first": _share(_cited(answers[one.id], 1, one.source) for one in held),
        "right card among the cited": _share(
            _cited(answers[one.id], 3, one.source) for one in held
        ),
        "held and answered": _share(_is_answered(answers[one.id]) for one in held),
        "not held and answered": _share(_is_answered(answers[one.id]) for one in unheld),
    }


def _cited(answer: Answer, first: int, source: str | None) -> bool:
    return f"{source}.md" in [citation.document for citation in answer.citations[:first]]


def _is_answered(answer: Answer) -> bool:
    return answer.state is AnswerState.ANSWER


def _share(outcomes: Iterable[bool]) -> float:
    counted = list(outcomes)
    return sum(counted) / len(counted)


def main() -> None:
    """Print the figures."""
    questions = labelled_questions()
    with open_services(load_settings(KnowledgeSettings)) as services:
        for name, value in figures(services, questions).items():
            typer.echo(f"{name:28} {value:.3f}")


if __name__ == "__main__":
    main()
