"""Figures on how well questions are searched and answered."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from knowledge.adapters.clock import SystemClock
from knowledge.adapters.home import temporary_settings
from knowledge.bootstrap import Stores, answers, open_stores, publishing, retriever
from knowledge.commands.options import AsJson, ReadAs, audience_of
from knowledge.evaluation.recording import measuring_of, note_of, stored
from knowledge.evaluation.session_sets import read_sessions, sessions_file
from knowledge.models.access import Audience
from knowledge.models.documents import Document
from knowledge.models.evaluation import Checked, Occasion, questions_in_words
from knowledge.models.experts import Dial
from knowledge.publishing.publisher import publish, stage
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.terminal import progress_bar
from knowledge.text.glossary import Glossary
from knowledge.text.questions import read_questions

if TYPE_CHECKING:
    from knowledge.evaluation.asking import Measured

    Keep = Callable[[str, str, Measured], Checked]

Chart = Annotated[
    Path | None, typer.Option(help="PNG file to draw quality over time into, a mark a run.")
]
Report = Annotated[
    Path | None, typer.Option(help="Folder to write report.md and quality.png into.")
]

SoughtFirst = Annotated[
    Dial, typer.Option(help="For a set on people: depth alone, or a reply soon as well.")
]


def register(app: typer.Typer) -> None:
    """Add the command to a command line."""
    app.command()(evaluate)


def evaluate(
    path: Annotated[Path, typer.Argument(help="A questions.jsonl file, or a folder with a set.")],
    as_json: AsJson = False,
    scope: ReadAs = None,
    chart: Chart = None,
    report: Report = None,
    dial: SoughtFirst = Dial.SOON,
) -> None:
    """Print how well questions are answered, with intervals, beside the last run of the same.

    The questions of a file are asked of the index. A set in BEIR form brings its own documents,
    which are indexed into a temporary home; so does a set on who can help (documents.jsonl,
    people.jsonl, queries.jsonl). Of a folder with discussions (sessions.json) it is printed how
    well and how steadily they are put into themes; this takes minutes, and nothing is stored.
    """
    settings = load_settings(KnowledgeSettings)
    if path.is_dir() and (file := sessions_file(path)):
        _sessions(file, settings, as_json)
        return
    if not path.is_dir():
        checked, lead, more = _questions(path, settings, audience_of(scope))
    elif scope:
        raise typer.BadParameter("--scope goes with a file of questions, not with a folder")
    elif (path / "people.jsonl").exists() or (path / "people.jsonl.gz").exists():
        checked, lead, more = _experts(path, settings, dial)
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
        _indexed(map(as_document, dataset.corpus), settings) as (stores, keep),
        progress_bar("Asking") as progress,
    ):
        found = measure(dataset, retriever(stores), Glossary(()), progress)
        checked = keep(dataset.name, digest_of(dataset), found)
    documents = len(dataset.corpus)
    lead = f"{dataset.name}: {documents} documents, {questions_in_words(len(dataset.queries))}"
    return checked, lead, {"documents": documents}


def _experts(
    folder: Path, settings: KnowledgeSettings, dial: Dial
) -> tuple[Checked, str, dict[str, Any]]:
    from knowledge.evaluation.expert_sets import read_expert_set
    from knowledge.evaluation.people import Finder, as_document, digest_of, measure

    experts = read_expert_set(folder)
    with (
        _indexed(map(as_document, experts.documents), settings) as (stores, keep),
        progress_bar("Asking") as progress,
    ):
        finder = Finder(experts, stores.documents, stores.snapshots, stores.embedder, dial)
        found = measure(experts, finder.find, progress)
        checked = keep(experts.name, digest_of(experts, dial), found)
    documents, people = len(experts.documents), len(experts.people)
    questions = questions_in_words(len(experts.queries))
    lead = f"{experts.name}: {documents} documents, {people} people, {questions}; {dial}"
    return checked, lead, {"documents": documents, "people": people, "dial": dial}


def _sessions(file: Path, settings: KnowledgeSettings, as_json: bool) -> None:
    from knowledge.evaluation.sessions_in_words import sessions_as_json, sessions_in_words
    from knowledge.evaluation.theming import measure

    sessions = read_sessions(file)
    with open_stores(settings) as stores, progress_bar("Theming") as progress:
        found = measure(sessions, stores.embedder, progress)
    if as_json:
        typer.echo(json.dumps(sessions_as_json(sessions, found), indent=1, ensure_ascii=False))
    else:
        typer.echo(sessions_in_words(sessions, found))


@contextmanager
def _indexed(
    documents: Iterable[Document], settings: KnowledgeSettings
) -> Iterator[tuple[Stores, "Keep"]]:
    """Index documents into a temporary home.

    Yields:
        The temporary stores, and what keeps in the real home what was measured: name and digest
        of the set, and the figures.
    """
    with (
        open_stores(settings) as home,
        temporary_settings(settings) as temporary,
        open_stores(temporary) as stores,
    ):
        tools = publishing(stores)
        stage(documents, tools)
        with progress_bar("Embedding") as progress:
            manifest, _embedded = publish((), tools, progress)
        note = note_of(manifest, SystemClock(), Occasion.ASKED, Audience())

        def keep(name: str, digest: str, found: "Measured") -> Checked:
            asked = note.model_copy(update={"name": name, "digest": digest})
            return stored(asked, found, home.evaluations)

        yield stores, keep


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
