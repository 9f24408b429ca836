"""Remarks of a discussion, summed up from a file."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from knowledge.adapters.embedders import open_embedder
from knowledge.adapters.home import made
from knowledge.commands.options import AsJson
from knowledge.discussions.rows import read_rows
from knowledge.discussions.summing import Agreed, Difference, Summary, ThemeSummary, summed
from knowledge.discussions.theming.values import FEWEST
from knowledge.printing import harmless
from knowledge.settings import KnowledgeSettings, load_settings


def register(app: typer.Typer) -> None:
    """Add the command to a command line."""
    app.command()(themes)


def themes(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help='Remarks under one question, a line of JSON each: {"id", "text", "author"?, '
            '"votes"?}.',
        ),
    ],
    as_json: AsJson = False,
    prompt: Annotated[
        str, typer.Option(help="The question; its words are keywords of no theme.")
    ] = "",
) -> None:
    """Print the themes of remarks with members, quotes and agreement, and where views differ."""
    read = read_rows(path)
    for name in read.unread:
        typer.echo(
            f"Note: the field “{harmless(name)}” means nothing here and was not read.", err=True
        )
    settings = load_settings(KnowledgeSettings)
    embedder = open_embedder(
        settings.model, settings.runtime, made(settings.home), settings.threads
    )
    summary = summed(read.rows, embedder, prompt)
    if as_json:
        found = {"file": read.name, "prompt": prompt, **summary.model_dump(mode="json")}
        typer.echo(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        typer.echo("\n".join(map(harmless, _in_words(read.name, summary))))


def _in_words(name: str, summary: Summary) -> Iterator[str]:
    said, people = _number(summary.remarks, "remark"), _number(summary.people, "person")
    yield f"{name}: {said} of {people}, {_number(len(summary.themes), 'theme')}"
    if summary.remarks < FEWEST:
        yield f"Fewer than {FEWEST} remarks are listed, not put into themes."
    for number, theme in enumerate(summary.themes, start=1):
        yield ""
        yield from _theme(number, theme)
    yield from _apart(summary.views_differ)
    if summary.other:
        yield ""
        yield f"Single voices and other remarks, in no theme: {len(summary.other)}"
    for one in summary.other:
        agreed = summary.agreement.get(one.id)
        yield f"  [{one.id}] {_on_one_line(one.text)}" + (f" · {_agreed(agreed)}" if agreed else "")


def _theme(number: int, theme: ThemeSummary) -> Iterator[str]:
    yield f"{number}. {_on_one_line(theme.name)}"
    people, remarks = _number(theme.people, "person"), _number(len(theme.members), "remark")
    yield f"   {people}, {remarks} · {', '.join(theme.keywords) or 'no keywords'}"
    if theme.agreement:
        yield f"   Agreement: {_agreed(theme.agreement)}"
    for quote in theme.quotes:
        yield f"   “{_on_one_line(quote.text)}” [{quote.id}]"
    for view in theme.views_differ:
        yield from (f"   {line}" for line in _difference(view))
    yield f"   Members: {', '.join(theme.members)}"


def _apart(views: Sequence[Difference]) -> Iterator[str]:
    for view in views:
        yield ""
        yield from _difference(view)


def _difference(view: Difference) -> Iterator[str]:
    yield (
        f"Views differ: {_number(view.one.people, 'person')} against "
        f"{_number(view.other.people, 'person')}"
    )
    for side in (view.one, view.other):
        votes = f" · {_agreed(side.agreement)}" if side.agreement else ""
        yield f"  {side.people}: “{_on_one_line(side.quote)}” [{', '.join(side.members)}]{votes}"


def _agreed(found: Agreed) -> str:
    voted = _number(found.n, "person" if found.of_people else "vote")
    counts = f"{found.agree} agree, {found.disagree} disagree, {found.unsure} unsure"
    return f"{found.label} ({voted}: {counts})"


def _number(count: int, of: str) -> str:
    many = "people" if of == "person" else f"{of}s"
    return f"{count} {of if count == 1 else many}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
