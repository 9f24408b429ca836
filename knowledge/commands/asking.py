"""Questions from a terminal."""

import json
from typing import Annotated

import typer

from knowledge.answers.explaining import looked_at
from knowledge.bootstrap import open_services, open_stores, retriever
from knowledge.commands.options import AsJson, ReadAs, audience_of
from knowledge.errors import SourceError
from knowledge.printing import answer_in_words, search_row, why_in_words
from knowledge.search.query import understand
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.text.glossary import Glossary

Question = Annotated[str, typer.Argument(help="The question, in quotation marks.")]


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.command()(ask)
    app.command()(search)


def ask(
    question: Question,
    as_json: AsJson = False,
    scope: ReadAs = None,
    why: Annotated[bool, typer.Option("--why", help="Say how the answer came about.")] = False,
) -> None:
    """Answer a question from the index, with sources, or say that it does not know."""
    audience = audience_of(scope)
    with open_services(load_settings(KnowledgeSettings)) as services:
        answer = services.answers.ask(_asked(question), audience)
        passages = looked_at(answer, services.documents, audience.may_read)
    typer.echo(answer.model_dump_json(indent=1) if as_json else answer_in_words(answer))
    if why and not as_json:
        typer.echo(f"\n{why_in_words(answer, passages)}")


def search(
    question: Question,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Passages to show.")] = 5,
    as_json: AsJson = False,
    scope: ReadAs = None,
) -> None:
    """Show the passages that a question finds, with every signal that spoke for them."""
    audience = audience_of(scope)
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        query = understand(_asked(question), Glossary(stores.pack.glossary))
        found = retriever(stores).search(query, audience, k)
    rows = [
        search_row(rank, hit, found.standing.successor_of(hit.stored.document.id))
        for rank, hit in enumerate(found.hits, start=1)
    ]
    if as_json:
        typer.echo(json.dumps([row.model_dump() for row in rows], indent=1, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row.rank}. {row.title} ({row.document}) {row.score:.2f}")
        typer.echo(f"   {' '.join(row.text.split())[:200]}")


def _asked(question: str) -> str:
    if not question.strip():
        raise SourceError("The question is empty", "Write it in quotation marks")
    return question.strip()
