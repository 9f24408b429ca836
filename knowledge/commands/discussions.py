"""Reports of discussions."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to a command line."""
    app.command()(report)


def report(
    session: Annotated[Path, typer.Argument(help="JSON file with all that is held of it.")],
    folder: Annotated[Path, typer.Argument(help="Folder to write the report's files into.")],
) -> None:
    """Make the report of a discussion: Markdown, PDF with charts, CSV and JSON.

    What was said, its themes and its votes are read from a file, not from the store. The report
    is checked: every sentence must cite, every quote be verbatim, every number be found again.
    """
    from knowledge.discussions.reporting.building import build
    from knowledge.discussions.reporting.faithful import faults
    from knowledge.discussions.reporting.files import read_material, write_files

    made = build(read_material(session))
    found = faults(made)
    for path in write_files(folder, made):
        typer.echo(path)
    for fault in found:
        typer.echo(f"Not faithful, {fault.where}: {fault.why}", err=True)
    if found:
        raise typer.Exit(1)
    typer.echo(f"Version {made.version}, {made.digest[:12]}: every number and quote holds.")
