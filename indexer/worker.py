"""A process of its own that claims queued builds."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.pipeline import build
from knowledge.errors import KnowledgeError
from knowledge.models.community import Marking
from knowledge.models.work import Job, Source
from knowledge.ports import Jobs, Sources
from knowledge.publishing.publisher import Publishing

log = logging.getLogger(__name__)

LEASE_S = 60.0
_BEAT_S = LEASE_S / 3


@dataclass(frozen=True, slots=True)
class Rules:
    """What the community's pack says of building.

    Attributes:
        library: built when nothing ever was.
        markings: which documents must be kept out.
    """

    library: Source
    markings: Sequence[Marking] = ()


def work_once(tools: Publishing, jobs: Jobs, sources: Sources, rules: Rules) -> Job | None:
    """Claim one job and see it through.

    Args:
        tools: what a build works with.
        jobs: the queue.
        sources: what to rebuild.
        rules: the community's.

    Returns:
        The job as it was claimed, or None when none was waiting.
    """
    job = jobs.claim(LEASE_S)
    if job is None:
        return None
    log.info("job %d claimed", job.id)
    share = [0.0]

    def note(done: int, total: int) -> None:
        share[0] = done / total if total else 1.0

    with _Heartbeat(lambda: jobs.heartbeat(job.id, share[0], LEASE_S)):
        wanted = sources.known() or (rules.library,)
        try:
            report = build(wanted, tools, note, rules.markings)
        except KnowledgeError as error:
            jobs.fail(job.id, str(error))
            log.warning("job %d failed: %s", job.id, type(error).__name__)
        except Exception:
            jobs.fail(job.id, "The build stopped on an error of its own; the log has its trace.")
            log.exception("job %d failed", job.id)
        else:
            jobs.finish(job.id, report)
            log.info("job %d done in %.1f s", job.id, report.seconds)
    return job


class _Heartbeat:
    """Keeps a claim alive from a thread while a build keeps the process busy."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(_BEAT_S):
            try:
                self._beat()
            except KnowledgeError as error:
                log.warning("no heartbeat: %s", type(error).__name__)
