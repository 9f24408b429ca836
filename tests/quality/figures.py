"""`python -m tests.quality.figures`: how the development questions are answered.

Uses the index under KNOWLEDGE_HOME, which `python -m indexer build --library` makes. With
`--write FILE` it writes the questions as `python -m knowledge evaluate` takes them.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from knowledge.bootstrap import open_services
from knowledge.evaluation.asking import ask_all
from knowledge.models.access import Audience
from knowledge.models.questions import LabelledQuestion, QuestionSet
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.text.questions import read_questions

__all__ = ["MEMBER", "LabelledQuestion", "figures", "labelled_questions"]

COMMUNITY = Path(__file__).with_name("community_dev.jsonl")
MEMBER = Audience.of(full_member=True)
QUESTIONS = Path(__file__).with_name("questions.jsonl")
_NAMES = {
    "source_first": "right card cited first",
    "source_top3": "right card among the cited",
    "answered": "held and answered",
    "withheld": "not held and answered",
}


def labelled_questions() -> list[LabelledQuestion]:
    """Read the development questions, labelled before they were first asked.

    They are older than the form that `knowledge evaluate` takes: `source` is the card that
    answers a question, and null where none does.
    """
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [_labelled(number, json.loads(line)) for number, line in enumerate(lines, start=1)]


def _labelled(number: int, row: dict[str, object]) -> LabelledQuestion:
    answerable = row.get("answerable", row.get("source") is not None)
    return LabelledQuestion.model_validate({**row, "answerable": answerable, "line": number})


def community_questions() -> tuple[LabelledQuestion, ...]:
    """Read the development questions that were written apart from the library's."""
    return read_questions(COMMUNITY).questions


def figures(services: Services, questions: Sequence[LabelledQuestion]) -> dict[str, float]:
    """Ask all questions as a full member; return name of the figure → share, 0..1."""
    asked = QuestionSet(QUESTIONS.name, "", tuple(questions))
    found = ask_all(asked, services.answers.ask, lambda _done, _total: None)
    values = {one.name: one.value for one in found.figures}
    values["withheld"] = 1 - values["withheld"]
    return {said: values[name] for name, said in _NAMES.items()}


def main(
    write: Annotated[Path | None, typer.Option(help="File to write the questions into.")] = None,
) -> None:
    """Print the figures."""
    questions = labelled_questions()
    if write:
        write.write_text("".join(f"{one.model_dump_json()}\n" for one in questions))
        return
    with open_services(load_settings(KnowledgeSettings)) as services:
        for name, value in figures(services, questions).items():
            typer.echo(f"{name:28} {value:.3f}")


if __name__ == "__main__":
    typer.run(main)
