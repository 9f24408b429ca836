"""Files that people brought leave with what they became: withdrawn, forgotten, or under a hold."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from indexer.pipeline import build
from indexer.worker import Work, work_once
from knowledge.adapters.sql.documents import SqlDocuments
from knowledge.adapters.uploads import UploadFolder
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.retention import HoldKind
from knowledge.models.work import Source, SourceKind
from knowledge.stewardship.contributing import let_go
from knowledge.stewardship.following import Following, FollowingStores
from knowledge.stewardship.offering import Offering, OfferingStores, handle_of
from knowledge.stewardship.withdrawal import Withdrawals
from tests.fakes.clock import START
from tests.fakes.verdicts import assess_plainly
from tests.stewards import ANA, Stewards, files_with, open_stewards

ONE = "1" * 32
UPLOADS = Source(key="uploads", kind=SourceKind.UPLOADS, root="upload:")
SURVEY = b"# Survey\n\nThe gannetwing survey of the outer pier ended in May."
REFERENCES = b"@article{a, title={First tide}, abstract={Gannetwing rose.}, year={2020}}\n" + (
    b"@article{b, title={Second tide}, abstract={Gannetwing fell.}, year={2021}}\n"
)
CANARIES = [b"annetwing", b"Titlecanary", ANA.encode()]


@pytest.fixture
def stewards(tmp_path: Path) -> Iterator[Stewards]:
    """An empty world with its stewards."""
    with open_stewards(tmp_path) as opened:
        yield opened


def offering(stewards: Stewards) -> Offering:
    """Return the life of contributions over real stores."""
    world = stewards.world
    following = Following(
        FollowingStores(
            channels=world.channels,
            contributions=world.contributions,
            rebuild=lambda: None,
            rebuild_due=lambda _every_s: True,
            audit=world.audit,
            clock=world.clock,
        ),
        assess_plainly,
    )
    parts = OfferingStores(
        contributions=world.contributions,
        following=following,
        withdraw=Withdrawals(world.tools.documents, world.jobs, world.holds).withdraw,
        rebuild=lambda _one: None,
        let_go=partial(let_go, UploadFolder(world.home), world.holds),
        audit=world.audit,
        clock=world.clock,
    )
    return Offering(parts, assess_plainly)


def bring(
    stewards: Stewards,
    data: bytes = SURVEY,
    name: str = "survey.md",
    state: ContributionState = ContributionState.ACCEPTED,
) -> Contribution:
    """Let a member bring a file."""
    file = UploadFolder(stewards.world.home).keep(ONE, name, data)
    one = Contribution(
        id=ONE,
        state=state,
        origin=f"upload:{ONE}",
        channel="document",
        title="Titlecanary of the pier",
        file=file,
        digest=sha256(data).hexdigest(),
        member=ANA,
        owner="Titlecanary Office",
        url="https://pier.example/Titlecanary",
        offered_at=START,
    )
    return stewards.contributions.offer(one)


def run(stewards: Stewards) -> None:
    """Work through one request as the worker does, its report in the store."""
    world = stewards.world
    world.jobs.request("", "uploads")
    work_once(Work(world.tools, world.jobs, world.sources, world.context))


def kept(stewards: Stewards) -> list[str]:
    """Return the files below the folder of uploads."""
    folder = stewards.world.home / "uploads"
    return sorted(one.name for one in folder.rglob("*") if one.is_file())


@pytest.mark.parametrize("state", [ContributionState.OFFERED, ContributionState.ACCEPTED])
def test_an_upload_that_is_taken_back_is_gone_with_its_file_at_once(
    stewards: Stewards, state: ContributionState
) -> None:
    """No build has to come first, and the row says nothing of it any more."""
    bring(stewards, state=state)
    before = kept(stewards)
    offering(stewards).withdraw(ONE, ANA)
    row = stewards.contributions.get(ONE)

    assert before == ["survey.md"]
    assert kept(stewards) == []
    assert row is not None
    assert "Titlecanary" not in row.model_dump_json()
    assert "survey" not in row.model_dump_json()


def test_an_upload_that_is_declined_is_gone_with_its_file_at_once(stewards: Stewards) -> None:
    """The contributor is told that what was held is deleted."""
    one = bring(stewards, state=ContributionState.OFFERED)
    offering(stewards).decline(handle_of(one), "U0CURATOR")

    assert kept(stewards) == []


@pytest.mark.parametrize(("data", "name"), [(SURVEY, "survey.md"), (REFERENCES, "refs.bib")])
def test_nothing_of_the_uploads_of_a_forgotten_member_is_left(
    stewards: Stewards, data: bytes, name: str, tmp_path: Path
) -> None:
    """Neither the file nor its documents, nor their names in the reports of builds."""
    bring(stewards, data, name)
    run(stewards)
    live = list(stewards.world.tools.documents.live())
    before = files_with(tmp_path, CANARIES)
    stewards.forgetting.forget(ANA)

    assert live
    assert set(before) == set(CANARIES)
    assert list(stewards.world.tools.documents.live()) == []
    assert files_with(tmp_path, CANARIES) == {}
    assert kept(stewards) == []


def test_a_build_under_way_brings_nothing_of_a_withdrawn_file_back(stewards: Stewards) -> None:
    """Its documents were read before it was withdrawn."""
    one = bring(stewards, REFERENCES, "refs.bib")
    documents = SqlDocuments(stewards.world.database)
    withdrawn = False

    def withdraw_once(_done: int, _total: int) -> None:
        nonlocal withdrawn
        if not withdrawn:
            withdrawn = True
            documents.withdraw(one.document_id)

    tools, context = stewards.world.tools, stewards.world.context
    build([UPLOADS], tools, withdraw_once, context=context)

    assert withdrawn
    assert list(documents.live()) == []


@pytest.mark.parametrize(
    ("kind", "value"), [(HoldKind.MEMBER, ANA), (HoldKind.TOPIC, "gannetwing survey")]
)
def test_an_upload_under_a_hold_leaves_answers_and_keeps_its_file_until_the_hold_ends(
    stewards: Stewards, kind: HoldKind, value: str, tmp_path: Path
) -> None:
    """Nothing reads it meanwhile, and the sweep of the next build passes it over."""
    world = stewards.world
    one = bring(stewards)
    run(stewards)
    world.holds.place(kind, value, START + timedelta(days=5), "an inquiry")
    offering(stewards).deleted(one.origin)
    run(stewards)
    stewards.purge.run()
    under_hold = kept(stewards)
    read = UploadFolder(world.home).read(one.file)
    world.clock.advance(timedelta(days=6).total_seconds())
    purged = stewards.purge.run()

    assert list(world.tools.documents.live()) == []
    assert under_hold == ["held.json", "survey.md"]
    assert read is None
    assert purged["files set aside"] == purged["documents set aside"] == 1
    assert kept(stewards) == []


def test_a_file_that_a_hold_kept_is_handed_out_and_forgotten_when_it_has_ended(
    stewards: Stewards,
) -> None:
    """The purge may not have come yet."""
    one = bring(stewards)
    hold = stewards.world.holds.place(HoldKind.MEMBER, ANA, START + timedelta(days=5), "x")
    offering(stewards).deleted(one.origin)
    stewards.world.holds.lift(hold.id)
    before = kept(stewards)
    stewards.forgetting.forget(ANA)

    assert before == ["held.json", "survey.md"]
    assert kept(stewards) == []
