"""What comes of an introduction, and what both agree to publish."""

from collections.abc import Callable

import pytest

from knowledge.errors import NotAllowedError, TransitionError
from knowledge.models.introductions import Decline, IntroductionState, Outcome
from knowledge.models.load import NOBODY_SUITED
from tests.introductions import ANA, BEN, CLEO, DAN, EVE, Village

_S = IntroductionState


def test_there_is_one_conversation(village: Village) -> None:
    """A second one is not noted."""
    one = village.introduced()

    assert village.introducing.introduced(one, "G2").channel == "G1"
    assert [step.after for step in village.steps(one)] == [_S.ASKED, _S.ACCEPTED, _S.INTRODUCED]


def test_what_slack_refuses_has_failed(village: Village) -> None:
    """Curators see why."""
    one = village.asked()
    village.introducing.accept(one, BEN)

    failed = village.introducing.failed(one, "One of the two is a guest")

    assert (failed.state, failed.trouble) == (_S.FAILED, "One of the two is a guest")
    assert village.introducing.failed(one, "Another") == failed
    with pytest.raises(TransitionError):
        village.introducing.introduced(one, "G1")


def test_both_say_for_themselves_what_came_of_it(village: Village) -> None:
    """And may change their minds until the end."""
    one = village.introduced()
    village.introducing.says(one, ANA, Outcome.NOT_YET)
    village.introducing.followed_up(one)
    village.introducing.says(one, BEN, Outcome.NOT_REALLY)
    after = village.introducing.says(one, ANA, Outcome.HELPED)

    assert (after.asker_says, after.candidate_says) == (Outcome.HELPED, Outcome.NOT_REALLY)
    with pytest.raises(NotAllowedError):
        village.introducing.says(one, CLEO, Outcome.HELPED)
    village.introducing.closed(one)
    assert village.introducing.says(one, ANA, Outcome.HELPED).asker_says is Outcome.HELPED
    with pytest.raises(TransitionError):
        village.introducing.says(one, ANA, Outcome.NOT_YET)


@pytest.mark.parametrize("agreeing", [(), (ANA,), (BEN,), (ANA, BEN)])
def test_an_answer_is_published_only_when_both_agree(
    village: Village, agreeing: tuple[str, ...]
) -> None:
    """One is not enough."""
    one = village.introduced()
    village.introducing.publishes(one, ANA, agrees=False, text="Ask the harbour master.")
    for member in agreeing:
        village.introducing.publishes(one, member, agrees=True)

    known = village.introducing.get(one)
    assert known
    assert known.both_publish is (agreeing == (ANA, BEN))


def test_who_agreed_to_one_text_did_not_agree_to_another(village: Village) -> None:
    """The same words again keep both."""
    one = village.introduced()
    village.introducing.publishes(one, ANA, agrees=True, text="Yes.")
    both = village.introducing.publishes(one, BEN, agrees=True, text="Yes.")
    assert both.both_publish

    changed = village.introducing.publishes(one, BEN, agrees=True, text="Yes and no.")

    assert (changed.answer, changed.both_publish) == ("Yes and no.", False)
    assert village.introducing.publishes(one, ANA, agrees=True).both_publish
    assert not village.introducing.publishes(one, BEN, agrees=False).both_publish


def test_what_both_have_said_everything_about_is_closed_at_once(village: Village) -> None:
    """Otherwise after five working days."""
    one = village.introduced()
    village.introducing.followed_up(one)
    village.introducing.says(one, ANA, Outcome.HELPED)
    village.introducing.says(one, BEN, Outcome.HELPED)
    village.introducing.publishes(one, ANA, agrees=True, text="Yes.")
    assert village.due() == []

    village.introducing.publishes(one, BEN, agrees=True)

    assert village.due() == [(one, "close")]


def test_nothing_is_said_of_what_did_not_come_about(village: Village) -> None:
    """There is nothing to say."""
    one = village.asked()
    says: list[Callable[[], object]] = [
        lambda: village.introducing.says(one, ANA, Outcome.HELPED),
        lambda: village.introducing.publishes(one, BEN, agrees=True, text="Yes."),
        lambda: village.introducing.closed(one),
        lambda: village.introducing.followed_up(one),
    ]

    for say in says:
        with pytest.raises(TransitionError):
            say()


def test_curators_see_counts_alone(village: Village) -> None:
    """How many, how long, and how unevenly; nobody's name or id."""
    village.introduced()
    village.clock.advance(3600)
    for candidate in (CLEO, DAN, EVE):
        village.ask(candidate, question=f"Of {candidate}?")
    waiting, declined, taken_back = (
        village.asked(candidate, question=f"Of {candidate}?") for candidate in (CLEO, DAN, EVE)
    )
    village.clock.advance(2 * 3600)
    village.introducing.decline(declined, DAN, Decline.BUSY)
    village.introducing.withdraw(taken_back, ANA)
    village.ask(BEN, question="Still a draft?")
    for asker in (ANA, BEN, CLEO):
        village.gaps.note("Who knows tides?", NOBODY_SUITED, asker)
        village.gaps.note("When is high water?", "not_held", asker)
    village.gaps.note("Who knows Cleo?", NOBODY_SUITED, ANA)

    report = village.introducing.load()

    assert (report.asked, report.waiting, report.accepted, report.declined) == (4, 1, 1, 1)
    assert (report.withdrawn, report.introduced, report.failed, report.expired) == (1, 1, 0, 0)
    assert (report.median_hours, report.members, report.busiest_share) == (1.0, 4, None)
    assert [(one.text, one.askers) for one in report.topics] == [("Who knows tides?", 3)]
    assert not any(name in report.model_dump_json() for name in (ANA, BEN, waiting, taken_back))


def test_the_spread_is_told_where_it_tells_of_nobody(village: Village) -> None:
    """Of seven who were asked, the five busiest got nine tenths of the asks."""
    people = [f"U{number}" for number in range(7)]
    for number, member in enumerate(people):
        village.agrees(member)
        for ask in range(1 if number < 2 else 3):
            village.asked(member, question=f"{ask}?", asker=f"{ANA}{number}")

    share = village.introducing.load().busiest_share

    assert share == pytest.approx(15 / 17)


def test_what_is_long_past_is_not_counted(village: Village) -> None:
    """The report looks back ninety days."""
    village.introduced()
    village.clock.advance(91 * 86_400)

    assert village.introducing.load().asked == 0
