"""What members tried: from the form to an answer, and out of it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.models.access import COMMUNITY
from knowledge.models.contributions import Contribution, Credit
from knowledge.models.documents import Kind
from knowledge.models.offers import Decision, Offer
from knowledge.models.trials import Trial, TrialResult
from knowledge.stewardship.offering import handle_of
from tests.rooms.test_contributions_indexed import Community
from tests.worlds import open_world

TRIAL = Trial(
    what="Sonar gates at the north pier",
    where="Tern Port",
    stage="Pilot",
    result=TrialResult.FAILED,
    lesson="Sonar gates let seals in when it was cold.",
    contact="Ana Larch",
)


@pytest.fixture
def community(tmp_path: Path) -> Iterator[Community]:
    """A world with one document, which is on something else."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "tides.md").write_text("# Tides\n\nThe moon turns tides twice a day.\n")
    with open_world(tmp_path / "home") as world:
        yield Community(world, tmp_path / "docs")


def offer(community: Community, trial: Trial = TRIAL) -> Contribution | None:
    """Let a member say what they tried."""
    told = Offer(
        origin="tried:V1",
        channel="tried",
        title=trial.what,
        text=f"{trial.what}\n\n{trial.lesson}",
        scope=COMMUNITY,
        member="U1",
        credit=Credit.NAME,
        credit_line="Ana Larch",
        trial=trial,
    )
    return community.offering.offer(told)


def accepted(community: Community) -> Contribution:
    """Let a curator accept what waits, and build."""
    (one,) = community.offering.waiting()
    community.offering.accept(handle_of(one), "U9", Decision(kind=one.kind))
    community.build()
    (one,) = community.offering.of_member("U1")
    return one


def test_a_trial_that_was_accepted_is_found_with_its_facts(community: Community) -> None:
    """By what was tried and by where; it is practice, not opinion."""
    offer(community)
    community.build()
    before = community.found("sonar gates")
    accepted(community)
    stored = community.hits("sonar gates Tern Port")[0]

    assert not any("onar" in text for text in before)
    assert stored.document.trial == TRIAL
    assert stored.document.kind is Kind.PRACTICE
    assert stored.passage.heading == ("Tern Port",)
    assert stored.passage.text == f"{TRIAL.what}\n\n{TRIAL.lesson}"


def test_who_is_no_longer_named_is_no_longer_the_contact(community: Community) -> None:
    """From the next question on."""
    offer(community)
    one = accepted(community)
    assert community.offering.rename(one.id, "U1", Credit.ANONYMOUS, "a member")
    assert not any("onar" in text for text in community.found("sonar gates"))
    community.build()
    stored = community.hits("sonar gates")[0]

    assert "Ana" not in stored.model_dump_json()
    assert stored.document.trial == TRIAL.model_copy(update={"contact": ""})


def test_a_trial_that_is_taken_back_leaves_nothing(community: Community) -> None:
    """Its facts too."""
    offer(community)
    one = accepted(community)
    community.offering.withdraw(one.id, "U1")
    left = community.world.contributions.get(one.id)

    assert not any("onar" in text for text in community.found("sonar gates"))
    assert left is not None
    assert left.trial is None
    assert "onar" not in left.model_dump_json()


def test_every_field_of_a_trial_passes_the_gate(community: Community) -> None:
    """A marked one is not stored, wherever the marking stands."""
    assert offer(community, TRIAL.model_copy(update={"where": "DEEP SECRET"})) is None
    assert community.offering.waiting() == ()


def test_a_trial_under_a_rule_of_no_names_says_neither_who_nor_where(
    community: Community,
) -> None:
    """Whatever its author chose."""
    one = offer(community, TRIAL.model_copy(update={"lesson": "Cove rule\n\nSeals came in."}))

    assert one is not None
    assert one.trial is not None
    assert (one.credit_line, one.trial.where, one.trial.contact) == ("a member", "", "")
