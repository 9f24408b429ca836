"""What is kept of questions that people wait for: handed out, forgotten, purged, held."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.adapters.sql.tables import thanked
from knowledge.errors import HeldError
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.retention import HoldKind
from knowledge.models.waiting import CallState
from knowledge.stewardship.documents import contribution_document
from tests.fakes.clock import START
from tests.stewards import ANA, BEN, CANARY, Stewards, files_with, open_stewards

DAY_S = 86_400.0
LONG = START + timedelta(days=4000)
QUESTION = f"Who sang {CANARY}?"
ORIGIN = "slack:C1/4.0"


@pytest.fixture
def stewards(tmp_path: Path) -> Iterator[Stewards]:
    """Two members who each wait for something, and asked for it."""
    with open_stewards(tmp_path) as opened:
        for member in (ANA, BEN):
            opened.ask_around(member)
        yield opened


def keep_a_reply(stewards: Stewards, title: str) -> Contribution:
    """Let Ben's reply to Ana's question be thanked, accepted and published."""
    stewards.calls.thank("qAN", ORIGIN)
    one = Contribution(
        id=f"{5:032x}",
        state=ContributionState.INDEXED,
        origin=ORIGIN,
        channel="slack_message",
        title=title,
        question=QUESTION,
        text="The keeper of the pier did, every night.",
        member=BEN,
        offered_at=stewards.world.clock.now(),
    )
    stewards.contributions.offer(one)
    stewards.world.publish(contribution_document(one, stewards.contributions))
    return one


def sources_to_build(stewards: Stewards) -> set[str]:
    """Return what waits to be built."""
    return {job.source for job in stewards.world.jobs.under_way()}


def test_a_member_is_handed_out_what_they_wait_for_and_had_asked(stewards: Stewards) -> None:
    """Their own alone."""
    held = stewards.exports.of_member(ANA)["held"]
    (wait,), (call,) = held["waits"], held["calls"]

    assert (wait["question"], call["question"]) == (QUESTION, QUESTION)
    assert (call["channel"], call["state"]) == ("C1", "open")
    assert BEN not in str(held)


def test_a_stranger_is_handed_out_questions_on_a_topic_and_nobody_s_name(
    stewards: Stewards,
) -> None:
    """Nor where they stand: anybody could look there who asked."""
    held = stewards.exports.on_topic(CANARY)["held"]

    assert held["waits"] == held["calls"] == [{"question": QUESTION, "month": "2026-03"}]


def test_whoever_is_forgotten_waits_no_longer_and_their_post_is_to_be_edited(
    stewards: Stewards, tmp_path: Path
) -> None:
    """Only where it stands is left, until the bot has been there."""
    stewards.forgetting.forget(ANA)
    (left,) = stewards.calls.withdrawn()

    assert files_with(tmp_path / "home", [CANARY.encode(), ANA.encode()]) == {}
    assert (left.channel, left.member, left.question) == ("C1", "", "")
    assert stewards.waits.of_member(BEN)
    stewards.calls.close(left.id)
    assert stewards.calls.get(left.id) is None


def test_a_reply_is_its_author_s_and_loses_the_question_of_who_was_forgotten(
    stewards: Stewards, tmp_path: Path
) -> None:
    """It leaves answers at once, and a build brings it back under its own first words."""
    one = keep_a_reply(stewards, QUESTION)
    assert stewards.world.tools.documents.documents([one.document_id])
    stewards.forgetting.forget(ANA)
    kept = stewards.contributions.get(one.id)

    assert kept is not None
    assert (kept.title, kept.text, kept.member) == (one.text, one.text, BEN)
    assert kept.question == ""
    with stewards.world.database.read() as connection:
        assert connection.execute(select(thanked)).all() == []
    assert files_with(tmp_path / "home", [CANARY.encode()]) == {}
    assert "contributions" in sources_to_build(stewards)


def test_a_title_that_its_author_wrote_stays(stewards: Stewards) -> None:
    """It is none of the asker's words; the question above the reply goes all the same."""
    one = keep_a_reply(stewards, "Songs of the pier")
    stewards.forgetting.forget(ANA)

    assert stewards.contributions.get(one.id) == one.model_copy(update={"question": ""})
    assert files_with(stewards.world.home, [CANARY.encode()]) == {}


def test_a_hold_forbids_to_forget_who_waits_for_what_it_covers(stewards: Stewards) -> None:
    """Nothing is erased then."""
    stewards.world.holds.place(HoldKind.TOPIC, CANARY, LONG, "an inquiry")

    with pytest.raises(HeldError):
        stewards.forgetting.forget(ANA)
    assert stewards.waits.of_member(ANA)


def test_a_hold_keeps_old_questions_from_being_purged(stewards: Stewards) -> None:
    """Those it covers; they go when it is lifted."""
    hold = stewards.world.holds.place(HoldKind.TOPIC, CANARY, LONG, "an inquiry")
    stewards.world.clock.advance(98 * DAY_S)

    assert stewards.purge.run() == {"waits": 1, "call texts": 1}
    stewards.world.holds.lift(hold.id)
    assert stewards.purge.run() == {"waits": 1, "call texts": 1}


def test_what_only_a_hold_kept_goes_when_it_ends(stewards: Stewards) -> None:
    """A wait that was stopped, a call that was taken back."""
    stewards.waits.end("qAN", keep=True)
    stewards.calls.take_back("qAN", keep=True)

    assert stewards.purge.run() == {"waits": 1, "call texts": 1}


def test_a_call_whose_words_are_gone_takes_no_thanks(stewards: Stewards) -> None:
    """It still says where it stands, so that it can be edited."""
    keep_a_reply(stewards, QUESTION)
    stewards.world.clock.advance(91 * DAY_S)
    stewards.purge.run()
    call = stewards.calls.get("qAN")

    assert call is not None
    assert (call.state, call.question, call.member) == (CallState.CLOSED, "", ANA)
    assert stewards.calls.at(call.channel, call.ts) is None
