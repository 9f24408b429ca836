"""Curators' marks on documents: what supersedes them, and how they are supported."""

from typing import Annotated

import typer

from knowledge.bootstrap import curation, open_stores
from knowledge.models.documents import EvidenceLabel
from knowledge.settings import KnowledgeSettings, load_settings

Named = Annotated[str, typer.Argument(help="Name, title or id of the document.")]
Clear = Annotated[bool, typer.Option("--clear", help="Take the mark back.")]


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.command()(supersede)
    app.command()(label)


def supersede(
    old: Named,
    new: Annotated[str, typer.Argument(help="The document that replaces it.")] = "",
    clear: Clear = False,
) -> None:
    """Mark a document as superseded by another one, or take that back."""
    if bool(new) == clear:
        raise typer.BadParameter("Give either the document that replaces it, or --clear.")
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        if clear:
            document = curation(stores).reinstate(old)
            typer.echo(f"{document.name} is no longer marked as superseded.")
            if document.superseded_by:
                typer.echo(f"Its file still says so, and names {document.superseded_by}.")
            return
        replaced, successor = curation(stores).supersede(old, new)
    typer.echo(f"{replaced.name} is marked as superseded by {successor.name}.")


def label(
    document: Named,
    evidence: Annotated[
        EvidenceLabel | None, typer.Option(help="How the document is supported.")
    ] = None,
    clear: Clear = False,
) -> None:
    """Give a document an evidence label, or take it back."""
    if (evidence is not None) == clear:
        raise typer.BadParameter("Give either --evidence, or --clear.")
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        found = curation(stores).label(document, evidence)
    shown = f"is labelled {found.evidence}" if found.evidence else "has no evidence label"
    typer.echo(f"{found.name} {shown}.")
