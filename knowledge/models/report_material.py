"""What a report is made of."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark
from knowledge.models.reports import Report
from knowledge.models.themes import Assignment, Theme


class Tallied(BaseModel):
    """How people voted on a remark or a theme, each person counted once.

    Attributes:
        label: `broad agreement`, `contested` or `not enough votes`.
    """

    model_config = ConfigDict(frozen=True)

    agree: int = Field(default=0, ge=0)
    disagree: int = Field(default=0, ge=0)
    unsure: int = Field(default=0, ge=0)
    label: str = ""

    @property
    def voters(self) -> int:
        """Who voted at all."""
        return self.agree + self.disagree + self.unsure


class Opposed(BaseModel):
    """Remarks of one prompt that say opposite things.

    Attributes:
        one, other: ids of remarks; the first of each side stands for it.
    """

    model_config = ConfigDict(frozen=True)

    one: tuple[str, ...] = Field(min_length=1)
    other: tuple[str, ...] = Field(min_length=1)


class WrittenSentence(BaseModel):
    """A sentence of a language model, unchecked.

    Attributes:
        cites: ids of remarks.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    cites: tuple[str, ...] = ()


class WrittenQuote(BaseModel):
    """A quote as a language model gives it, unchecked."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str


class WrittenTheme(BaseModel):
    """What a language model wrote on one theme, unchecked.

    Attributes:
        name: a title, or empty.
    """

    model_config = ConfigDict(frozen=True)

    theme: str
    name: str = ""
    sentences: tuple[WrittenSentence, ...] = ()
    quotes: tuple[WrittenQuote, ...] = ()


class Material(BaseModel):
    """Everything that the report of one discussion is made of.

    Attributes:
        remarks, themes, assignments: as they are stored.
        on_remarks, on_themes: votes, by id; of what nobody voted on there is none.
        kinds: names of the kinds of member by their keys, in the pack's order.
        priorities: names of the community's priorities by their keys; empty when they are off.
        names: names of hosts who agreed to be named, by member id.
        licence: in words, with what it allows.
        written: what a language model wrote; empty without one.
        previous: the report of the discussion before, or None.
        at: when the report is made.
    """

    model_config = ConfigDict(frozen=True)

    discussion: Discussion
    community: str
    remarks: tuple[Remark, ...] = ()
    themes: tuple[Theme, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    on_remarks: dict[str, Tallied] = Field(default_factory=dict)
    on_themes: dict[str, Tallied] = Field(default_factory=dict)
    opposed: tuple[Opposed, ...] = ()
    kinds: dict[str, str] = Field(default_factory=dict)
    priorities: dict[str, str] = Field(default_factory=dict)
    names: dict[str, str] = Field(default_factory=dict)
    licence: str = ""
    written: tuple[WrittenTheme, ...] = ()
    previous: Report | None = None
    at: AwareDatetime
