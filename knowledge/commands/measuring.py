"""Figures on how well questions are searched and answered."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from knowledge.adapters.clock import SystemClock
from knowledge.adapters.home import temporary_settings
from knowledge.bootstrap import answers, open_stores, publishing, retriever
from knowledge.commands.options import AsJson, ReadAs, audience_of
from knowledge.evaluation.recording import measuring_of, note_of, stored
from knowledge.models.access import Audience
from knowledge.models.evaluation import Checked, Occasion, questions_in_words
from knowledge.publishing.publisher import publish, stage
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.terminal import progress_bar
from knowledge.text.glossary import Glossary
from knowledge.text.questions import read_questions

Chart = Annotated[
    Path | None, typer.Option(help="PNG file to draw quality over time into, a mark a run.")
]
Report = Annotated[
    Path | None, typer.Option(help="Folder to write report.md and quality.png into.")
]


def register(app: typer.Typer) -> None:
    """Add the command to a command line."""
    app.command()(evaluate)


def evaluate(
    path: Annotated[
        Path, typer.Argument(help="A questions.jsonl file, or a folder with a set in BEIR form.")
    ],
    as_json: AsJson = False,
    scope: ReadAs = None,
    chart: Chart = None,
    report: Report = None,
) -> None:
    """Print how well questions are answered, with intervals, beside the last run of the same.

    The questions of a file are asked of the index; a set in BEIR form brings its own documents,
    which are indexed into a temporary home.
    """
    settings = load_settings(KnowledgeSettings)
    if not path.is_dir():
        checked, lead, more = _questions(path, settings, audience_of(scope))
    elif scope:
        raise typer.BadParameter("--scope goes with a file of questions, not with a folder")
    else:
        checked, lead, more = _dataset(path, settings)
    # NumPy's statistics cost half a second to import: only here.
    from knowledge.evaluation.in_words import as_json as in_json
    from knowledge.evaluation.in_words import checked_in_words

    _pictures(checked, settings, chart, report)
    if as_json:
        typer.echo(json.dumps(in_json(checked, **more), indent=1, ensure_ascii=False))
    else:
        typer.echo(checked_in_words(checked, lead))


def _questions(
    path: Path, settings: KnowledgeSettings, audience: Audience
) -> tuple[Checked, str, dict[str, Any]]:
    from knowledge.evaluation.in_words import lead_of

    questions = read_questions(path)
    for name in questions.unread:
        typer.echo(f"Note: the field “{name}” means nothing here and was not read.", err=True)
    with open_stores(settings) as stores, progress_bar("Asking") as progress:
        checked = measuring_of(stores, answers(stores).ask).asked(
            questions, progress, audience=audience
        )
    lead = lead_of(checked.evaluation, checked) if checked.evaluation else ""
    return checked, lead, {"answerable": checked.answerable}


def _dataset(folder: Path, settings: KnowledgeSettings) -> tuple[Checked, str, dict[str, Any]]:
    from knowledge.evaluation.datasets import read_dataset
    from knowledge.evaluation.retrieval import as_document, digest_of, measure

    dataset = read_dataset(folder)
    with (
        open_stores(settings) as home,
        temporary_settings(settings) as temporary,
        open_stores(temporary) as stores,
    ):
        tools = publishing(stores)
        stage((as_document(row) for row in dataset.corpus), tools)
        with progress_bar("Embedding") as progress:
            manifest, _embedded = publish((), tools, progress)
        with progress_bar("Asking") as progress:
            found = measure(dataset, retriever(stores), Glossary(()), progress)
        note = note_of(manifest, SystemClock(), Occasion.ASKED, Audience())
        asked = {"name": dataset.name, "digest": digest_of(dataset)}
        checked = stored(note.model_copy(update=asked), found, home.evaluations)
    documents = len(dataset.corpus)
    lead = f"{dataset.name}: {documents} documents, {questions_in_words(len(dataset.queries))}"
    return checked, lead, {"documents": documents}


def _pictures(
    checked: Checked, settings: KnowledgeSettings, chart: Path | None, report: Path | None
) -> None:
    if checked.evaluation is None or not (chart or report):
        return
    from knowledge.evaluation.report import write_chart, write_report

    run = checked.evaluation
    with open_stores(settings) as stores:
        history = stores.evaluations.history(run.name, run.scopes)
    if chart:
        write_chart(chart, history)
    if report:
        write_report(report, checked, history)
