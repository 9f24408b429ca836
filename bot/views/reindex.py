"""What is said about builds of the index."""

from collections.abc import Mapping, Sequence

from bot.mrkdwn import safe
from bot.views.evaluation import checked_line
from bot.views.parts import Json, Message, context, section
from knowledge.models.evaluation import EVALUATION
from knowledge.models.snapshot import Manifest
from knowledge.models.thresholds import Thresholds
from knowledge.models.work import BuildReport, Job, JobProgress, JobState, Phase, Refusal

SHOWN_NAMES = 10
_COUNTED = frozenset({Phase.EMBEDDING, Phase.ASKING})
_SORTS = {
    "upload:": "a document sent in a direct message",
    "contribution:": "a contribution",
    "slack:": "a thread of a followed channel",
    "person:": "what a member is found by",
}
NAME_CHARS = 80
REASON_CHARS = 120
NOTE_CHARS = 200
ORIGIN_CHARS = 400


def requested(job: Job, *, joined: bool) -> str:
    """Return the reply to `/reindex`."""
    what = f"A build of {wanted(job)}"
    told = "A direct message tells you how it goes."
    if not joined:
        return f"Queued: {what[0].lower()}{what[1:]}. {told}"
    under_way = "running" if job.state is JobState.RUNNING else "queued"
    return f"{what} is {under_way} already; you have joined it. {told}"


def wanted(job: Job) -> str:
    """Return what a job builds, in words."""
    return safe(job.source, NAME_CHARS) or "all sources"


def progress_report(job: Job) -> Message:
    """Return what a requester sees while their build is under way."""
    state = "waiting for its turn" if job.state is JobState.QUEUED else doing(job.progress)
    text = f"Building {wanted(job)}: {state} …"
    return Message(text=text, blocks=(section(text),))


def build_report(job: Job, titles: Mapping[str, str] | None = None) -> Message:
    """Return what a requester is told when their build has ended.

    Args:
        titles: id → what to call it, of those that members gave; all others of theirs are named
            by their sort alone.
    """
    if job.state is JobState.FAILED or job.report is None:
        reason = safe(job.error, 500) or "no reason was given"
        text = f"The build of {wanted(job)} failed: {reason}"
        return Message(text=text, blocks=(section(text),))
    report = job.report
    summary = (
        f"The index is up to date with {wanted(job)}: "
        f"{len(report.added)} added, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {report.unchanged} unchanged; "
        f"{len(report.held)} held, {len(report.refused)} refused. "
        f"It has {report.passages:,} passages now; the build took {report.seconds:.0f} s."
    )
    blocks = [section(summary), *_details(report, titles or {})]
    if report.thresholds is not None:
        blocks.append(context(_calibration(report.thresholds, report.before)))
    if report.checked is not None and (asked := checked_line(report.checked)):
        blocks.append(context(asked))
    return Message(text=summary, blocks=tuple(blocks))


def _calibration(now: Thresholds, before: Thresholds | None) -> str:
    said = f"I answer when I am {_score(now.sure)} sure or more"
    found = f"Thresholds: {safe(now.origin, ORIGIN_CHARS)}."
    if before is None:
        return f"{said}. {found}"
    if before == now:
        return f"{said}, as before."
    passages = f"I show the closest passages from a score of {_score(now.closest)}"
    return (
        f"{said} (before: {_score(before.sure)}); "
        f"{passages} (before: {_score(before.closest)}). {found}"
    )


def _score(value: float) -> str:
    return f"{value:.2f}".removeprefix("0")


def index_line(manifest: Manifest | None, job: Job | None) -> str:
    """Return the state of the index in one line of plain text.

    Args:
        manifest: of the published snapshot; None when there is no usable one.
        job: the build that was asked for last, if any.
    """
    index = "There is no index to answer from."
    if manifest is not None:
        built = manifest.built_at.strftime("%-d %B %Y, %H:%M UTC")
        # What is private, or describes a member, must not be counted before others.
        passages = manifest.passages if manifest.open_passages is None else manifest.open_passages
        index = f"The index was built on {built} and has {passages:,} passages."
    return f"{index} {_under_way(job)}".strip()


def calibration_line(manifest: Manifest | None) -> str:
    """Return from when on a question counts as answered, and how that was found."""
    if manifest is None:
        return ""
    now = manifest.thresholds
    return (
        f"I answer when I am {_score(now.sure)} sure or more (0 = not at all, 1 = certain): "
        f"{safe(now.origin, ORIGIN_CHARS)}."
    )


def doing(progress: JobProgress) -> str:
    """Return what a build is busy with, in a few words."""
    if progress.phase in _COUNTED:
        return f"{progress.phase} {progress.done:,} of {progress.total:,}"
    return {
        Phase.WAITING: "about to begin",
        Phase.READING: "reading",
        Phase.PUBLISHING: "publishing",
    }[progress.phase]


def _under_way(job: Job | None) -> str:
    if job is None or job.state is JobState.DONE:
        return ""
    what = "evaluation" if job.source == EVALUATION else "build"
    if job.state is JobState.QUEUED:
        return f"{_a(what)} is queued."
    if job.state is JobState.RUNNING:
        return f"{_a(what)} is running: {doing(job.progress)}."
    return f"The last {what} that was asked for failed."


def _a(what: str) -> str:
    return f"An {what}" if what[0] == "e" else f"A {what}"


def _details(report: BuildReport, titles: Mapping[str, str]) -> list[Json]:
    named = {"Added": report.added, "Changed": report.changed, "Removed": report.removed}
    blocks = [
        _list(title, [_named(name, titles) for name in names[:SHOWN_NAMES]], len(names))
        for title, names in named.items()
        if names
    ]
    kept_out: dict[str, Sequence[Refusal]] = {
        "Held for a curator": report.held,
        "Refused": report.refused,
    }
    blocks.extend(
        _list(title, [_refusal(one, titles) for one in those[:SHOWN_NAMES]], len(those))
        for title, those in kept_out.items()
        if those
    )
    if report.notes:
        rows = [
            f"{_named(one.name, titles)}: {safe(one.text, NOTE_CHARS)}"
            for one in report.notes[:SHOWN_NAMES]
        ]
        blocks.append(_list("Notes", rows, len(report.notes)))
    return blocks


def _refusal(one: Refusal, titles: Mapping[str, str]) -> str:
    return f"{_named(one.name, titles)}: {safe(one.reason, REASON_CHARS)}"


def _named(name: str, titles: Mapping[str, str]) -> str:
    sort = next((word for root, word in _SORTS.items() if name.startswith(root)), "")
    return safe(titles.get(name) or sort or name, NAME_CHARS)


def _list(title: str, rows: list[str], total: int) -> Json:
    left = total - len(rows)
    more = [f"… and {left:,} more"] if left > 0 else []
    return section("\n".join([f"*{title}*", *(f"• {row}" for row in rows), *more]))
