"""The report of a discussion, from everything that is held of it."""

from datetime import datetime

from knowledge.discussions.reporting.cells import kinds_of, timeline_of
from knowledge.discussions.reporting.comparing import change_from
from knowledge.discussions.reporting.entries import Shown, shown
from knowledge.discussions.reporting.gathering import Gathering
from knowledge.discussions.reporting.renaming import renamed
from knowledge.discussions.reporting.sentences import on_report
from knowledge.discussions.reporting.versions import sealed
from knowledge.discussions.reporting.written import Checked, checked, too_much_dropped
from knowledge.models.report_material import Material
from knowledge.models.report_parts import FEWEST, ReportPrompt, ReportTheme, Sentence
from knowledge.models.reports import PriorityCount, Report

_NAMED = "Named are those who agreed to it; nobody else is."
_UNNAMED = (
    f"Nobody is named, and counts of fewer than {FEWEST} people are not given. Texts stand in no "
    "order that tells when they were written."
)
_COUNTED = "People are counted, not messages: whoever says a thing twice counts once."
_EXTRACTIVE = "All words about themes are quotes or counts; no language model wrote any."


def build(material: Material) -> Report:
    """Make the report; the same material gives the same report.

    Returns:
        A draft in version 1; `versions.follow` numbers it after an earlier one. A discussion in
        which nothing was said has a valid report too.
    """
    kept = shown(material)
    drafts = _drafts(material, kept)
    used = {} if too_much_dropped(tuple(drafts.values())) else drafts
    gathering = Gathering(material, kept, used)
    prompts = tuple(gathering.prompt(prompt) for prompt in material.discussion.prompts)
    themes = tuple(theme for prompt in prompts for theme in prompt.themes)
    report = _counted(material, kept).model_copy(
        update={
            "prompts": prompts,
            "priorities": _priorities(material, themes),
            "notes": _notes(material, kept, prompts, drafts, used),
            "drafted": sum(one.items for one in drafts.values()),
            "dropped": sum(one.dropped for one in drafts.values()),
        }
    )
    report = report.model_copy(update={"sentences": _sentences(report)})
    if material.previous is not None:
        change = change_from(material.previous, report)
        report = report.model_copy(update={"change": change})
    return sealed(report if report.named else renamed(report))


def _counted(material: Material, kept: Shown) -> Report:
    """Begin a report with what discussion it is of, and with all that is counted over it."""
    discussion = material.discussion
    remarks = tuple(kept.remarks.values())
    local = datetime.fromisoformat(discussion.local_start)
    return Report(
        discussion=discussion.id,
        created_at=material.at,
        title=discussion.title,
        topic=discussion.topic,
        community=material.community,
        date=local.date().isoformat(),
        starts=f"{local:%A %-d %B %Y, %H:%M} ({discussion.zone})",
        sponsor=discussion.sponsor,
        named=discussion.attributed,
        people=_people(material, kept),
        late=sum(1 for one in kept.entries if one.late),
        entries=kept.entries,
        kinds=kinds_of(remarks, material.kinds),
        timeline=timeline_of(
            remarks, discussion.started_at or discussion.starts_at, named=discussion.attributed
        ),
        hosts=_hosts(material),
        credits=_credits(kept),
        licence=material.licence or discussion.licence,
        cite=_cite(material, local),
    )


def _drafts(material: Material, kept: Shown) -> dict[str, Checked]:
    """Check what a language model wrote on the themes that stand."""
    found = {}
    for draft in material.written:
        entries = {one.id: one for one in kept.entries if one.theme == draft.theme and one.text}
        if draft.theme and entries:
            found[draft.theme] = checked(draft, entries)
    return found


def _people(material: Material, kept: Shown) -> int | None:
    people = len(kept.people)
    few = 0 < people < FEWEST or (not people and kept.withheld)
    return None if few and not material.discussion.attributed else people


def _sentences(report: Report) -> tuple[Sentence, ...]:
    if not report.entries:
        return ()
    prompts = sum(1 for one in report.prompts if not one.skipped)
    return (on_report(report.people, len(report.entries), prompts, report.late),)


def _priorities(material: Material, themes: tuple[ReportTheme, ...]) -> tuple[PriorityCount, ...]:
    return tuple(
        PriorityCount(
            key=key,
            name=name,
            themes=tuple(theme.id for theme in themes if key in theme.priorities),
        )
        for key, name in material.priorities.items()
    )


def _hosts(material: Material) -> tuple[str, ...]:
    if not material.discussion.attributed:
        return ()
    return tuple(material.names[one] for one in material.discussion.hosts if one in material.names)


def _credits(kept: Shown) -> tuple[str, ...]:
    """Return the names of those who agreed to be named, each once."""
    return tuple(
        sorted(
            {one.name for one in kept.entries if one.name},
            key=lambda name: (name.casefold(), name),
        )
    )


def _notes(
    material: Material,
    kept: Shown,
    prompts: tuple[ReportPrompt, ...],
    drafts: dict[str, Checked],
    used: dict[str, Checked],
) -> tuple[str, ...]:
    notes = [_NAMED if material.discussion.attributed else _UNNAMED, _COUNTED]
    held = [f"Q{one.number}" for one in prompts if one.withheld]
    if held:
        notes.append(
            f"Fewer than {FEWEST} people answered {', '.join(held)}: nothing of it is shown."
        )
    wordless = sum(1 for one in kept.entries if not one.text)
    if wordless:
        notes.append(
            f"{wordless:,} contributions came without consent to quote them: they are counted in "
            "themes, and their words are not shown."
        )
    return (*notes, _on_drafts(drafts, used))


def _on_drafts(drafts: dict[str, Checked], used: dict[str, Checked]) -> str:
    items = sum(one.items for one in drafts.values())
    dropped = sum(one.dropped for one in drafts.values())
    if not items:
        return _EXTRACTIVE
    if not used:
        return (
            f"A language model's draft was not used: {dropped} of its {items} sentences and quotes "
            f"did not stand in what people said. {_EXTRACTIVE}"
        )
    lead = f"A language model wrote {items} sentences and quotes, each checked against what people "
    if not dropped:
        return f"{lead}said."
    return f"{lead}said; {dropped} did not hold and were left out."


def _cite(material: Material, local: datetime) -> str:
    discussion = material.discussion
    hosts = _hosts(material)
    lead = f"{' and '.join(hosts)} (host{'s' if len(hosts) > 1 else ''}). " if hosts else ""
    return (
        f"{lead}“{discussion.title}”. Discussion of {material.community}, {local:%-d %B %Y}. "
        f"Report of discussion {discussion.id}"
    )
