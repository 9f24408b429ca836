"""`python -m indexer`: build the index, or work through requests to build it."""

import logging
import signal
import threading
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from indexer.commands import SOME_REFUSED, register
from indexer.marking_lines import as_json, as_row, header, judged
from indexer.pipeline import build
from indexer.report import in_words, index_in_words, source_in_words
from indexer.sources import ReadContext
from indexer.sources.uploads import note_uploads
from indexer.worker import Work, work_on
from knowledge.adapters.community_pack import library_path, load_community
from knowledge.bootstrap import Stores, answers, open_stewardship, open_stores, publishing
from knowledge.errors import SourceError
from knowledge.evaluation.recording import measuring_of
from knowledge.models.access import checked_scope
from knowledge.models.work import BuildReport, Source
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.stewardship.documents import note_indexed
from knowledge.stewardship.overview import overview
from knowledge.terminal import command_line, log_to_stderr, progress_bar

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
register(app)


@app.command("build")
def build_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders; without any, all that were built before."),
    ] = None,
    library: Annotated[
        bool, typer.Option("--library", help="Index the community pack's library too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    source: Annotated[
        str, typer.Option(help="Key of one source; `python -m indexer status` lists them.")
    ] = "",
    home: Annotated[Path | None, typer.Option(help="Instead of KNOWLEDGE_HOME.")] = None,
    scope: Annotated[
        str,
        typer.Option(
            help="Who may read them: public, community, channel:<id> or owner:<id>; as before, "
            "or community, when not given."
        ),
    ] = "",
) -> None:
    """Index documents and contributions, and publish the result."""
    with open_stores(_settings(home)) as stores:
        wanted = _wanted(paths or [], stores, _scope(scope), source, library=library)
        with progress_bar("Embedding") as progress:
            tools, rules = publishing(stores), stores.pack.sensitivity
            approved = stores.approvals.approved
            report = build(wanted, tools, progress, rules, approved, _context(stores))
        _afterwards(stores, report)
        stores.sources.remember(wanted)
        report = _checked(stores, report)
    typer.echo(report.model_dump_json(indent=1) if as_json else in_words(report))
    _say_refusals(report)


@app.command()
def worker(
    once: Annotated[bool, typer.Option(help="Stop when no request is waiting.")] = False,
    home: Annotated[Path | None, typer.Option(help="Instead of KNOWLEDGE_HOME.")] = None,
) -> None:
    """Work through requests to rebuild the index until told to stop."""
    log_to_stderr()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with open_stewardship(_settings(home)) as (stores, stewardship):
        work_on(work_of(stores), stop, once=once, chores=stewardship.chores)


@app.command()
def status() -> None:
    """Say what is indexed, and how its sources stand."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        typer.echo(index_in_words(stores.snapshots.open().manifest, len(stores.documents.live())))
        statuses = overview(stores.sources.known(), stores.jobs, stores.documents, stores.clock)
        for one in statuses:
            typer.echo(source_in_words(one))


@app.command()
def markings(
    jsonl: Annotated[
        Path, typer.Option(help="File with a line of JSON for each text: id, text, filename.")
    ],
    json_lines: Annotated[
        bool, typer.Option("--json", help="Print a line of JSON for each text.")
    ] = False,
) -> None:
    """Say how each text is marked, and what becomes of it."""
    pack = load_community(load_settings(KnowledgeSettings).community)
    if not json_lines:
        typer.echo(header())
    for key, verdict in judged(jsonl, pack.sensitivity):
        typer.echo(as_json(key, verdict) if json_lines else as_row(key, verdict))


def _wanted(
    paths: list[Path], stores: Stores, scope: str, key: str, *, library: bool
) -> tuple[Source, ...]:
    for path in paths:
        if not path.expanduser().exists():
            raise SourceError(f"{path} does not exist", "Give an existing file or folder")
    given = [str(path.expanduser().resolve()) for path in paths]
    if library:
        given.insert(0, str(library_path(stores.pack)))
    named = stores.sources.chosen(key) if key else ()
    return (*named, *stores.sources.of_paths(given, scope)) or stores.sources.enabled()


def work_of(stores: Stores) -> Work:
    """Bind a worker to opened stores."""
    return Work(
        tools=publishing(stores),
        jobs=stores.jobs,
        sources=stores.sources,
        context=_context(stores),
        sensitivity=stores.pack.sensitivity,
        approved=stores.approvals.approved,
        afterwards=partial(_afterwards, stores),
        measuring=measuring_of(stores, answers(stores).ask),
    )


def _settings(home: Path | None) -> KnowledgeSettings:
    settings = load_settings(KnowledgeSettings)
    return settings.model_copy(update={"home": home}) if home else settings


def _context(stores: Stores) -> ReadContext:
    return ReadContext(
        clock=stores.clock,
        home=stores.home,
        known=stores.sources.known(),
        readings=stores.readings,
        contributions=stores.contributions,
        channels=stores.channels,
        uploads=stores.uploads,
        members=stores.people.members,
        works=stores.people.works,
    )


def _afterwards(stores: Stores, report: BuildReport) -> None:
    stores.approvals.enqueue(report.held)
    note_indexed(stores.contributions, stores.channels, stores.documents.documents)
    note_uploads(stores.contributions, stores.documents)


def _checked(stores: Stores, report: BuildReport) -> BuildReport:
    """Note what was published, with figures where the community has questions of its own."""
    with progress_bar("Asking") as progress:
        checked = measuring_of(stores, answers(stores).ask).after_publishing(progress)
    return report.model_copy(update={"checked": checked.brief()}) if checked else report


def _scope(scope: str) -> str:
    try:
        return checked_scope(scope) if scope else ""
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _say_refusals(report: BuildReport) -> None:
    if report.refused:
        raise typer.Exit(SOME_REFUSED)


def main() -> None:
    """Run the command line."""
    logging.getLogger("faiss").setLevel(logging.WARNING)
    command_line(app)


if __name__ == "__main__":
    main()
