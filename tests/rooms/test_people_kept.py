"""What is kept of members who may be found: handed out, forgotten, purged, held."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import HeldError
from knowledge.models.access import PEOPLE
from knowledge.models.introductions import Introduction, IntroductionState
from knowledge.models.retention import HoldKind
from knowledge.stewardship.withdrawal import Withdrawals
from tests.factories import document
from tests.fakes.clock import START
from tests.found import ask, end, introduction, move, refuse
from tests.stewards import (
    ANA,
    ANA_FOUND,
    BEN,
    BEN_FOUND,
    CANARY,
    Stewards,
    files_with,
    open_stewards,
)

DAY_S = 86_400.0
LONG = START + timedelta(days=4000)
S = IntroductionState


@pytest.fixture
def stewards(tmp_path: Path) -> Iterator[Stewards]:
    """Two members who may be found: Ana asked Ben, who asked her before."""
    with open_stewards(tmp_path) as opened:
        opened.find_each_other()
        yield opened


def asked_by(stewards: Stewards, member: str) -> Introduction:
    """Return the one introduction that a member asked for."""
    (one,) = stewards.introductions.of_asker(member)
    return one


def held_of(stewards: Stewards, member: str) -> dict[str, Any]:
    """Return what a member is handed out."""
    held: dict[str, Any] = stewards.exports.of_member(member)["held"]
    return held


def parts(stewards: Stewards, member: str) -> dict[str, dict[str, Any]]:
    """Return what a member is handed out of introductions, by the side that they were on."""
    return {one["side"]: one for one in held_of(stewards, member)["introductions"]}


def test_a_member_is_handed_out_what_they_told_and_agreed_to(stewards: Stewards) -> None:
    """With whom they never want to meet, and what a list and an import said of them."""
    held = held_of(stewards, BEN)
    (profile,), (work,), (row,) = held["profiles"], held["works"], held["expected members"]

    assert profile["profile"]["bio"] == "Sings softly."
    assert profile["never_pair"] == [ANA]
    assert [line["wish"] for line in profile["wish_log"]] == [
        "discoverable", "contactable", "notice",
    ]  # fmt: skip
    assert work["title"] == "On singing softly"
    assert row["headline"] == "softly"


def test_nobody_learns_who_never_wants_to_meet_them(stewards: Stewards) -> None:
    """Neither from what is handed out nor from the number of what was erased."""
    shown = str(held_of(stewards, ANA))
    counts = [stewards.forgetting.forget(ANA).erased["profiles"]]
    told = stewards.members.get(BEN)
    counts.append(stewards.forgetting.forget("U0STRANGER").erased["profiles"])

    assert BEN not in shown
    assert counts == [1 + 3, 0]
    assert told is not None
    assert told.never_pair == frozenset()


def test_each_side_is_handed_out_its_own_part(stewards: Stewards) -> None:
    """Not who the other is, nor what they said of it in private."""
    mine, theirs = parts(stewards, ANA), parts(stewards, BEN)

    assert mine["asker"]["question"] == f"Who wrote the tune {CANARY}?"
    assert mine["candidate"]["answer"] == f"It goes {CANARY}."
    assert mine["candidate"]["candidate_says"] == "helped"
    assert "question" not in theirs["candidate"]
    assert "asker_says" not in mine["candidate"]
    assert "candidate_says" not in theirs["asker"]
    assert BEN not in str(mine)
    assert ANA not in str(theirs)


def test_an_asker_is_not_told_how_they_were_refused(stewards: Stewards) -> None:
    """Whether by word, by passing it on, or by silence; the candidate knows what they said."""
    one = refuse(stewards.introductions, asked_by(stewards, ANA), START)
    refused = [parts(stewards, ANA)["asker"]]
    said = parts(stewards, BEN)["candidate"]
    for state in (S.PASSED_ON, S.EXPIRED):
        one = move(stewards.introductions, one, state, START, decline=None)
        refused.append(parts(stewards, ANA)["asker"])

    assert refused == [refused[0]] * 3
    assert "conflict" not in str(refused[0])
    assert (said["decline"], said["state"]) == ("conflict", "declined")


def test_a_candidate_is_not_told_of_what_never_came(stewards: Stewards) -> None:
    """Nor do they learn of it by being forgotten."""
    end(stewards.introductions, asked_by(stewards, ANA), START, "")
    fresh = introduction(ANA_FOUND, BEN_FOUND, START)
    stewards.introductions.add(fresh.model_copy(update={"id": "f" * 12, "question": "Why?"}))

    assert len(held_of(stewards, ANA)["introductions"]) == 3
    assert len(held_of(stewards, BEN)["introductions"]) == 2
    assert stewards.forgetting.forget(BEN).erased["introductions"] == 2


def test_a_stranger_is_handed_out_questions_and_nobody_s_name(stewards: Stewards) -> None:
    """Nor a profile: members wrote it for members."""
    made = document(f"Sings {CANARY}.", "profile")
    about = {"id": "person:1/profile", "members": (ANA,), "scope": PEOPLE}
    info = made.info.model_copy(update=about)
    stewards.world.publish(made.model_copy(update={"info": info}))
    held = stewards.exports.on_topic(CANARY)["held"]

    assert held["introductions"] == [
        {"question": f"Who wrote the tune {CANARY}?", "month": "2026-03"}
    ]
    assert {name for name, rows in held.items() if rows} == {"introductions"}


def test_nothing_is_left_of_a_forgotten_member(stewards: Stewards, tmp_path: Path) -> None:
    """In either part; what was theirs is over, and the other's part stays the other's."""
    needles = [CANARY.encode(), ANA.encode(), ANA.lower().encode(), ANA_FOUND.orcid.encode()]
    before = files_with(tmp_path / "home", needles)
    stewards.forgetting.forget(ANA)
    (to_ben,) = stewards.introductions.of_candidate(BEN)
    by_ben = asked_by(stewards, BEN)

    assert set(before) == set(needles)
    assert files_with(tmp_path / "home", needles) == {}
    assert (to_ben.state, to_ben.question) == (S.WITHDRAWN, "")
    assert [one.after for one in stewards.introductions.steps(to_ben.id)] == [S.ASKED, S.WITHDRAWN]
    assert (by_ben.state, by_ben.question) == (S.CLOSED, "Who wrote the tune softly?")
    assert (by_ben.candidate, by_ben.because, by_ben.answer) == ("", (), "")


def test_what_both_sides_were_forgotten_of_goes_whole(stewards: Stewards) -> None:
    """With its steps."""
    ids = [asked_by(stewards, member).id for member in (ANA, BEN)]
    for member in (ANA, BEN):
        stewards.forgetting.forget(member)

    assert [stewards.introductions.get(one) for one in ids] == [None, None]
    assert [stewards.introductions.steps(one) for one in ids] == [(), ()]


def test_whoever_asked_somebody_who_is_forgotten_hears_of_silence(stewards: Stewards) -> None:
    """At the time at which they would have heard of it; nobody is written to or reminded."""
    before = asked_by(stewards, ANA)
    stewards.forgetting.forget(BEN)
    left = asked_by(stewards, ANA)

    assert (left.state, left.candidate, left.nudged) == (S.ASKED, "", True)
    assert (left.due_at, left.question) == (before.due_at, before.question)
    assert stewards.introductions.asked_since(START) == {ANA: 1}


def test_a_change_under_way_brings_nothing_back(stewards: Stewards) -> None:
    """It was made on what was read before."""
    before = asked_by(stewards, ANA)
    stewards.forgetting.forget(ANA)

    assert not stewards.introductions.save(before, None)


def test_a_withdrawn_document_speaks_for_nobody_any_more(stewards: Stewards) -> None:
    """Nor is it among what was found; another one stays."""
    world = stewards.world
    lamps, ropes = (
        made.model_copy(update={"info": made.info.model_copy(update={"title": made.info.name})})
        for made in (document("Lamps hummed.", "lamp.md"), document("Ropes held.", "rope.md"))
    )
    world.publish(lamps, ropes)
    one = asked_by(stewards, ANA)
    told = {
        "because": tuple(BEN_FOUND.because(info.id) for info in (lamps.info, ropes.info)),
        "sources": tuple((info.title, info.url) for info in (lamps.info, ropes.info)),
    }
    stewards.introductions.save(one.model_copy(update=told), None)
    Withdrawals(world.tools.documents, world.jobs, world.holds).withdraw([lamps.info.id])
    left = asked_by(stewards, ANA)

    assert [line.document_id for line in left.because] == [ropes.info.id]
    assert left.sources == ((ropes.info.title, ropes.info.url),)


def test_a_hold_forbids_to_forget_who_asked_for_what_it_covers(stewards: Stewards) -> None:
    """Nothing is erased then."""
    stewards.world.holds.place(HoldKind.TOPIC, f"tune {CANARY}", LONG, "an inquiry")

    with pytest.raises(HeldError):
        stewards.forgetting.forget(ANA)
    assert stewards.members.get(ANA) is not None
    assert stewards.works.of_orcid(ANA_FOUND.orcid)


def test_words_go_once_it_is_over_and_old(stewards: Stewards, tmp_path: Path) -> None:
    """What goes on keeps them; who asked whom goes later, with the steps."""
    ended = asked_by(stewards, BEN)
    stewards.world.clock.advance(91 * DAY_S)
    texts = stewards.purge.run()
    emptied = stewards.introductions.get(ended.id)
    stewards.world.clock.advance(275 * DAY_S)
    rows = stewards.purge.run()

    assert (texts, rows) == ({"introduction texts": 1}, {"introductions": 1})
    assert emptied is not None
    assert (emptied.question, emptied.answer, emptied.because, emptied.sources) == ("", "", (), ())
    assert (emptied.asker, emptied.state) == (BEN, S.CLOSED)
    assert stewards.introductions.get(ended.id) is None
    assert stewards.introductions.steps(ended.id) == ()
    assert asked_by(stewards, ANA).question
    assert files_with(tmp_path / "home", [b"It goes"]) == {}


@pytest.mark.parametrize(
    ("kind", "value"),
    [(HoldKind.TOPIC, f"goes {CANARY}"), (HoldKind.MEMBER, ANA), (HoldKind.REQUEST, "")],
)
def test_a_hold_keeps_old_words(stewards: Stewards, kind: HoldKind, value: str) -> None:
    """On what was answered, on either side, or on this one; they go when it is lifted."""
    ended = asked_by(stewards, BEN)
    hold = stewards.world.holds.place(kind, value or ended.id, LONG, "an inquiry")
    stewards.world.clock.advance(91 * DAY_S)
    kept = stewards.purge.run()
    stewards.world.holds.lift(hold.id)

    assert kept == {}
    assert stewards.purge.run() == {"introduction texts": 1}


def test_the_same_question_may_be_put_anew_after_somebody_was_forgotten(
    stewards: Stewards,
) -> None:
    """Nothing of what was erased stands in its way."""
    stewards.forgetting.forget(ANA)
    again = introduction(ANA_FOUND, BEN_FOUND, START).model_copy(update={"id": "e" * 12})

    assert ask(stewards.introductions, again, START).question == again.question
