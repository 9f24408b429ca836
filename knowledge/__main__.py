"""`python -m knowledge`: ask, search, measure and curate from a terminal."""

import json
from pathlib import Path
from typing import Annotated

import typer

from knowledge.bootstrap import (
    open_services,
    open_stores,
    publishing,
    retriever,
    temporary_settings,
)
from knowledge.commands import curation, members, stewardship
from knowledge.commands.holds import holds
from knowledge.errors import SourceError
from knowledge.models.access import COMMUNITY, PUBLIC, Audience, checked_scope
from knowledge.printing import Figures, answer_in_words, figures_in_words, search_row
from knowledge.publishing.publisher import publish, stage
from knowledge.search.query import understand
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.terminal import command_line, progress_bar
from knowledge.text.glossary import Glossary

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
curation.register(app)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Question = Annotated[str, typer.Argument(help="The question, in quotation marks.")]
ReadAs = Annotated[
    list[str] | None,
    typer.Option("--scope", help="Access scope to read (public, community, channel:<id>, …)."),
]


@app.command()
def ask(question: Question, as_json: AsJson = False, scope: ReadAs = None) -> None:
    """Answer a question from the index, with sources, or say that it does not know."""
    audience = _audience(scope)
    with open_services(load_settings(KnowledgeSettings)) as services:
        answer = services.answers.ask(_asked(question), audience)
    typer.echo(answer.model_dump_json(indent=1) if as_json else answer_in_words(answer))


@app.command()
def search(
    question: Question,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Passages to show.")] = 5,
    as_json: AsJson = False,
    scope: ReadAs = None,
) -> None:
    """Show the passages that a question finds, with every signal that spoke for them."""
    audience = _audience(scope)
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


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder with a data set in BEIR form.")],
    as_json: AsJson = False,
) -> None:
    """Index a data set into a temporary home and print how well it is searched and answered."""
    # ir_measures and scikit-learn cost a second to import: only here.
    from knowledge.evaluation.datasets import read_dataset
    from knowledge.evaluation.retrieval import as_document
    from knowledge.evaluation.retrieval import evaluate as measure

    dataset = read_dataset(folder)
    with (
        temporary_settings(load_settings(KnowledgeSettings)) as settings,
        open_stores(settings) as stores,
    ):
        tools = publishing(stores)
        stage((as_document(row) for row in dataset.corpus), tools)
        with progress_bar("Embedding") as progress:
            publish((), tools, progress)
        with progress_bar("Asking") as progress:
            figures = measure(dataset, retriever(stores), Glossary(()), progress)
    report = Figures(
        dataset=dataset.name,
        documents=len(dataset.corpus),
        queries=len(dataset.queries),
        figures=figures,
    )
    typer.echo(json.dumps(report.flat(), indent=1) if as_json else figures_in_words(report))


def _audience(scopes: list[str] | None) -> Audience:
    """Whoever runs the terminal reads what members read, unless told otherwise."""
    try:
        given = [checked_scope(one) for one in scopes or (PUBLIC, COMMUNITY)]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return Audience(scopes=frozenset({PUBLIC, *given}))


def _asked(question: str) -> str:
    if not question.strip():
        raise SourceError("The question is empty", "Write it in quotation marks")
    return question.strip()


for command in (
    stewardship.audit,
    stewardship.gaps,
    stewardship.purge,
    members.export,
    members.forget,
    members.replay_erasures,
):
    app.command()(command)
app.add_typer(holds, name="hold")

if __name__ == "__main__":
    command_line(app)
