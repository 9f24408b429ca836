"""What the command lines of all rooms share: errors, logs, progress."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from knowledge.errors import KnowledgeError


def command_line(app: typer.Typer) -> None:
    """Run a command line; an error that a person can mend is one line and exit code 1."""
    try:
        app()
    except KnowledgeError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(1)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Write log lines, one an event, to the standard error stream."""
    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    # It logs every address that it fetches: names of files, and of pages that somebody sent.
    for name in ("httpx", "httpx2", "openai"):
        logging.getLogger(name).setLevel(logging.WARNING)


class _Rate(ProgressColumn):
    """Things done a second."""

    def render(self, task: Task) -> Text:
        """Show the rate once it is known."""
        return Text(f"{task.speed:.0f}/s" if task.speed else "–/s")


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress with rate and time left on a terminal; show nothing elsewhere.

    Yields:
        A function to tell (things done, things to do).
    """
    console = Console(stderr=True)
    columns = (
        TextColumn(label),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
