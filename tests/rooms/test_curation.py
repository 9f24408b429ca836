"""Curators' marks: in force at once, kept over builds, logged."""

from pathlib import Path

import pytest

from indexer.pipeline import build
from indexer.report import in_words
from knowledge.errors import CurationError
from knowledge.models.documents import DocumentInfo, EvidenceLabel
from knowledge.models.work import BuildReport, Source
from knowledge.stewardship.curation import Curation
from tests.conftest import Run
from tests.worlds import World


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with an old and a new document."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "old.md").write_text("# Drones, 2019\n\nDrones fly near prisons.\n")
    (folder / "new.md").write_text("# Drones, 2025\n\nDrones keep away from prisons.\n")
    return folder


def index(world: World, *paths: Path) -> BuildReport:
    """Build without showing progress."""
    sources = [Source.folder(str(path)) for path in paths]
    return build(sources, world.tools, lambda _done, _total: None, context=world.context)


@pytest.fixture
def curation(world: World, docs: Path) -> Curation:
    """Marks over the indexed folder."""
    index(world, docs)
    return Curation(world.tools.documents, world.marks, world.audit)


def held(world: World, docs: Path, name: str) -> DocumentInfo:
    """Look a document up."""
    key = (docs / name).as_posix()
    return world.tools.documents.documents([key])[key]


def test_a_mark_outlives_a_new_build_of_a_changed_file(
    world: World, docs: Path, curation: Curation
) -> None:
    """What a curator said is not the file's."""
    curation.supersede("old.md", "Drones, 2025")
    curation.label("old.md", EvidenceLabel.EVALUATED)
    (docs / "old.md").write_text("# Drones, 2019\n\nDrones fly near prisons by day.\n")
    report = index(world, docs)
    old = held(world, docs, "old.md")

    assert report.changed == ("old.md",)
    assert old.superseded_by == (docs / "new.md").as_posix()
    assert old.evidence == "evaluated"


def test_a_mark_can_be_taken_back(world: World, docs: Path, curation: Curation) -> None:
    """Each by itself."""
    curation.supersede("old.md", "new.md")
    curation.label("old.md", EvidenceLabel.OPINION)

    assert curation.reinstate("old.md").superseded_by == ""
    assert held(world, docs, "old.md").evidence == "opinion"
    assert curation.label("old.md", None).evidence == ""


def test_every_mark_is_logged(world: World, docs: Path, curation: Curation) -> None:
    """By ids alone; the member stands there under a pseudonym."""
    curation.supersede("old.md", "new.md", "U1")
    curation.label("old.md", EvidenceLabel.PRACTICE)
    curation.reinstate("old.md")
    old, new = ((docs / name).as_posix() for name in ("old.md", "new.md"))

    assert [(one.action, one.subject, one.details) for one in world.audit.entries()] == [
        ("document.superseded", old, {"by": new}),
        ("document.labelled", old, {"label": "practice"}),
        ("document.reinstated", old, {}),
    ]
    assert [one.action for one in world.audit.entries(actor="U1")] == ["document.superseded"]


def test_a_name_that_several_documents_have_is_not_guessed(
    world: World, docs: Path, tmp_path: Path, curation: Curation
) -> None:
    """Their ids are listed, and each of them works."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "old.md").write_text("# Boats\n\nBoats sail near harbours.\n")
    index(world, other)

    with pytest.raises(CurationError) as refused:
        curation.supersede("old.md", "new.md")
    assert (docs / "old.md").as_posix() in refused.value.remedy
    assert (other / "old.md").as_posix() in refused.value.remedy
    assert curation.find((other / "old.md").as_posix()).title == "Boats"


def test_an_unknown_name_is_refused_with_the_nearest(curation: Curation) -> None:
    """Most often it is a slip."""
    with pytest.raises(CurationError, match=r"“odl\.md”\. Did you mean old\.md"):
        curation.find("odl.md")


@pytest.mark.parametrize(("old", "new"), [("new.md", "old.md"), ("old.md", "old.md")])
def test_documents_cannot_replace_each_other(curation: Curation, old: str, new: str) -> None:
    """One of them is in force."""
    curation.supersede("old.md", "new.md")

    with pytest.raises(CurationError, match="superseded by it already"):
        curation.supersede(old, new)


def test_what_no_curator_said_cannot_be_taken_back(curation: Curation) -> None:
    """A statement of the file is changed in the file."""
    with pytest.raises(CurationError, match=r"No curator marked old\.md"):
        curation.reinstate("old.md")


def test_a_build_turns_stated_successors_into_ids_and_notes_the_rest(
    world: World, docs: Path
) -> None:
    """Nothing is dropped silently, and a file that comes later is found."""
    (docs / "old.md").write_text("---\nsuperseded_by: newest.md\n---\nDrones fly near prisons.\n")
    first = index(world, docs)
    before = held(world, docs, "old.md")
    (docs / "newest.md").write_text("Drones stay at home.\n")
    second = index(world, docs)

    assert [note.name for note in first.notes] == ["old.md"]
    assert "old.md: It says that “newest.md” supersedes it" in in_words(first)
    assert before.superseded_by == ""
    assert (second.notes, second.changed) == ((), ("old.md",))
    assert held(world, docs, "old.md").superseded_by == (docs / "newest.md").as_posix()


def test_a_successor_may_lie_in_another_source(world: World, docs: Path, tmp_path: Path) -> None:
    """What is held already is looked through too."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "boats.md").write_text("---\nsuperseded_by: Drones, 2025\n---\nBoats sail.\n")
    index(world, docs)
    index(world, other)

    assert held(world, other, "boats.md").superseded_by == (docs / "new.md").as_posix()


@pytest.mark.model
def test_the_command_line_marks_and_answers_accordingly(run: Run, docs: Path) -> None:
    """From the next question on, without a build."""
    run("indexer", "build", docs)
    marked = run("knowledge", "supersede", "old.md", "new.md")
    labelled = run("knowledge", "label", "old.md", "--evidence", "opinion")
    answer = run("knowledge", "ask", "do drones fly near prisons?").stdout
    cleared = run("knowledge", "supersede", "old.md", "--clear")
    both = run("knowledge", "supersede", "old.md", "new.md", "--clear")
    unknown = run("knowledge", "label", "none.md", "--clear")

    assert marked.stdout == "old.md is marked as superseded by new.md.\n"
    assert labelled.stdout == "old.md is labelled opinion.\n"
    assert "[1] Drones, 2025" in answer
    assert "labelled opinion · date unknown · superseded by “Drones, 2025”" in answer
    assert cleared.stdout == "old.md is no longer marked as superseded.\n"
    assert both.returncode == 2
    assert (unknown.returncode, unknown.stderr.count("\n")) == (1, 1)
