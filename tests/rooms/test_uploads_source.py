"""What people brought becomes documents as it was described, and goes again."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from indexer.pipeline import build
from indexer.sources.uploads import note_uploads
from knowledge.errors import SourceError
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.documents import DocumentInfo, Kind
from knowledge.models.work import BuildReport, Source, SourceKind
from knowledge.stewardship.approvals import Approvals
from knowledge.stewardship.withdrawal import Withdrawals
from tests.fakes.clock import START
from tests.worlds import World, open_world

ONE, OTHER = "1" * 32, "2" * 32
UPLOADS = Source(key="uploads", kind=SourceKind.UPLOADS, root="upload:")
TIDES = b"# Of the file\n\nThe trials of the tide gauge ended in May."
REFERENCES = b"@article{a, title={First tide}, abstract={It rose.}, year={2020}}\n" + (
    b"@article{b, title={Second tide}, abstract={It fell.}, year={2021}}\n"
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world with one document, so that removing another leaves something."""
    with open_world(tmp_path / "home") as opened:
        accept(opened, OTHER, name="other.md", data=b"# Other\n\nAnother text altogether.")
        yield opened


def accept(
    world: World, key: str = ONE, name: str = "a.md", data: bytes = TIDES, **said: Any
) -> Contribution:
    """Keep a file and accept it."""
    uploads, contributions = world.context.uploads, world.context.contributions
    assert uploads is not None
    assert contributions is not None
    facts: dict[str, Any] = {
        "id": key,
        "state": ContributionState.ACCEPTED,
        "origin": f"upload:{key}",
        "channel": "document",
        "title": "As it was described",
        "file": uploads.keep(key, name, data),
        "digest": sha256(data).hexdigest(),
        "kind": Kind.EVIDENCE,
        "offered_at": START,
    }
    return contributions.offer(Contribution(**{**facts, **said}))


def run(world: World) -> BuildReport:
    """Build the source."""
    return build([UPLOADS], world.tools, lambda _done, _total: None, context=world.context)


def held(world: World, document_id: str = f"upload:{ONE}") -> DocumentInfo | None:
    """Return a live document."""
    return world.tools.documents.documents([document_id]).get(document_id)


def test_the_description_outranks_what_the_file_says(world: World) -> None:
    """A curator has looked at it."""
    accept(
        world,
        date="2026-05",
        kind=Kind.POLICY,
        scope="public",
        owner="Harbour office",
        licence="CC0",
        review_date="2027-01-01",
        evidence="evaluated",
        url="https://tides.example/",
    )
    run(world)
    info = held(world)

    assert info is not None
    assert (info.title, info.date, info.kind, info.scope) == (
        "As it was described",
        "2026-05",
        Kind.POLICY,
        "public",
    )
    assert (info.owner, info.licence, info.review_date) == ("Harbour office", "CC0", "2027-01-01")
    assert (info.evidence, info.url, info.name) == ("evaluated", "https://tides.example/", "a.md")


@pytest.mark.parametrize("state", [ContributionState.OFFERED, ContributionState.HELD])
def test_what_waits_is_no_document(world: World, state: ContributionState) -> None:
    """Its file lies there all the same."""
    accept(world, state=state)
    run(world)

    assert held(world) is None
    assert held(world, f"upload:{OTHER}") is not None


def test_what_is_withdrawn_goes_with_its_file(world: World) -> None:
    """Whoever withdrew it, and however."""
    one = accept(world)
    run(world)
    there = held(world)
    assert world.context.contributions is not None
    world.context.contributions.move(one.id, ContributionState.WITHDRAWN)
    report = run(world)

    assert there is not None
    assert report.removed == (one.document_id,)
    assert held(world) is None
    assert world.context.uploads is not None
    assert set(world.context.uploads.kept()) == {OTHER}


def test_a_file_without_a_row_is_never_read_and_swept_away_later(world: World) -> None:
    """A bot that was stopped between the two left it behind."""
    uploads = world.context.uploads
    assert uploads is not None
    uploads.keep(ONE, "a.md", TIDES)
    world.clock.advance((uploads.kept()[ONE] - world.clock.now()).total_seconds() + 60)
    run(world)
    young = set(uploads.kept())
    world.clock.advance(timedelta(hours=2).total_seconds())
    run(world)

    assert held(world) is None
    assert young == {ONE, OTHER}
    assert set(uploads.kept()) == {OTHER}


def test_bytes_that_nobody_looked_at_are_not_indexed(world: World) -> None:
    """The digest is of what was accepted."""
    one = accept(world)
    uploads = world.context.uploads
    assert uploads is not None
    uploads.keep(one.id, "a.md", b"# Other words\n\nNobody has seen these.")
    report = run(world)

    assert held(world) is None
    assert "not what was accepted" in report.refused[0].reason


def test_a_file_of_many_documents_keeps_their_own_titles(world: World) -> None:
    """A list of references is one upload and as many documents."""
    one = accept(world, name="refs.bib", data=REFERENCES, scope="public")
    run(world)
    live = [key for key in world.tools.documents.live() if key.startswith(f"{one.document_id}#")]
    infos = world.tools.documents.documents(live).values()

    assert sorted(info.title for info in infos) == ["First tide", "Second tide"]
    assert {info.scope for info in infos} == {"public"}


def test_with_a_file_go_all_its_documents(world: World) -> None:
    """From the next answer on."""
    one = accept(world, name="refs.bib", data=REFERENCES)
    run(world)
    Withdrawals(world.tools.documents, world.jobs, world.holds).withdraw([one.document_id])

    assert list(world.tools.documents.live()) == [f"upload:{OTHER}"]


def test_it_is_noted_what_is_in_the_index(world: World) -> None:
    """And not noted before it is there as it was described."""
    one, contributions = accept(world), world.context.contributions
    assert contributions is not None
    note_uploads(contributions, world.tools.documents)
    before = contributions.get(one.id)
    run(world)
    contributions.revise(one.id, title="Another title")
    note_uploads(contributions, world.tools.documents)
    changed = contributions.get(one.id)
    run(world)
    note_uploads(contributions, world.tools.documents)
    after = contributions.get(one.id)

    assert before is not None
    assert changed is not None
    assert after is not None
    assert [before.state, changed.state] == [ContributionState.ACCEPTED] * 2
    assert after.state is ContributionState.INDEXED


def test_a_file_of_many_documents_is_noted_too(world: World) -> None:
    """Its contributor reads that it is in answers."""
    one, contributions = (
        accept(world, name="refs.bib", data=REFERENCES),
        world.context.contributions,
    )
    assert contributions is not None
    run(world)
    note_uploads(contributions, world.tools.documents)
    after = contributions.get(one.id)

    assert after is not None
    assert after.state is ContributionState.INDEXED


def test_only_what_a_curator_let_in_after_a_hold_is_approved(world: World) -> None:
    """An ordinary upload that the rules would hold today is held."""
    contributions = world.context.contributions
    assert contributions is not None
    accept(world, reasons=("It is marked AMBER.",))

    approvals = Approvals(contributions, world.clock)
    assert approvals.approved(f"upload:{ONE}", "any")
    assert approvals.approved(f"upload:{ONE}#2", "any")
    assert not approvals.approved(f"upload:{OTHER}", "any")
    assert not approvals.approved(f"/docs/{ONE}", "any")


def test_nothing_brought_is_an_empty_source(tmp_path: Path) -> None:
    """Beside others it does no harm; alone it says that there is nothing."""
    with open_world(tmp_path / "home") as empty, pytest.raises(SourceError, match="could be"):
        run(empty)
