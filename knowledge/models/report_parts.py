"""Parts of a report: entries, sentences, quotes, and what they are put together to."""

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.themes import By

FEWEST = 3
"""Fewer people than this are not counted by themselves, and make no theme."""


class ReportPart(BaseModel):
    """What all parts of a report share: unknown keys are errors, values do not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Votes(ReportPart):
    """How people voted on something.

    Attributes:
        agree, disagree, unsure: people; all three are None when one of them would be a count of
            fewer than three in a report that names nobody.
        label: `broad agreement`, `contested` or `not enough votes`.
    """

    voters: int = Field(ge=1)
    agree: int | None = None
    disagree: int | None = None
    unsure: int | None = None
    label: str = ""


class Entry(ReportPart):
    """What one participant said, as it is published.

    Attributes:
        id: of the remark; in a report that names nobody, one that is made of the text.
        label: `2-07` is the seventh under prompt 2; citations in texts are made of it.
        theme: id of its theme, or empty for *Other*.
        voice: numbers the people under one prompt, from 1; the same person may have another
            number under another prompt, so that nobody is followed through the report.
        text: empty when its words must not be shown.
        name, url: of those who agreed to be named, in a report that names; else empty.
        kind: the author's kind of member in words, of those who agreed to that; else empty.
        repeats: id of an earlier one that says the same, or empty.
    """

    id: str
    label: str
    prompt: int
    theme: str = ""
    voice: int = Field(ge=1)
    text: str = ""
    name: str = ""
    kind: str = ""
    url: str = ""
    late: bool = False
    repeats: str = ""
    votes: Votes | None = None


class Counted(ReportPart):
    """A number that a sentence gives, and how it is found again.

    Attributes:
        what: a formula of `knowledge.discussions.reporting.recounting`, such as `people`.
        of: what it counts in: `report`, `prompt:2` or `theme:<id>`, and what it needs besides.
    """

    what: str
    of: str
    value: int


class Sentence(ReportPart):
    """One sentence of a report.

    Attributes:
        cites: ids of entries, or `report`, `prompt:2`, `theme:<id>` for all that is in there.
        counted: every number in it.
        by: whether code or a language model worded it.
    """

    text: str
    cites: tuple[str, ...]
    counted: tuple[Counted, ...] = ()
    by: By = By.ALGORITHM


class Quote(ReportPart):
    """Words of one entry, verbatim.

    Attributes:
        text: a slice of the entry's text.
        cut: whether something of the entry is missing after it.
    """

    entry: str
    text: str
    cut: bool = False


class Difference(ReportPart):
    """Two statements that say opposite things.

    Attributes:
        one, other: what stands for each side.
        sentences: how many people said the one and the other.
        sides: ids of the entries on either side.
    """

    one: Quote
    other: Quote
    sentences: tuple[Sentence, ...]
    sides: tuple[tuple[str, ...], tuple[str, ...]]


class ReportTheme(ReportPart):
    """What several people said about the same thing.

    Attributes:
        label: `2B` is the second theme under prompt 2.
        sentences: what it comes to; the first says how many people it rests on.
        votes: on all that belongs to it, or None when nobody voted or votes were off.
        priorities: keys of those that the host confirmed.
    """

    id: str
    label: str
    prompt: int
    name: str
    named_by: By = By.ALGORITHM
    keywords: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...] = ()
    votes: Votes | None = None
    differences: tuple[Difference, ...] = ()
    priorities: tuple[str, ...] = ()


class ReportPrompt(ReportPart):
    """One question and what came of it.

    Attributes:
        withheld: fewer than three people answered, and the report names nobody: nothing of it
            is shown.
        contested: what people voted differently on.
        singles: what was said by few: outside all themes.
        unquoted: how many of those are not quoted.
    """

    number: int
    text: str
    skipped: bool = False
    withheld: bool = False
    sentences: tuple[Sentence, ...] = ()
    themes: tuple[ReportTheme, ...] = ()
    contested: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = ()
    singles: tuple[Quote, ...] = ()
    unquoted: int = 0
