"""A build report in words."""

from knowledge.models.work import BuildReport

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
    ]
    for what, those in (("Held for a curator", report.held), ("Refused", report.refused)):
        if those:
            lines.append(f"{what}: {len(those)}")
            lines.extend(f"  {one.name}: {one.reason}" for one in those)
    if report.notes:
        lines.append(f"Notes: {len(report.notes)}")
        lines.extend(f"  {one.name}: {one.text}" for one in report.notes)
    return "\n".join(lines)


def _counted(what: str, names: tuple[str, ...]) -> list[str]:
    if not names:
        return []
    rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return [f"{what}: {len(names)} ({', '.join(names[:_NAMED])}{rest})"]
