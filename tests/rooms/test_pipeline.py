"""Paths to a published snapshot, and what the report says of it."""

from pathlib import Path

import pytest

from indexer.pipeline import build
from indexer.report import in_words
from knowledge.adapters.community_pack import load_community
from knowledge.errors import NoSnapshotError, SourceError
from knowledge.models.work import BuildReport, Refusal, Source
from tests.worlds import World


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with two documents."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "drones.md").write_text("# Drones\n\nDrones fly near prisons.\n")
    (folder / "faces.txt").write_text("Cameras see faces in crowds.\n")
    return folder


def quiet(_done: int, _total: int) -> None:
    """Show no progress."""


def run(world: World, *paths: Path) -> BuildReport:
    """Build without showing progress."""
    return build([Source.folder(str(path)) for path in paths], world.tools, quiet)


def test_a_first_build_adds_everything(world: World, docs: Path) -> None:
    """Names are those below the folder that was given."""
    report = run(world, docs)

    assert report.added == ("drones.md", "faces.txt")
    assert report.passages == 2
    assert report.refused == ()


def test_a_second_build_embeds_nothing(world: World, docs: Path) -> None:
    """Nothing has changed."""
    run(world, docs)
    report = run(world, docs)

    assert (report.added, report.changed, report.removed) == ((), (), ())
    assert (report.unchanged, report.embedded) == (2, 0)


def test_an_edit_is_a_change(world: World, docs: Path) -> None:
    """Only the edited document is embedded again."""
    run(world, docs)
    (docs / "drones.md").write_text("# Drones\n\nDrones carry parcels.\n")
    report = run(world, docs)

    assert report.changed == ("drones.md",)
    assert report.unchanged == 1


def test_a_deleted_file_is_removed(world: World, docs: Path) -> None:
    """What is gone from the folder is gone from the index."""
    run(world, docs)
    (docs / "faces.txt").unlink()
    report = run(world, docs)

    assert [Path(one).name for one in report.removed] == ["faces.txt"]
    assert report.passages == 1


def test_documents_of_other_paths_stay(world: World, docs: Path, tmp_path: Path) -> None:
    """A build of one folder says nothing of another, even one whose name begins alike."""
    other = tmp_path / "docs-2"
    other.mkdir()
    (other / "more.txt").write_text("More words stand here.\n")
    run(world, docs, other)
    (docs / "faces.txt").unlink()
    report = run(world, docs)

    assert len(report.removed) == 1
    assert report.passages == 2


def test_a_refused_file_stands_in_the_report_and_harms_no_other(world: World, docs: Path) -> None:
    """The rest of the run goes on."""
    (docs / "broken.txt").write_bytes(b"caf\xe9 in Latin-1")
    report = run(world, docs)

    assert [one.name for one in report.refused] == ["broken.txt"]
    assert "UTF-8" in report.refused[0].reason
    assert len(report.added) == 2


def test_a_file_that_became_unreadable_keeps_what_was_indexed(world: World, docs: Path) -> None:
    """A bad save must not lose knowledge."""
    run(world, docs)
    (docs / "faces.txt").write_bytes(b"\xff\xfe\x00broken")
    report = run(world, docs)

    assert report.removed == ()
    assert report.passages == 2


def test_a_row_whose_consent_is_withdrawn_is_removed(world: World, tmp_path: Path) -> None:
    """Refusing a row is not the same as being unable to read its file."""
    table = tmp_path / "survey.csv"
    table.write_text("id,text,consent\n1,Drones help searches.,yes\n2,Cameras help too.,yes\n")
    run(world, table)
    table.write_text("id,text,consent\n1,Drones help searches.,yes\n2,Cameras help too.,no\n")
    report = run(world, table)

    assert len(report.removed) == 1
    assert report.passages == 1


def test_the_last_row_whose_consent_is_withdrawn_is_removed_too(
    world: World, docs: Path, tmp_path: Path
) -> None:
    """A table of refusals alone is still a table that was read."""
    table = tmp_path / "survey.csv"
    table.write_text("id,text,consent\n1,Drones help searches.,yes\n")
    run(world, docs, table)
    table.write_text("id,text,consent\n1,Drones help searches.,no\n")
    report = run(world, docs, table)

    assert len(report.removed) == 1


