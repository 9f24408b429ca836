"""What a report is made of, from what is stored of a discussion."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.discussions.agreement import agreement
from knowledge.discussions.opposing import Statement, views
from knowledge.discussions.reporting.entries import placed
from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark, Vote
from knowledge.models.report_material import Material, Opposed, Tallied, WrittenTheme
from knowledge.models.reports import Report
from knowledge.models.themes import Assignment, Theme


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a discussion."""

    remarks: Sequence[Remark]
    votes: Sequence[Vote]
    themes: Sequence[Theme]
    assignments: Sequence[Assignment]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report takes from the community.

    Attributes:
        kinds, priorities: names by key, in the pack's order.
        licences: name and description in one, by key.
        names: names of hosts who agreed to be named, by member id.
    """

    community: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    priorities: Mapping[str, str] = field(default_factory=dict)
    licences: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def collected(
    discussion: Discussion,
    stored: Stored,
    setting: Setting,
    at: datetime,
    *,
    previous: Report | None = None,
    written: Sequence[WrittenTheme] = (),
) -> Material:
    """Put together what a report is made of: votes are counted, opposite statements found.

    Votes and priorities are left out where the host did not switch them on.
    """
    options = discussion.options
    material = Material(
        discussion=discussion,
        community=setting.community,
        remarks=tuple(stored.remarks),
        themes=tuple(stored.themes),
        assignments=tuple(stored.assignments),
        opposed=_opposed(stored.remarks),
        kinds=dict(setting.kinds),
        priorities=dict(setting.priorities) if options.priorities else {},
        names=dict(setting.names),
        licence=setting.licences.get(discussion.licence, discussion.licence),
        written=tuple(written),
        previous=previous,
        at=at,
    )
    return _voted(material, stored.votes) if options.votes else material


def _voted(material: Material, votes: Iterable[Vote]) -> Material:
    """Count votes on each remark, and each person once on each theme."""
    counting = [one for one in material.remarks if one.counts]
    themes = placed(material, counting)
    by_message: dict[tuple[str, str], list[Vote]] = defaultdict(list)
    for vote in votes:
        by_message[vote.channel, vote.ts].append(vote)
    on_remarks: dict[str, list[Vote]] = {}
    on_themes: dict[str, list[Vote]] = defaultdict(list)
    for remark in counting:
        # The second prompt that one message answers has a mark after its timestamp.
        ballots = by_message.get((remark.channel, remark.ts.partition("#")[0]), [])
        if ballots:
            on_remarks[remark.id] = ballots
            if remark.id in themes:
                on_themes[themes[remark.id]] += ballots
    return material.model_copy(
        update={"on_remarks": _tallied(on_remarks), "on_themes": _tallied(on_themes)}
    )


def _tallied(ballots: Mapping[str, Sequence[Vote]]) -> dict[str, Tallied]:
    found = {key: agreement(votes) for key, votes in ballots.items()}
    return {
        key: Tallied(
            agree=one.tally.agree,
            disagree=one.tally.disagree,
            unsure=one.tally.unsure,
            label=one.label.value,
        )
        for key, one in found.items()
    }


def _opposed(remarks: Iterable[Remark]) -> tuple[Opposed, ...]:
    by_prompt: dict[int, list[Statement]] = defaultdict(list)
    for one in remarks:
        if one.counts:
            by_prompt[one.prompt].append(Statement(one.id, one.text, one.person))
    return tuple(
        Opposed(one=view.one, other=view.other)
        for prompt in sorted(by_prompt)
        for view in views(by_prompt[prompt])
    )
