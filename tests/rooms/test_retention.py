"""What goes by itself, what a legal hold keeps, and what is handed out."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.adapters.sql.perishables import all_perishables
from knowledge.adapters.uploads import UploadFolder
from knowledge.errors import HeldError, NotFoundError
from knowledge.models.retention import HoldKind
from knowledge.models.work import BuildReport
from knowledge.settings import Retention
from knowledge.stewardship.withdrawal import Withdrawals
from tests.fakes.clock import START
from tests.stewards import ANA, BEN, CANARY, Stewards, files_with, open_stewards

DAY_S = 86_400.0
LONG = START + timedelta(days=4000)


@pytest.fixture
def stewards(tmp_path: Path) -> Iterator[Stewards]:
    """Two members who left something of every sort."""
    with open_stewards(tmp_path) as opened:
        opened.live_together()
        yield opened


def wait(stewards: Stewards, days: float) -> dict[str, int]:
    """Let days pass, and purge."""
    stewards.world.clock.advance(days * DAY_S)
    return stewards.purge.run()


def finish_everything(stewards: Stewards) -> None:
    """Let all that waits be dealt with, one item given up, and builds end."""
    first = stewards.inbox.claim(60)
    second = stewards.inbox.claim(60)
    assert first is not None
    assert second is not None
    stewards.inbox.complete(first.id)
    stewards.inbox.bury(second.id, "Deadline", "SG-7F3K")
    jobs = stewards.world.jobs
    while (job := jobs.claim(60)) is not None:
        jobs.finish(job.id, BuildReport())
    jobs.request("U0LAST")


def test_nothing_goes_before_its_time(stewards: Stewards) -> None:
    """Six days after everything."""
    finish_everything(stewards)

    assert wait(stewards, 6) == {}


def test_each_sort_goes_when_its_time_has_come(stewards: Stewards) -> None:
    """A week, a month, a quarter, a year, two years."""
    finish_everything(stewards)

    assert wait(stewards, 7.1) == {"dead letters": 1}
    assert wait(stewards, 23) == {"answers": 1, "inbox keys": 1, "builds": 1}
    assert wait(stewards, 60) == {
        "questions": 2, "call texts": 2, "introduction texts": 1, "kept questions": 2,
    }  # fmt: skip
    assert wait(stewards, 7) == {"waits": 2}
    assert wait(stewards, 268) == {"posts": 2, "calls": 2, "introductions": 1}
    assert wait(stewards, 366) == {"audit entries": 2, "answer records": 2}


def test_what_was_purged_is_in_no_file_and_the_log_says_how_much_it_was(
    stewards: Stewards, tmp_path: Path
) -> None:
    """Never whose."""
    assert files_with(tmp_path, [b"sings like ANA"])

    wait(stewards, 91)
    last = stewards.audit.entries()[-1]

    assert files_with(tmp_path, [b"sings like ANA"]) == {}
    assert last.action == "retention.purged"
    assert last.details["questions"] == "2"
    assert last.actor == "system"


def test_a_post_that_can_still_need_an_edit_is_remembered(stewards: Stewards) -> None:
    """Its document is still held, a year and a half later; then it goes, and the post is edited."""
    wait(stewards, 500)
    Withdrawals(stewards.world.tools.documents, stewards.world.jobs, stewards.world.holds).withdraw(
        [f"upload:{1:032x}"]
    )

    assert [one.ts for one in stewards.quotes.due()] == ["2.0"]


def test_the_purge_is_made_once_a_day(stewards: Stewards) -> None:
    """However often the worker looks."""
    stewards.purge.run_daily()
    stewards.world.clock.advance(40 * DAY_S)
    stewards.purge.run_daily()
    once = len(stewards.audit.entries())
    stewards.gaps.note("again?", "not_held", ANA)
    stewards.world.clock.advance(0.9 * DAY_S)
    stewards.purge.run_daily()

    assert len(stewards.audit.entries()) == once


def test_a_hold_on_a_topic_keeps_what_is_on_it(stewards: Stewards) -> None:
    """And nothing else; when it is lifted, that goes too."""
    hold = stewards.world.holds.place(HoldKind.TOPIC, "sings ANA", LONG, "an inquiry")

    assert wait(stewards, 91)["questions"] == 1
    stewards.world.holds.lift(hold.id)
    assert wait(stewards, 0)["questions"] == 1


def test_a_hold_on_a_member_keeps_what_the_log_says_of_her(stewards: Stewards) -> None:
    """Ben's entry goes."""
    stewards.world.holds.place(HoldKind.MEMBER, ANA, LONG, "an inquiry")
    wait(stewards, 800)

    assert len(stewards.audit.entries(actor=ANA)) == 1
    assert stewards.audit.entries(actor=BEN) == ()


def test_a_hold_on_one_thing_keeps_it(stewards: Stewards) -> None:
    """By the reference that people know."""
    finish_everything(stewards)
    stewards.world.holds.place(HoldKind.REQUEST, "SG-7F3K", LONG, "a complaint")
    wait(stewards, 40)

    assert [one.reference for one in stewards.inbox.dead()] == ["SG-7F3K"]