def test_the_deeper_of_two_sources_decides_who_may_read(world: World, docs: Path) -> None:
    """A private folder inside a shared one stays private, in whatever order they are given."""
    inner = docs / "private"
    inner.mkdir()
    (inner / "notes.txt").write_text("Our drones trial failed.\n")
    build([Source.folder(str(docs)), Source.folder(str(inner), "channel:C1")], world.tools, quiet)
    scopes = {
        one.document.name: one.document.scope for one in world.tools.documents.next_passages(())
    }

    assert scopes == {
        "drones.md": "community",
        "faces.txt": "community",
        "notes.txt": "channel:C1",
    }


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("front.md", "---\nmarking: TOP SECRET\n---\nThe hideout is named here.\n", "TOP SECRET"),
        ("line.md", "SECRET\n\nThe hideout is named here.\n", "SECRET"),
        ("spaced.md", "**S E C R E T**\n\nThe hideout is named here.\n", "SECRET"),
        ("title.txt", "SECRET\n\nThe hideout is named here.\n", "SECRET"),
        ("joined.md", "SECRET\nThe hideout is named here.\n", "SECRET"),
        ("SECRET_plan.md", "The hideout is named here.\n", "SECRET"),
    ],
)
def test_a_document_that_must_not_be_here_is_refused(
    world: World, docs: Path, name: str, text: str, label: str
) -> None:
    """The report names the file and its marking, and nothing of its text."""
    (docs / name).write_text(text)
    rules = load_community("police_science").sensitivity
    report = build([Source.folder(str(docs))], world.tools, quiet, rules)

    assert [one.name for one in report.refused] == [name]
    assert label in report.refused[0].reason
    assert "hideout" not in report.model_dump_json()
    assert len(report.added) == 2


def test_speaking_of_a_marking_is_not_being_marked(world: World, docs: Path) -> None:
    """Guidance about markings is knowledge."""
    (docs / "guide.md").write_text("A text that is marked SECRET must not be posted here.\n")
    rules = load_community("police_science").sensitivity
    report = build([Source.folder(str(docs))], world.tools, quiet, rules)

    assert "guide.md" in report.added


def test_a_document_that_becomes_marked_is_removed(world: World, docs: Path) -> None:
    """What was indexed before its marking must not stay."""
    rules = load_community("police_science").sensitivity
    build([Source.folder(str(docs))], world.tools, quiet, rules)
    (docs / "drones.md").write_text("SECRET\n\nDrones fly near prisons.\n")
    report = build([Source.folder(str(docs))], world.tools, quiet, rules)

    assert [Path(one).name for one in report.removed] == ["drones.md"]


def test_a_source_that_is_gone_is_named_and_the_others_go_on(
    world: World, docs: Path, tmp_path: Path
) -> None:
    """Its documents stay: an unmounted disk must not lose knowledge."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "more.txt").write_text("More words stand here.\n")
    run(world, docs, other)
    other.rename(tmp_path / "away")
    (docs / "faces.txt").unlink()
    report = run(world, docs, other)

    assert [(one.name, "does not exist" in one.reason) for one in report.refused] == [
        ("other", True)
    ]
    assert report.removed == ("faces.txt",)
    assert report.passages == 2


def test_nothing_but_missing_sources_is_an_error(world: World, docs: Path, tmp_path: Path) -> None:
    """The error names the path, and what was indexed stays."""
    run(world, docs)
    with pytest.raises(SourceError, match="nowhere"):
        run(world, tmp_path / "nowhere")

    assert len(world.tools.documents.live()) == 2


def test_an_empty_folder_is_an_error(world: World, tmp_path: Path) -> None:
    """There is nothing to publish."""
    empty = tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(SourceError):
        run(world, empty)
    with pytest.raises(NoSnapshotError):
        world.tools.snapshots.open()


def test_nothing_but_refused_files_is_an_error_that_says_why(world: World, tmp_path: Path) -> None:
    """The first reason stands in the message."""
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\x00\x00")

    with pytest.raises(SourceError, match=r"picture\.txt"):
        run(world, tmp_path / "picture.txt")


def test_the_report_in_words_names_what_happened() -> None:
    """A long list is cut, a refusal is told with its reason."""
    report = BuildReport(
        added=tuple(f"{n}.md" for n in range(12)),
        removed=("old.md",),
        unchanged=3,
        refused=(Refusal(name="a.pdf", reason="PDF is not read yet."),),
        seconds=1.26,
        index_version="abc",
    )
    told = in_words(report)

    assert "Added: 12 (0.md" in told
    assert "and 2 more" in told
    assert "Removed: 1 (old.md)" in told
    assert "a.pdf: PDF is not read yet." in told
    assert "1.3 s" in told
