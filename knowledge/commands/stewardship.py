"""The audit log, what was answered and what was not, and what goes by itself."""

import json
from typing import Annotated

import typer

from knowledge.bootstrap import open_stewardship, open_stores
from knowledge.commands.options import AsJson, day
from knowledge.printing import record_in_words
from knowledge.settings import KnowledgeSettings, load_settings


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.command()(audit)
    app.command()(gaps)
    app.command()(answers)
    app.command()(purge)


def audit(
    since: Annotated[str, typer.Option(help="First day to show, such as 2026-11-30.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show who did what; members stand in it under pseudonyms."""
    first = day(since) if since else None
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        entries = stores.audit.entries(since=first)
    if as_json:
        rows = [entry.model_dump(mode="json") for entry in entries]
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for entry in entries:
        details = " ".join(f"{name}={value}" for name, value in sorted(entry.details.items()))
        words = (f"{entry.at:%Y-%m-%d %H:%M}", entry.actor, entry.action, entry.subject, details)
        typer.echo("  ".join(word for word in words if word))


def answers(
    most: Annotated[int, typer.Option("-n", min=1, max=100_000, help="Records to show.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show the newest answers on record; askers stand in it under pseudonyms."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        records = stores.records.latest(most)
    if as_json:
        rows = [one.model_dump(mode="json") for one in records]
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for one in records:
        typer.echo(record_in_words(one))
    if not records:
        typer.echo("No answer is on record.")


def purge() -> None:
    """Delete what is past its time now, as the worker does every day."""
    with open_stewardship(load_settings(KnowledgeSettings)) as (_stores, stewardship):
        dropped = stewardship.purge.run()
    for name, count in dropped.items():
        typer.echo(f"{name}: {count:,} deleted")
    if not dropped:
        typer.echo("Nothing is past its time.")


def gaps(
    askers: Annotated[int, typer.Option(min=1, help="Fewest people who asked it.")] = 3,
    as_json: AsJson = False,
) -> None:
    """Show what was asked by several people and not answered; nobody is named."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        counted = stores.gaps.counted()
    shown = [one for one in counted if one.askers >= askers]
    if as_json:
        rows = [one.model_dump() for one in shown]
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for one in shown:
        typer.echo(f"{one.month}  {one.askers} people  {one.state}  {one.text}")
    fewer = len(counted) - len(shown)
    typer.echo(f"{len(shown):,} questions; {fewer:,} more were asked by fewer than {askers}.")
