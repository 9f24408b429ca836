"""The report of a discussion: everything that it says and all that its numbers are made of."""

from enum import StrEnum

from pydantic import AwareDatetime, Field

from knowledge.models.report_parts import (
    FEWEST,
    Entry,
    ReportPart,
    ReportPrompt,
    ReportTheme,
    Sentence,
)


class ReportState(StrEnum):
    """Life of a report."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class KindCount(ReportPart):
    """People and contributions of one kind of member, or of several that are few together.

    Attributes:
        name: in words, such as `Researcher` or `Other kinds, or not stated`.
        people: always three or more.
    """

    name: str
    people: int = Field(ge=FEWEST)
    entries: int


class Interval(ReportPart):
    """A stretch of the discussion.

    Attributes:
        start, end: minutes since it began.
        people: none, or three or more.
    """

    start: int
    end: int
    people: int
    entries: int


class PriorityCount(ReportPart):
    """One of the community's priorities, with the themes that the host linked to it."""

    key: str
    name: str
    themes: tuple[str, ...] = ()


class Change(ReportPart):
    """What is different from the discussion before.

    Attributes:
        title, date, version: of the report that this one is held against.
        again: pairs of a theme of then, by its name, and a theme of now, by its id.
        new: ids of themes; gone: names of themes.
        priorities_new, priorities_gone: keys.
    """

    title: str
    date: str
    version: int
    people: int | None
    entries: int
    again: tuple[tuple[str, str], ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    priorities_new: tuple[str, ...] = ()
    priorities_gone: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()


class Report(ReportPart):
    """The report of one discussion, in one version.

    Attributes:
        discussion: id of the discussion.
        version: from 1; rises with every change of what it says.
        digest: SHA-256 of all it says; state, version, digest and moment are left out of it.
        supersedes: digest of the version before, or empty.
        date: ISO date of the discussion on the community's clock.
        starts: moment of the start on that clock, with the zone's name, in words.
        named: whether those who agreed to it are named.
        people: who took part, or None for fewer than three in a report that names nobody.
        late: contributions after the close; 0 where they would be of fewer than three people.
        hosts, credits: names of those who agreed to be named.
        notes: what a reader should know of how it was made, such as dropped sentences.
        drafted, dropped: sentences and quotes that a language model wrote, and those of them that
            did not hold and were left out.
        cite: how to cite it, without version and digest.
    """

    discussion: str
    version: int = 1
    state: ReportState = ReportState.DRAFT
    digest: str = ""
    supersedes: str = ""
    created_at: AwareDatetime
    title: str
    topic: str = ""
    community: str
    date: str
    starts: str
    sponsor: str = ""
    named: bool
    people: int | None
    late: int = 0
    entries: tuple[Entry, ...] = ()
    kinds: tuple[KindCount, ...] = ()
    timeline: tuple[Interval, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    prompts: tuple[ReportPrompt, ...] = ()
    priorities: tuple[PriorityCount, ...] = ()
    change: Change | None = None
    hosts: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    drafted: int = 0
    dropped: int = 0
    licence: str = ""
    cite: str = ""

    @property
    def themes(self) -> tuple[ReportTheme, ...]:
        """All themes, in the order of the prompts."""
        return tuple(theme for prompt in self.prompts for theme in prompt.themes)

    def entry(self, entry_id: str) -> Entry | None:
        """Return an entry by its id, or None."""
        return next((one for one in self.entries if one.id == entry_id), None)


class StoredReport(ReportPart):
    """A version of a report as it is kept.

    Attributes:
        state: counts before the one in the body.
        body: the report as JSON; empty once somebody in it was forgotten, or a later version
            took its place: what was withdrawn must not live on in an old version.
    """

    discussion: str
    version: int = Field(ge=1)
    state: ReportState
    digest: str
    created_at: AwareDatetime
    body: str
