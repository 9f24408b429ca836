"""`python -m tests.quality.threads`: how the last question of each thread is answered.

Uses the index under KNOWLEDGE_HOME, which `python -m indexer build --library` makes.
"""

from collections.abc import Sequence
from pathlib import Path

import typer
from pydantic import BaseModel

from knowledge.bootstrap import open_services
from knowledge.models.access import Audience
from knowledge.models.answers import AnswerState
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings, load_settings

THREADS = Path(__file__).with_name("threads.jsonl")
MEMBER = Audience.of(full_member=True)
SHOWN = 3


class LabelledThread(BaseModel):
    """Questions of one thread, oldest first.

    Attributes:
        source: the card that the last one asks about, None when none answers it.
    """

    id: str
    turns: tuple[str, ...]
    source: str | None


def labelled_threads() -> list[LabelledThread]:
    """Read the threads, labelled before they were first asked."""
    lines = THREADS.read_text(encoding="utf-8").splitlines()
    return [LabelledThread.model_validate_json(line) for line in lines]


def thread_figures(services: Services, threads: Sequence[LabelledThread]) -> dict[str, float]:
    """Ask the last question of each as a full member; return name of the figure → share, 0..1."""
    held = [one for one in threads if one.source]
    unheld = [one for one in threads if not one.source]
    return {
        "right card cited, in the thread": _cited(services, held, in_thread=True),
        "right card cited, by itself": _cited(services, held, in_thread=False),
        "not held and answered": sum(_is_answered(services, one) for one in unheld) / len(unheld),
    }


def _cited(services: Services, held: Sequence[LabelledThread], *, in_thread: bool) -> float:
    found = 0
    for one in held:
        earlier = one.turns[:-1] if in_thread else ()
        answer = services.answers.ask(one.turns[-1], MEMBER, earlier)
        found += f"{one.source}.md" in [cited.document for cited in answer.citations[:SHOWN]]
    return found / len(held)


def _is_answered(services: Services, thread: LabelledThread) -> bool:
    answer = services.answers.ask(thread.turns[-1], MEMBER, thread.turns[:-1])
    return answer.state is AnswerState.ANSWER


def main() -> None:
    """Print the figures."""
    with open_services(load_settings(KnowledgeSettings)) as services:
        for name, value in thread_figures(services, labelled_threads()).items():
            typer.echo(f"{name:32} {value:.3f}")


if __name__ == "__main__":
    main()
