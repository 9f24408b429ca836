"""Versions of a report: a digest of all it says, and what may follow what."""

import hashlib
import json

from knowledge.errors import TransitionError
from knowledge.models.reports import Report, ReportState, StoredReport

_NOT_SAID = {"state", "version", "digest", "supersedes", "created_at"}
_NEXT: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.REVIEW, ReportState.SUPERSEDED}),
    ReportState.REVIEW: frozenset(
        {ReportState.DRAFT, ReportState.PUBLISHED, ReportState.SUPERSEDED}
    ),
    ReportState.PUBLISHED: frozenset({ReportState.SUPERSEDED, ReportState.RETRACTED}),
    ReportState.SUPERSEDED: frozenset(),
    ReportState.RETRACTED: frozenset(),
}


def digest_of(report: Report) -> str:
    """Return the SHA-256 of all that a report says, as 64 hexadecimal digits."""
    said = report.model_dump(mode="json", exclude=_NOT_SAID)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(report: Report) -> Report:
    """Return a report with its digest."""
    return report.model_copy(update={"digest": digest_of(report)})


def follow(report: Report, latest: Report | None) -> Report:
    """Number a report after the latest one of the same discussion.

    Returns:
        The latest one itself when it says the same and still stands.
    """
    fresh = sealed(report)
    if latest is None:
        return fresh
    ended = not _NEXT[latest.state]
    if latest.digest == fresh.digest and not ended:
        return latest
    return fresh.model_copy(update={"version": latest.version + 1, "supersedes": latest.digest})


def moved(report: Report, to: ReportState) -> Report:
    """Return a report in another state.

    Raises:
        TransitionError: it cannot get there from where it is.
    """
    if to not in _NEXT[report.state]:
        allowed = ", ".join(sorted(_NEXT[report.state])) or "nothing more"
        raise TransitionError(
            f"Version {report.version} of the report is {report.state} and cannot become {to}",
            f"From here it can become: {allowed}",
        )
    return report.model_copy(update={"state": to})


def stored(report: Report) -> StoredReport:
    """Return a version as it is kept."""
    return StoredReport(
        discussion=report.discussion,
        version=report.version,
        state=report.state,
        digest=report.digest,
        created_at=report.created_at,
        body=report.model_dump_json(),
    )


def read(held: StoredReport) -> Report | None:
    """Return a kept version in the state that it has now, or None when its body is gone."""
    if not held.body:
        return None
    return Report.model_validate_json(held.body).model_copy(update={"state": held.state})
