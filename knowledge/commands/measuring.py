"""Figures on how well data sets are searched and answered."""

import json
from pathlib import Path
from typing import Annotated

import typer

from knowledge.adapters.home import temporary_settings
from knowledge.bootstrap import open_stores, publishing, retriever
from knowledge.commands.options import AsJson
from knowledge.printing import Figures, figures_in_words
from knowledge.publishing.publisher import publish, stage
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.terminal import progress_bar
from knowledge.text.glossary import Glossary


def register(app: typer.Typer) -> None:
    """Add the command to a command line."""
    app.command()(evaluate)


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
