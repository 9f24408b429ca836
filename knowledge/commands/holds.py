"""Legal holds."""

import json
from typing import Annotated

import typer

from knowledge.bootstrap import open_stores
from knowledge.commands.options import AsJson, MemberId, Topic, checked_member, day
from knowledge.models.retention import HoldKind
from knowledge.settings import KnowledgeSettings, load_settings

holds = typer.Typer(
    no_args_is_help=True,
    help="Legal holds: what one covers is neither purged nor erased while it lasts.",
)


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.add_typer(holds, name="hold")


@holds.command("place")
def place(
    until: Annotated[str, typer.Option(help="Day on which it ends, such as 2026-11-30.")],
    reason: Annotated[str, typer.Option(help="Why; name no person.")],
    member: MemberId = "",
    topic: Topic = "",
    request: Annotated[
        str, typer.Option("--request", help="Reference or id of one thing, such as SG-7F3K.")
    ] = "",
) -> None:
    """Place a hold on all of a member, all on a topic, or one thing."""
    given = {
        HoldKind.MEMBER: checked_member(member),
        HoldKind.TOPIC: topic,
        HoldKind.REQUEST: request,
    }
    chosen = [(kind, value) for kind, value in given.items() if value]
    if len(chosen) != 1:
        raise typer.BadParameter("Give one of --member, --topic and --request")
    ends = day(until)
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        hold = stores.holds.place(*chosen[0], ends, reason)
    typer.echo(f"{hold.id} holds until {hold.until:%Y-%m-%d}")


@holds.command("list")
def list_holds(as_json: AsJson = False) -> None:
    """Show all holds; those that ended too."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        found, now = stores.holds.all(), stores.clock.now()
    if as_json:
        rows = [one.model_dump(mode="json") for one in found]
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for one in found:
        state = "active" if one.is_active(now) else "ended"
        ends = f"{one.lifted_at or one.until:%Y-%m-%d}"
        typer.echo(f"{one.id}  {state} {ends}  {one.kind} {one.value}  {one.reason}")


@holds.command("lift")
def lift(hold_id: Annotated[str, typer.Argument(help="Such as H-1f3a9c02.")]) -> None:
    """End a hold; what is past its time goes with the next purge."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        stores.holds.lift(hold_id)
    typer.echo(f"{hold_id} is lifted")
