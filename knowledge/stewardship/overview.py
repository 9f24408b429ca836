"""How all sources stand."""

from collections.abc import Iterable

from knowledge.models.work import Job, Source, SourceStatus
from knowledge.ports import Clock, HeldDocuments, Jobs


def overview(
    sources: Iterable[Source], jobs: Jobs, documents: HeldDocuments, clock: Clock
) -> tuple[SourceStatus, ...]:
    """Return the sources' states, in the order of the sources."""
    under_way = jobs.under_way()
    return tuple(_status(one, under_way, jobs, documents, clock) for one in sources)


def _status(
    source: Source, under_way: Iterable[Job], jobs: Jobs, documents: HeldDocuments, clock: Clock
) -> SourceStatus:
    last = jobs.last_run(source.key)
    if last and not (last.source or source.enabled):
        last = None  # a build of all sources leaves out what is switched off
    wanted = {source.key, ""} if source.enabled else {source.key}
    next_at = None
    if source.every and source.enabled:
        began = (last.started_at or last.requested_at) if last else None
        next_at = max(began + source.every, clock.now()) if began else clock.now()
    return SourceStatus(
        source=source,
        documents=documents.count_under(source.root),
        last=last,
        under_way=next((job for job in under_way if job.source in wanted), None),
        next_at=next_at,
    )
