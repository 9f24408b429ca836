"""Bounded workers that drain the durable inbox."""

import threading
from collections.abc import Callable

import pytest

from bot.inbox import MAX_ATTEMPTS, Ticket, TooLate, Workers
from bot.references import reference_of
from knowledge.errors import SnapshotError, StoreError
from tests.unit.bot.office import PATIENCE, Diary, Office

WAIT_S = 5.0


def raising(error: Exception) -> Callable[[Ticket], None]:
    """Return a job that fails."""

    def job(_ticket: Ticket) -> None:
        raise error

    return job


def test_items_are_worked_on_oldest_first() -> None:
    """Whoever asked first is answered first."""
    office = Office()
    office.put("a", "b")
    while office.workers.run_one():
        pass

    assert office.diary.worked == ["a", "b"]


def test_a_finished_item_is_done_and_its_payload_erased() -> None:
    """A question's text lives no longer than the work on it."""
    office = Office()
    office.put("a")
    office.workers.run_one()

    assert office.inbox.waiting() == 0
    assert "private" not in office.inbox.rows[0].payload


def test_a_job_that_posts_nothing_is_done_too() -> None:
    """A job may find that there is nothing to say."""
    office = Office(Diary(job=lambda _ticket: None))
    office.put("a")
    office.workers.run_one()

    assert office.inbox.waiting() == 0


def test_an_unexpected_error_is_tried_again_later() -> None:
    """Slack or the network may be back in two seconds."""
    office = Office(Diary(job=raising(RuntimeError("secret words"))))
    office.put("a")
    office.workers.run_one()
    nothing_due = office.workers.run_one()
    office.clock.advance(2)
    office.workers.run_one()

    assert nothing_due is False
    assert office.diary.worked == ["a", "a"]


def test_after_three_attempts_the_asker_is_told_with_a_reference() -> None:
    """A question never just disappears."""
    office = Office(Diary(job=raising(RuntimeError("secret words"))))
    office.put("a")
    for _ in range(MAX_ATTEMPTS):
        office.workers.run_one()
        office.clock.advance(60)

    assert office.workers.run_one() is False
    assert office.diary.apologies == [(reference_of("a"), None)]
    assert [letter.reference for letter in office.inbox.dead()] == [reference_of("a")]


def test_the_log_of_an_error_holds_its_place_but_not_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An error's own words may quote what a person wrote."""
    office = Office(Diary(job=raising(RuntimeError("secret words"))))
    office.put("a")
    office.workers.run_one()

    assert reference_of("a") in caplog.text
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_an_error_that_can_be_explained_is_explained_at_once() -> None:
    """Trying again would end the same way."""
    error = SnapshotError("The index is damaged", "Build it again")
    office = Office(Diary(job=raising(error)))
    office.put("a")
    office.workers.run_one()

    assert office.diary.apologies == [(reference_of("a"), error)]


def test_a_busy_database_is_tried_again() -> None:
    """Another process may hold the lock for a moment."""
    office = Office(Diary(job=raising(StoreError("The database is locked", "Wait"))))
    office.put("a")
    office.workers.run_one()

    assert office.diary.apologies == []
    assert office.inbox.waiting() == 1


def test_an_item_whose_worker_died_again_and_again_is_given_up_unworked() -> None:
    """A question that kills the process must not kill it for ever."""
    office = Office()
    office.put("a")
    for _ in range(MAX_ATTEMPTS):
        office.inbox.claim(PATIENCE.lease_s)
        office.clock.advance(PATIENCE.lease_s)
    office.workers.run_one()

    assert office.diary.worked == []
    assert office.diary.apologies == [(reference_of("a"), None)]


def test_the_asker_is_told_when_it_takes_longer() -> None:
    """After ten seconds of silence a person thinks that nothing happens."""
    office = Office()

    def job(ticket: Ticket) -> None:
        office.alarms.ring(10)
        ticket.settle()

    office.diary.job = job
    office.put("a")
    office.workers.run_one()

    assert office.diary.explained == ["a"]


def test_nothing_is_explained_once_the_reply_is_on_its_way() -> None:
    """“Still looking” below an answer would be wrong."""
    office = Office()

    def job(ticket: Ticket) -> None:
        ticket.settle()
        office.alarms.ring(10)

    office.diary.job = job
    office.put("a")
    office.workers.run_one()

    assert office.diary.explained == []


def test_at_the_deadline_the_asker_gets_an_apology_and_no_late_answer() -> None:
    """One reply, even if it is an apology."""
    office = Office()
    posted: list[str] = []

    def slow(ticket: Ticket) -> None:
        office.alarms.ring(30)
        ticket.settle()
        posted.append("answer")

    office.diary.job = slow
    office.put("a")
    office.workers.run_one()

    assert office.diary.apologies == [(reference_of("a"), None)]
    assert posted == []
    assert len(office.inbox.dead()) == 1


def test_an_answer_in_time_silences_the_deadline() -> None:
    """An apology after the answer would confuse."""
    office = Office()

    def job(ticket: Ticket) -> None:
        ticket.settle()
        office.alarms.ring(30)

    office.diary.job = job
    office.put("a")
    office.workers.run_one()

    assert office.diary.apologies == []
    assert office.inbox.dead() == ()


def test_an_error_after_the_deadline_is_not_told_twice() -> None:
    """The apology has been made."""
    office = Office()

    def slow(_ticket: Ticket) -> None:
        office.alarms.ring(30)
        raise RuntimeError

    office.diary.job = slow
    office.put("a")
    office.workers.run_one()

    assert len(office.diary.apologies) == 1


def test_all_timers_end_with_the_job() -> None:
    """A timer that rings later would speak of a job that is done."""
    office = Office()
    office.put("a")
    office.workers.run_one()

    assert [alarm.cancelled for alarm in office.alarms.made] == [True, True]


def test_the_deadline_and_the_result_cannot_both_win() -> None:
    """Whichever comes first decides."""
    ticket = Ticket()
    expired = ticket.expire()

    assert expired is True
    with pytest.raises(TooLate):
        ticket.settle()


def test_no_more_items_are_worked_on_at_once_than_there_are_workers() -> None:
    """The pool is bounded, so that a rush does not choke the machine."""
    release, started = threading.Event(), threading.Semaphore(0)

    def wait(ticket: Ticket) -> None:
        started.release()
        release.wait(WAIT_S)
        ticket.settle()

    office = Office(Diary(job=wait), count=2)
    office.put("a", "b", "c")
    office.workers.start()
    for _ in range(2):
        started.acquire(timeout=WAIT_S)
    third_started = started.acquire(timeout=0.05)
    release.set()
    office.workers.stop(WAIT_S)

    assert third_started is False


def test_what_waits_at_a_stop_is_kept_for_the_next_start() -> None:
    """A restart resumes."""
    office = Office()
    office.put("a")
    office.workers.start()
    office.workers.stop(WAIT_S)
    office.put("b")
    resumed = Workers(office.inbox, {"question": office.diary}, 1, PATIENCE, office.alarms)
    resumed.run_one()
    resumed.run_one()

    assert "b" in office.diary.worked


def test_an_item_that_this_process_still_works_on_is_not_started_twice() -> None:
    """A lease can run out while Slack makes us wait."""
    office = Office()

    def overrun(ticket: Ticket) -> None:
        office.clock.advance(PATIENCE.lease_s + 1)
        office.workers.run_one()
        ticket.settle()

    office.diary.job = overrun
    office.put("a")
    office.workers.run_one()

    assert office.diary.worked == ["a"]
