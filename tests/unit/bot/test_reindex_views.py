"""What is said about builds of the index."""

import json

import pytest

from bot.views.reindex import build_report, index_line
from knowledge.models.work import (
    BuildReport,
    Held,
    Job,
    JobProgress,
    JobState,
    Note,
    Phase,
    Refusal,
)
from tests.fakes.bot_services import snapshot_manifest
from tests.fakes.clock import START
from tests.unit.bot.strict import HOSTILE, check


def job(state: JobState, report: BuildReport | None = None, error: str = "") -> Job:
    """Return a job that a curator asked for."""
    return Job(
        id=1,
        state=state,
        requested_by=("U1",),
        progress=JobProgress(phase=Phase.EMBEDDING, done=1, total=2),
        report=report,
        error=error,
        requested_at=START,
    )


def test_a_build_report_names_what_changed_and_what_was_refused() -> None:
    """A refused file is not a silent one."""
    report = BuildReport(
        added=("new.md",),
        removed=("old.md",),
        refused=(Refusal(name="scan.pdf", reason="it holds no text"),),
        notes=(Note(name="new.md", text="It names no document"),),
        held=(Held(name="bid.md", reason="it waits for a curator"),),
        passages=1200,
    )
    shown = json.dumps(build_report(job(JobState.DONE, report)).blocks, ensure_ascii=False)

    assert (
        "1 added, 0 changed, 1 removed, 0 unchanged; 1 held, 1 refused. It has 1,200 passages now"
        in shown
    )
    assert "• new.md" in shown
    assert "• scan.pdf: it holds no text" in shown
    assert "• new.md: It names no document" in shown
    assert "*Held for a curator*" in shown
    assert "• bid.md: it waits for a curator" in shown


def test_a_long_build_report_is_cut_with_the_number_left_out() -> None:
    """And stays within Slack's limits."""
    names = tuple(f"{HOSTILE}{n}" for n in range(500))
    report = BuildReport(
        added=names,
        changed=names,
        removed=names,
        refused=tuple(Refusal(name=name, reason=HOSTILE) for name in names),
        notes=tuple(Note(name=name, text=HOSTILE) for name in names),
    )
    message = build_report(job(JobState.DONE, report))
    check(message)

    assert "… and 490 more" in json.dumps(message.blocks, ensure_ascii=False)


def test_a_failed_build_says_why() -> None:
    """The requester can do something about it."""
    message = build_report(job(JobState.FAILED, error="the <disk> is full"))

    assert message.text == "The build of all sources failed: the &lt;disk&gt; is full"


@pytest.mark.parametrize(
    ("latest", "words"),
    [
        (job(JobState.QUEUED), "A build is queued."),
        (job(JobState.RUNNING), "A build is running: embedding 1 of 2."),
        (job(JobState.FAILED), "The last build that was asked for failed."),
    ],
)
def test_the_index_line_says_what_is_under_way(latest: Job, words: str) -> None:
    """Beside what there is to answer from."""
    line = index_line(snapshot_manifest(), latest)

    assert line == f"The index was built on 2 March 2026, 09:00 UTC and has 1,200 passages. {words}"


def test_nothing_private_is_counted_before_everybody() -> None:
    """An older snapshot does not tell how much of it is open to all."""
    counted = snapshot_manifest().model_copy(update={"open_passages": 1100})

    assert "has 1,100 passages." in index_line(counted, None)
    assert "has 1,200 passages." in index_line(snapshot_manifest(), None)


def test_the_index_line_of_an_idle_community_is_about_its_index_alone() -> None:
    """Nothing is under way."""
    lines = {index_line(snapshot_manifest(), latest) for latest in (None, job(JobState.DONE))}

    assert lines == {"The index was built on 2 March 2026, 09:00 UTC and has 1,200 passages."}


def test_a_community_without_an_index_is_told_so() -> None:
    """It cannot be answered yet."""
    assert index_line(None, None) == "There is no index to answer from."
