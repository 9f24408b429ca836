"""Which texts speak for somebody: those that they agreed to be named with, and no other."""

import pytest

from knowledge.models.channels import FollowedChannel, KeptMessage, Said
from knowledge.models.contributions import Contribution, ContributionState, Credit
from knowledge.models.sensitivity import Marking, MarkingAction, SensitivityRules
from knowledge.stewardship.conversations import thread_document
from knowledge.stewardship.documents import contribution_document
from knowledge.text.passages import split_document
from knowledge.text.sensitivity import assess_document
from tests.factories import document
from tests.fakes.clock import START
from tests.fakes.contributions import FakeContributions


def message(member: str, credit: Credit, *, unattributed: bool = False) -> KeptMessage:
    """Something said in the one thread."""
    said = Said(
        channel="C1",
        ts=f"1700000000.00000{member[-1]}",
        thread="1700000000.000001",
        member=member,
        version="1700000000.000001",
        text=f"{member} says something",
        unattributed=unattributed,
    )
    return KeptMessage(said=said, credit=credit, credit_line=f"{member}'s line")


@pytest.mark.parametrize(
    ("credit", "named"), [(Credit.NAME, ("U1",)), (Credit.KIND, ()), (Credit.ANONYMOUS, ())]
)
def test_a_contribution_speaks_for_whoever_is_named_with_it(
    credit: Credit, named: tuple[str, ...]
) -> None:
    """Whoever is not named can still withdraw it."""
    one = Contribution(
        id="1" * 32,
        state=ContributionState.ACCEPTED,
        origin="slack:C1/1.0",
        channel="slack_message",
        title="Lamps",
        text="Lamps are lit at dusk.",
        member="U1",
        credit=credit,
        offered_at=START,
    )

    info = contribution_document(one, FakeContributions()).info

    assert (info.members, info.named) == (("U1",), named)


def test_a_thread_speaks_for_those_who_are_named_in_it() -> None:
    """Not for those whose kind alone is told, nor where nobody may be named."""
    said = [
        message("U1", Credit.NAME),
        message("U2", Credit.KIND),
        message("U3", Credit.ANONYMOUS),
        message("U4", Credit.NAME, unattributed=True),
        message("U5", Credit.NAME),
        message("U1", Credit.NAME),
    ]

    document = thread_document(said, FollowedChannel(id="C1", name="lamps", since="0"))
    info, (section,) = document.info, document.sections

    whose = [one.member for one in section.locators]
    assert whose == ["U1", "", "", "", "U5", "U1"]
    assert info.members == ("U1", "U2", "U3", "U4", "U5")
    assert info.named == ("U1", "U5")


def test_whose_words_begin_where_is_kept_when_a_thread_is_split() -> None:
    """A quotation of somebody is never of somebody else's words."""
    said = [message(f"U{number % 3 + 1}", Credit.NAME) for number in range(40)]
    whole = thread_document(said, FollowedChannel(id="C1", name="lamps", since="0"))

    passages = split_document(whole, lambda text: len(text.split()), limit=40)

    assert len(passages) > 1
    for one in passages:
        assert one.locators
        for place in one.locators:
            assert one.text[place.start :].startswith(f"{place.member} says")


def test_what_must_not_be_attributed_speaks_for_nobody() -> None:
    """The rule that hides who said it hides what it says of them, too."""
    rule = Marking.model_validate(
        {"label": "CHATHAM", "action": MarkingAction.UNATTRIBUTED, "patterns": ["CHATHAM"]}
    )
    said = document("[CHATHAM] Lamps are lit at dusk.", members=("U1",), named=("U1",))

    kept, verdict = assess_document(said, SensitivityRules(markings=(rule,)))

    assert verdict.label == "CHATHAM"
    assert kept is not None
    assert kept.info.named == ()
