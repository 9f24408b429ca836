"""What is held, blocked, let through by a curator or stored without names."""

from pathlib import Path

import pytest

from indexer.pipeline import build
from indexer.report import in_words
from knowledge.adapters.community_pack import load_community
from knowledge.errors import SourceError
from knowledge.models.work import BuildReport, Held, Source
from tests.worlds import World

RULES = load_community("police_science").sensitivity


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with one ordinary document."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "drones.md").write_text("# Drones\n\nDrones fly near prisons.\n")
    return folder


def run(world: World, folder: Path, *accepted: Held) -> BuildReport:
    """Build as if a curator had accepted some held versions."""
    known = {(one.document_id, one.content_hash) for one in accepted}
    return build(
        [Source.folder(str(folder))],
        world.tools,
        lambda _done, _total: None,
        RULES,
        lambda document_id, content_hash: (document_id, content_hash) in known,
    )


def stored(world: World) -> str:
    """Return everything that can be quoted."""
    return " ".join(one.model_dump_json() for one in world.tools.documents.next_passages(()))


def test_a_held_document_waits_and_is_named(world: World, docs: Path) -> None:
    """The report says what is held and why, and nothing of its text."""
    (docs / "end.md").write_text("The hideout is named here.\n\nOFFICIAL–SENSITIVE\n")
    report = run(world, docs)

    assert [(one.name, one.label) for one in report.held] == [("end.md", "OFFICIAL-SENSITIVE")]
    assert report.refused == ()
    assert "hideout" not in report.model_dump_json() + stored(world)
    assert "Held for a curator: 1\n  end.md: It is marked OFFICIAL-SENSITIVE" in in_words(report)


def test_a_curator_lets_through_one_version_and_no_other(world: World, docs: Path) -> None:
    """Whoever accepted a text did not accept what it says tomorrow."""
    paper = docs / "paper.md"
    paper.write_text("OFFICIAL-SENSITIVE\n\nThe price is nine pounds.\n")
    held = run(world, docs).held
    let_in = run(world, docs, *held)
    paper.write_text("OFFICIAL-SENSITIVE\n\nThe price is ten pounds.\n")
    edited = run(world, docs, *held)

    assert "paper.md" in let_in.added
    assert [one.name for one in edited.held] == ["paper.md"]
    assert len(edited.removed) == 1
    assert "pounds" not in stored(world)


def test_no_curator_lets_a_blocked_document_through(world: World, docs: Path) -> None:
    """It must not be in the workspace at all."""
    (docs / "plan.md").write_text("SECRET\n\nThe hideout is named here.\n")
    report = build(
        [Source.folder(str(docs))], world.tools, lambda _d, _t: None, RULES, lambda _i, _h: True
    )

    assert [one.name for one in report.refused] == ["plan.md"]
    assert "hideout" not in stored(world)


def test_what_was_said_under_the_chatham_house_rule_is_stored_without_names(
    world: World, docs: Path
) -> None:
    """What was said may be used; who said it may not be told."""
    (docs / "notes.md").write_text(
        "---\nowner: Jo Reef\n---\nThis meeting was held under the Chatham House Rule.\n\n"
        "Suppliers doubt the batteries.\n"
    )
    run(world, docs)

    assert "doubt the batteries" in stored(world)
    assert "Jo Reef" not in stored(world)


def test_identifiers_are_taken_out_before_a_document_is_stored(world: World, docs: Path) -> None:
    """The passage says what was there."""
    (docs / "trial.md").write_text("The van AB12 CDE was read. Call 07700 900123.\n")
    run(world, docs)

    assert "[number plate removed] was read. Call [telephone number removed]." in stored(world)
    assert "AB12" not in stored(world)


def test_an_identifier_of_a_case_holds_a_document(world: World, docs: Path) -> None:
    """A curator looks at what seems to come from a case file."""
    (docs / "case.md").write_text("See crime reference 42/1234567/23.\n")
    report = run(world, docs)

    assert "crime or case reference" in report.held[0].reason
    assert "1234567" not in report.model_dump_json() + stored(world)


def test_the_last_document_leaves_the_index_when_it_comes_to_be_marked(
    world: World, docs: Path
) -> None:
    """Nothing new can be published, and yet it answers no more."""
    run(world, docs)
    (docs / "drones.md").write_text("SECRET\n\nDrones fly near prisons.\n")

    with pytest.raises(SourceError, match="marked SECRET"):
        run(world, docs)
    assert world.tools.documents.live() == {}
    assert "prisons" not in stored(world)
