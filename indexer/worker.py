"""A process of its own that claims queued builds."""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace

from indexer.gate import Approved, nobody_approved
from indexer.heartbeat import Heartbeat
from indexer.pipeline import build
from indexer.sources import ReadContext
from knowledge.errors import BusyError, DataError, KnowledgeError, places_of
from knowledge.evaluation.recording import Measuring
from knowledge.models.evaluation import EVALUATION
from knowledge.models.sensitivity import SensitivityRules
from knowledge.models.work import BuildReport, Job, JobProgress, Phase
from knowledge.ports import Jobs
from knowledge.publishing.publisher import Publishing, rewrite
from knowledge.stewardship.catalogue import Catalogue
from knowledge.stewardship.withdrawal import REWRITE

_POLL_S = 1.0
log = logging.getLogger(__name__)


def _nothing_more(_report: BuildReport) -> None:
    """Do nothing after a build."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker works with.

    Attributes:
        tools: store, model and snapshots; `alone` must not wait.
        context: what reading may use.
        sensitivity: which documents are held or blocked.
        approved: which versions of held documents a curator let through.
        afterwards: called when a build has been published, before its job ends; it must bear
            being called again, since a worker may be killed in the midst of it.
        measuring: asks the community's own questions of what was published, and on request.
    """

    tools: Publishing
    jobs: Jobs
    sources: Catalogue
    context: ReadContext
    sensitivity: SensitivityRules | None = None
    approved: Approved = nobody_approved
    afterwards: Callable[[BuildReport], None] = _nothing_more
    measuring: Measuring | None = None


def work_on(
    work: Work,
    stop: threading.Event,
    *,
    once: bool = False,
    chores: Callable[[], None] = lambda: None,
) -> None:
    """Work through requests, and make those that schedules ask for, until told to stop.

    Args:
        once: whether to stop, too, when no request is waiting.
        chores: done between jobs; they know themselves when they are due.
    """
    parent = os.getppid()
    # A worker whose bot died must not go on for ever.
    while not stop.is_set() and os.getppid() == parent:
        enqueue_due(work)
        chores()
        if work_once(work) is None:
            if once:
                return
            stop.wait(_POLL_S)


def work_once(work: Work) -> Job | None:
    """Claim one job and see it through.

    Whoever holds the home's lock is the only one who builds: jobs that are said to be running
    were left behind by a worker that died, and are taken up again at once.

    Returns:
        The job as it was claimed, or None when none was waiting or another build is running.
    """
    if not work.jobs.waiting():
        return None
    try:
        with work.tools.alone():
            work.jobs.release()
            job = work.jobs.claim(Heartbeat.LEASE_S)
            if job is not None:
                log.info("job %d claimed: %s", job.id, job.source or "all sources")
                see_through(job, replace(work, tools=replace(work.tools, alone=nullcontext)))
            return job
    except BusyError:
        return None


def enqueue_due(work: Work) -> None:
    """Queue builds of the sources whose time has come."""
    for source in work.sources.enabled():
        if source.every is not None:
            job = work.jobs.request_due(source.key, source.every.total_seconds())
            if job is not None:
                log.info("job %d is due: %s", job.id, source.key)


def see_through(job: Job, work: Work) -> None:
    """Build what a job asks for, and note how it ended; the caller is alone."""
    with Heartbeat(work.jobs, job.id) as beat:
        try:
            report = _done(job, work, beat)
        except KnowledgeError as error:
            work.jobs.fail(job.id, str(error))
            log.warning("job %d failed: %s", job.id, type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the next job may succeed
            work.jobs.fail(job.id, "The build stopped on an error of its own; the log says where.")
            what = f"{type(error).__name__} at {places_of(error)}"
            log.error("job %d: %s", job.id, what)  # noqa: TRY400 - a trace may quote a document
        else:
            work.jobs.finish(job.id, report)
            log.info("job %d done in %.1f s", job.id, report.seconds)


def _done(job: Job, work: Work, beat: Heartbeat) -> BuildReport:
    def asked(done: int, total: int) -> None:
        beat.note(JobProgress(phase=Phase.ASKING, done=done, total=total))

    if job.source == EVALUATION:
        return _evaluated(work, asked)
    report = _build(job, work, beat)
    work.afterwards(report)
    checked = work.measuring.after_publishing(asked) if work.measuring else None
    return report.model_copy(update={"checked": checked.brief()}) if checked else report


def _evaluated(work: Work, asked: Callable[[int, int], None]) -> BuildReport:
    started = work.tools.clock.now()
    if work.measuring is None:
        raise DataError("This worker asks no questions", "Start it with `python -m indexer worker`")
    checked = work.measuring.on_request(asked)
    return BuildReport(
        seconds=round((work.tools.clock.now() - started).total_seconds(), 3),
        source=EVALUATION,
        index_version=checked.evaluation.index_version if checked.evaluation else "",
        checked=checked.brief(),
    )


def _build(job: Job, work: Work, beat: Heartbeat) -> BuildReport:
    def embedded(done: int, total: int) -> None:
        phase = Phase.EMBEDDING if done < total else Phase.PUBLISHING
        beat.note(JobProgress(phase=phase, done=done, total=total))

    if job.source == REWRITE:
        return _rewritten(work)
    context = replace(work.context, known=work.sources.known(), tell=beat.note)
    wanted = work.sources.chosen(job.source)
    report = build(wanted, work.tools, embedded, work.sensitivity, work.approved, context)
    return report.model_copy(update={"source": job.source})


def _rewritten(work: Work) -> BuildReport:
    started = work.tools.clock.now()
    manifest = rewrite(work.tools)
    return BuildReport(
        passages=manifest.passages,
        seconds=round((work.tools.clock.now() - started).total_seconds(), 3),
        source=REWRITE,
        index_version=manifest.version,
    )
