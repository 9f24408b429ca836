"""What is held of a member: handed out, or forgotten."""

import json
from typing import Annotated

import typer

from knowledge.bootstrap import open_stewardship
from knowledge.commands.options import MemberId, Topic, checked_member
from knowledge.settings import KnowledgeSettings, load_settings


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.command()(export)
    app.command()(forget)
    app.command()(replay_erasures)


def export(member: MemberId = "", topic: Topic = "") -> None:
    """Print, as JSON, everything that is held of a member or on a topic."""
    if bool(member) == bool(topic):
        raise typer.BadParameter("Give either --member or --topic")
    checked_member(member)
    with open_stewardship(load_settings(KnowledgeSettings)) as (_stores, stewardship):
        exports = stewardship.exports
        held = exports.of_member(member) if member else exports.on_topic(topic)
    typer.echo(json.dumps(held, indent=1, ensure_ascii=False))


def forget(
    member: MemberId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase everything of a member for good, and print a receipt that names nobody."""
    checked_member(member)
    if not yes:
        typer.confirm(
            "Everything of this member is erased and cannot come back. Go on?", abort=True
        )
    with open_stewardship(load_settings(KnowledgeSettings)) as (_stores, stewardship):
        receipt = stewardship.forgetting.forget(member)
    typer.echo(f"Receipt {receipt.id}, {receipt.done_at:%Y-%m-%d %H:%M} UTC")
    for name, count in receipt.erased.items():
        typer.echo(f"  {name}: {count:,} erased")
    typer.echo("The bot edits its posts that quoted this member while it runs.")


def replay_erasures() -> None:
    """Obey receipts that a restored database has not obeyed; opening it does so by itself."""
    with open_stewardship(load_settings(KnowledgeSettings)) as (stores, stewardship):
        again = stewardship.forgetting.replay()
        obeyed = len(stewardship.forgetting.erasures.obeyed())
        rewritten = stores.snapshots.open().manifest.version if again else ""
    typer.echo(f"{obeyed:,} receipts are obeyed here.")
    if rewritten:
        typer.echo(f"{len(again):,} erasures were made again; the index is now {rewritten}.")
