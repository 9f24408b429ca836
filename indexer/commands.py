"""Command lines for lists: of published works, and of members who are expected."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from indexer.works.files import read_works
from indexer.works.members import Kinds, read_members
from knowledge.bootstrap import Stores, open_stores
from knowledge.errors import RefusedFile, SourceError
from knowledge.models.work import Refusal
from knowledge.settings import KnowledgeSettings, load_settings
from knowledge.stewardship.catalogue import PEOPLE
from knowledge.text.orcids import orcid_of

SOME_REFUSED = 3
"""Exit code of a command that did its work, but not for every file or row."""

Home = Annotated[Path | None, typer.Option(help="Instead of KNOWLEDGE_HOME.")]


class _Read(NamedTuple):
    """What came of a file.

    Attributes:
        said: in words.
        rows: that were read.
        to_index: whether the index should change.
    """

    said: str
    rows: int
    refusals: Sequence[Refusal]
    to_index: bool = False


def register(app: typer.Typer) -> None:
    """Add the commands to a command line."""
    app.command()(works)
    app.command()(members)


def works(
    files: Annotated[
        list[Path],
        typer.Argument(help="ORCID record, OpenAlex, Crossref, CSL-JSON, BibTeX or RIS."),
    ],
    orcid: Annotated[
        str,
        typer.Option(help="The one author whose works are wanted, such as 0000-0002-1825-0097."),
    ] = "",
    home: Home = None,
) -> None:
    """Keep lists of published works; each speaks for whoever entered its ORCID, else for nobody."""
    owner = orcid_of(orcid)
    if orcid and not owner:
        raise typer.BadParameter(f"“{orcid}” is no ORCID; check its digits")
    with open_stores(_settings(home)) as stores:

        def read(path: Path) -> _Read:
            found = read_works(path, owner)
            changed = stores.people.works.put(found.works)
            authors = {one.orcid for one in found.works}
            known = sum(stores.people.members.with_orcid(one) is not None for one in authors)
            said = (
                f"{len(found.works):,} read, {changed:,} new or changed; of the {len(authors):,} "
                f"authors, {known:,} entered their ORCID here"
            )
            to_index = bool(changed and known)
            return _Read(said, len(found.works), found.refusals, to_index)

        _all(files, read, stores)


def members(
    files: Annotated[list[Path], typer.Argument(help="CSV with a row for each member.")],
    home: Home = None,
) -> None:
    """Keep what is known of members until they join; nobody sees it before they do."""
    with open_stores(_settings(home)) as stores:
        kinds = Kinds(
            frozenset(one.key for one in stores.pack.member_kinds),
            frozenset(one.key for one in stores.pack.organisation_kinds),
        )

        def read(path: Path) -> _Read:
            found = read_members(path, kinds)
            changed = stores.people.works.expect(found.rows)
            said = (
                f"{len(found.rows):,} read, {changed:,} new or changed; they wait, seen by nobody"
            )
            return _Read(said, len(found.rows), found.refusals)

        _all(files, read, stores)


def _all(files: Sequence[Path], read: Callable[[Path], _Read], stores: Stores) -> None:
    for path in files:
        if not path.is_file():
            raise SourceError(f"{path} is no file", "Give an existing file")
    done: list[_Read] = []
    for path in files:
        try:
            done.append(read(path))
            typer.echo(f"{path.name}: {done[-1].said}.")
        except RefusedFile as error:
            done.append(_Read("", 0, [Refusal(name=path.name, reason=str(error), whole_file=True)]))
    refusals = [refusal for one in done for refusal in one.refusals]
    for refusal in refusals:
        typer.echo(f"{refusal.name}: {refusal.reason}", err=True)
    if any(one.to_index for one in done):
        stores.jobs.request("", stores.sources.key_at(PEOPLE.root))
        typer.echo("A running bot indexes it now; else: python -m indexer build --source people")
    if refusals:
        raise typer.Exit(SOME_REFUSED if any(one.rows for one in done) else 1)


def _settings(home: Path | None) -> KnowledgeSettings:
    settings = load_settings(KnowledgeSettings)
    return settings.model_copy(update={"home": home}) if home else settings