def test_nobody_under_a_hold_is_forgotten_and_that_is_logged(stewards: Stewards) -> None:
    """On her, or on something that she wrote about."""
    for kind, value in ((HoldKind.MEMBER, ANA), (HoldKind.TOPIC, f"lamps {CANARY}")):
        hold = stewards.world.holds.place(kind, value, LONG, "an inquiry")
        with pytest.raises(HeldError, match="legal hold"):
            stewards.forgetting.forget(ANA)
        stewards.world.holds.lift(hold.id)

    assert len(stewards.contributions.of_member(ANA)) == 2
    assert stewards.receipts.all() == ()
    assert [one.action for one in stewards.audit.entries()].count("member.kept") == 2
    assert stewards.forgetting.forget(BEN).erased["contributions"] == 1


def test_what_is_withdrawn_under_a_hold_is_hidden_and_kept_until_it_ends(
    stewards: Stewards, tmp_path: Path
) -> None:
    """Gone from answers and posts at once; gone from the files after the hold."""
    world = stewards.world
    world.holds.place(HoldKind.TOPIC, "lamps", START + timedelta(days=5), "an inquiry")
    withdrawals = Withdrawals(world.tools.documents, world.jobs, world.holds)
    withdrawals.withdraw([f"upload:{n:032x}" for n in (1, 2)])
    stewards.contributions.delete(f"{1:032x}")
    stewards.contributions.delete(f"{2:032x}")
    shutil.rmtree(world.home / "uploads")

    live = list(world.tools.documents.next_passages(()))
    assert CANARY not in "".join(one.passage.text for one in live)
    assert len(stewards.quotes.due()) == 1
    assert wait(stewards, 4) == {}
    assert files_with(tmp_path, [b"lamps sang"])
    assert wait(stewards, 1) == {"documents set aside": 2}
    assert files_with(tmp_path, [b"lamps sang"]) == {}


def test_a_file_that_vanishes_under_a_hold_is_kept_too(stewards: Stewards) -> None:
    """A build must not erase what the law holds."""
    world = stewards.world
    world.holds.place(HoldKind.TOPIC, "ropes boats", LONG, "an inquiry")
    world.publish(removed=["/docs/rope.md"])
    perishables = all_perishables(world.database, Retention(), UploadFolder(world.home))
    aside = next(one for one, _days in perishables if "aside" in one.name)

    assert "/docs/rope.md" not in world.tools.documents.live()
    assert [one.reference for one in aside.old(START)] == ["/docs/rope.md"]


def test_a_hold_that_makes_no_sense_is_refused(stewards: Stewards) -> None:
    """With what to give instead."""
    holds = stewards.world.holds
    for kind, value, until in (
        (HoldKind.TOPIC, "the", LONG),
        (HoldKind.MEMBER, " ", LONG),
        (HoldKind.MEMBER, ANA, START - timedelta(days=1)),
    ):
        with pytest.raises(HeldError):
            holds.place(kind, value, until, "x")
    with pytest.raises(NotFoundError, match="H-9"):
        holds.lift("H-9")


def test_a_member_gets_everything_that_is_held_of_her_and_nothing_of_others(
    stewards: Stewards,
) -> None:
    """From every table, with her own words."""
    held = stewards.exports.of_member(ANA)["held"]
    shown = str(held)

    assert set(held) == {
        "documents", "contributions", "consents", "messages", "waiting", "questions", "builds",
        "files", "posts", "roles", "pseudonyms", "waits", "calls", "answers",
        "post notes",
        "profiles", "works", "expected members", "introductions",
    }  # fmt: skip
    assert held["pseudonyms"][0]["action"] == "contribution.accepted"
    assert held["answers"][0]["question"] == f"Which lamps hum {CANARY} like ANA?"
    assert "docs/a.md" not in str(held["answers"])
    assert CANARY in shown
    assert "Ben" not in shown
    assert BEN not in shown


def test_a_topic_is_handed_out_without_those_who_did_not_want_to_be_named(
    stewards: Stewards,
) -> None:
    """Documents, contributions and questions, whatever form the words have."""
    held = stewards.exports.on_topic("lamp")["held"]
    shown = str(held)

    assert len(held["contributions"]) == 3
    assert len(held["answers"]) == 2
    assert "Lamps of Ben" in shown
    assert ANA not in shown
    assert BEN not in shown
    assert "Ropes" not in shown


def test_a_topic_without_a_word_is_refused(stewards: Stewards) -> None:
    """It would hand out everything."""
    with pytest.raises(NotFoundError, match="no word"):
        stewards.exports.on_topic("…")


def test_every_export_is_logged(stewards: Stewards) -> None:
    """Of whom is not said."""
    stewards.exports.of_member(ANA)
    stewards.exports.on_topic("lamps")

    assert [one.action for one in stewards.audit.entries()[-2:]] == [
        "member.exported",
        "topic.exported",
    ]
