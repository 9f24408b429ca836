"""`python -m indexer`: build the index, or work through requests to build it."""

import logging
import os
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from indexer.pipeline import build
from indexer.report import in_words
from indexer.worker import Rules, work_once
from knowledge.adapters.community_pack import library_path
from knowledge.bootstrap import Stores, open_stores, publishing
from knowledge.models.access import COMMUNITY, checked_scope
from knowledge.models.work import BuildReport, Source
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.terminal import command_line, log_to_stderr, progress_bar

SOME_REFUSED = 3  # exit code: published, but not every file

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
_POLL_S = 1.0


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
    scope: Annotated[
        str,
        typer.Option(
            help="Who may read them: public, community, channel:<id> or owner:<id>; as before, "
            "or community, when not given."
        ),
    ] = "",
) -> None:
    """Index documents and contributions, and publish the result."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        wanted = _wanted(paths or [], stores, _scope(scope), library=library)
        with progress_bar("Embedding") as progress:
            report = build(wanted, publishing(stores), progress, stores.pack.markings)
        stores.sources.remember(wanted)
    typer.echo(report.model_dump_json(indent=1) if as_json else in_words(report))
    _say_refusals(report)


@app.command()
def worker(
    once: Annotated[bool, typer.Option(help="Stop when no request is waiting.")] = False,
) -> None:
    """Work through requests to rebuild the index until told to stop."""
    log_to_stderr()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    parent = os.getppid()
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        tools = publishing(stores, wait_s=-1)
        rules = Rules(library=_library(stores), markings=stores.pack.markings)
        # A worker whose bot died must not go on for ever.
        while not stop.is_set() and os.getppid() == parent:
            if work_once(tools, stores.jobs, stores.sources, rules) is None:
                if once:
                    return
                stop.wait(_POLL_S)


@app.command()
def status() -> None:
    """Say what is indexed."""
    with open_stores(load_settings(KnowledgeSettings)) as stores:
        manifest = stores.snapshots.open().manifest
        typer.echo(
            f"Index version {manifest.version}, built {manifest.built_at:%Y-%m-%d %H:%M} UTC: "
            f"{len(stores.documents.live())} documents, {manifest.passages} passages, "
            f"{manifest.sentences} sentences, model {manifest.model}"
        )


def _wanted(paths: list[Path], stores: Stores, scope: str, *, library: bool) -> list[Source]:
    before = stores.sources.known()
    scopes = {source.path: source.scope for source in before}
    given = [str(path.resolve()) for path in paths]
    wanted = [Source(path=path, scope=scope or scopes.get(path, COMMUNITY)) for path in given]
    if library:
        return [_library(stores), *wanted]
    return wanted or list(before) or [_library(stores)]


def _library(stores: Stores) -> Source:
    return Source(path=str(library_path(stores.pack)))


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
