"""A build report in words."""

from knowledge.evaluation.in_words import checked_in_words, lead_of
from knowledge.models.evaluation import Checked
from knowledge.models.snapshot import Manifest
from knowledge.models.work import BuildReport, SourceStatus

_NAMED = 10  # names of documents that are written out


def in_words(report: BuildReport) -> str:
    """Tell what a build did, a line each."""
    lines = [
        f"Indexed in {report.seconds:.1f} s: {report.passages} passages, "
        f"{report.embedded} texts embedded, index version {report.index_version}",
        *_counted("Added", report.added),
        *_counted("Changed", report.changed),
        *_counted("Removed", report.removed),
        f"Unchanged: {report.unchanged}",
        *_calibration(report),
        *_checked(report.checked),
    ]
    for what, those in (("Held for a curator", report.held), ("Refused", report.refused)):
        if those:
            lines.append(f"{what}: {len(those)}")
            lines.extend(f"  {one.name}: {one.reason}" for one in those)
    if report.notes:
        lines.append(f"Notes: {len(report.notes)}")
        lines.extend(f"  {one.name}: {one.text}" for one in report.notes)
    return "\n".join(lines)


def _calibration(report: BuildReport) -> list[str]:
    now, before = report.thresholds, report.before
    if now is None or now == before:
        return []
    sure = f" (before: {before.sure:.2f})" if before else ""
    closest = f" (before: {before.closest:.2f})" if before else ""
    return [
        f"Answered from a confidence of {now.sure:.2f}{sure}, closest passages shown from a "
        f"score of {now.closest:.2f}{closest}; {now.origin}"
    ]


def _checked(checked: Checked | None) -> list[str]:
    if checked is None:
        return []
    if checked.trouble:
        return [f"Not evaluated: {checked.trouble}"]
    run = checked.evaluation
    if run is None or not run.figures:
        return []
    return [checked_in_words(checked, lead_of(run, checked))]


def index_in_words(manifest: Manifest, documents: int) -> str:
    """Tell what the published snapshot is."""
    return (
        f"Index version {manifest.version}, built {manifest.built_at:%Y-%m-%d %H:%M} UTC: "
        f"{documents} documents, {manifest.passages} passages, "
        f"{manifest.sentences} sentences, model {manifest.model}; answers from a confidence of "
        f"{manifest.thresholds.sure:.2f}, {manifest.thresholds.origin}"
    )


def source_in_words(status: SourceStatus) -> str:
    """Tell how a source stands, in one line."""
    source = status.source
    counted = "1 document" if status.documents == 1 else f"{status.documents} documents"
    facts = [counted, source.root, source.scope]
    if status.last is not None and status.last.ended_at is not None:
        facts.append(f"{status.last.state} {status.last.ended_at:%Y-%m-%d %H:%M} UTC")
    if status.under_way is not None:
        progress = status.under_way.progress
        facts.append(f"{status.under_way.state}: {progress.phase} {progress.done}/{progress.total}")
    if not source.enabled:
        facts.append("off")
    elif status.next_at is not None:
        facts.append(f"next {status.next_at:%Y-%m-%d %H:%M} UTC")
    return f"{source.key} ({source.kind}): {', '.join(facts)}"


def _counted(what: str, names: tuple[str, ...]) -> list[str]:
    if not names:
        return []
    rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return [f"{what}: {len(names)} ({', '.join(names[:_NAMED])}{rest})"]
