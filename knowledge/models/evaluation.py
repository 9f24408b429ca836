"""What an evaluation finds: figures with their intervals, and what has changed since the last."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.thresholds import Thresholds

EVALUATION = "(evaluation)"
"""What stands for a source in a job that asks questions and builds nothing."""

MEDIAN_MS = "median_ms"
LABELS = {
    "source_first": "right source cited first",
    "source_top3": "right source among the first three cited",
    "source_found3": "right source among the first three passages found",
    "source_seen": "right source among what was looked at",
    "mentioned": "what must be mentioned is said",
    "answered": "can be answered, and is",
    "refused": "can be answered, and is not",
    "refused_closest": "… the closest passages are shown",
    "refused_not_held": "… it is said not to be held",
    "refused_routed": "… it is routed elsewhere",
    "withheld": "cannot be answered, and is not",
    "success@3": "somebody who suits among the first three",
    "busiest_five": "places that the busiest five people take",
    "people_shown": "people who were suggested at all",
    "V": "V-measure",
    "ARI": "adjusted Rand index (ARI)",
    "themes": "themes",
    "themes_of_people": "themes that people found",
    "same_orders": "agreement over 20 shuffled orders",
    "same_seeds": "agreement over disjoint sets of seeds",
    "examples_all": "ARI after 5 examples a theme, all",
    "examples_rest": "ARI after 5 examples a theme, the rest",
    MEDIAN_MS: "median time to an answer, in ms",
}


def questions_in_words(count: int) -> str:
    """Return how many questions there are."""
    return "1 question" if count == 1 else f"{count:,} questions"


def label_of(name: str) -> str:
    """Return what a figure is called in words."""
    return LABELS.get(name, name.replace("refused_", "… ", 1))


class Figure(BaseModel):
    """A figure with the interval in which it lies with 95 % confidence.

    Attributes:
        name: a key of `LABELS`, or the name of a measure of searching.
        value, low, high: shares and scores from 0 to 1; times in milliseconds.
        n: questions that it was measured on, 1 or more.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    value: float
    low: float
    high: float
    n: int = Field(ge=1)


class Outcome(BaseModel):
    """What became of one question; never its text.

    Attributes:
        line: where it stands in its file, from 1.
        ms: how long its answer took.
        marks: figure → what this question adds to it, 0 (wrong) to 1 (right).
    """

    model_config = ConfigDict(frozen=True)

    line: int
    id: str = ""
    state: str = ""
    ms: float = 0.0
    marks: dict[str, float] = Field(default_factory=dict)

    @property
    def label(self) -> str:
        """What it is called in reports."""
        where = f"line {self.line}"
        return f"{self.id} ({where})" if self.id else where


class Occasion(StrEnum):
    """Why an index was looked at."""

    PUBLISHED = "published"
    ASKED = "asked"


class Evaluation(BaseModel):
    """A stored run, or the bare note of an index version that was published.

    Attributes:
        id: 0 until it is stored.
        name: of the set of questions; empty when none were asked.
        digest: of the questions; runs of the same digest can be compared.
        scopes: what the answers could be made of.
        content: of the snapshot that was asked.
        thresholds: in force, with how they were found.
    """

    model_config = ConfigDict(frozen=True)

    id: int = 0
    occasion: Occasion
    at: datetime
    name: str = ""
    digest: str = ""
    scopes: tuple[str, ...] = ()
    index_version: str
    content: str
    model: str
    passages: int
    thresholds: Thresholds
    figures: tuple[Figure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def figure(self, name: str) -> Figure | None:
        """Return the figure with this name, if it was measured."""
        return next((one for one in self.figures if one.name == name), None)


class Change(BaseModel):
    """What has become of one figure since the last run of the same questions.

    Attributes:
        better, worse: how many questions add more or less to it.
        p: of McNemar's exact test, for figures that count right and wrong.
        low, high: of the mean difference with 95 % confidence, for the others that are means.
        beyond_chance: whether it is more than chance; None where that cannot be told.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    before: float
    now: float
    better: int = 0
    worse: int = 0
    p: float | None = None
    low: float | None = None
    high: float | None = None
    beyond_chance: bool | None = None


class Moved(BaseModel):
    """A question that got better or worse, with the figures in which it did."""

    model_config = ConfigDict(frozen=True)

    label: str
    better: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()


class Comparison(BaseModel):
    """The last run of the same questions beside this one.

    Attributes:
        at, index_version: of the last run.
        p: of the exact sign test over the questions that got only better or only worse.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    index_version: str
    changes: tuple[Change, ...]
    moved: tuple[Moved, ...] = ()
    p: float = 1.0
    beyond_chance: bool = False

    @property
    def better(self) -> tuple[Moved, ...]:
        """Questions that got better and not worse."""
        return tuple(one for one in self.moved if not one.worse)

    @property
    def worse(self) -> tuple[Moved, ...]:
        """Questions that got worse and not better."""
        return tuple(one for one in self.moved if not one.better)

    @property
    def mixed(self) -> tuple[Moved, ...]:
        """Questions that got better in one figure and worse in another."""
        return tuple(one for one in self.moved if one.better and one.worse)

    @property
    def verdict(self) -> str:
        """How many questions got better or worse, and whether that may be chance."""
        if not self.moved:
            return "no question got better or worse."
        numbers = f"{len(self.better)} better, {len(self.worse)} worse"
        if self.mixed:
            numbers += f", {len(self.mixed)} better in one way and worse in another"
        said = "that is more than chance" if self.beyond_chance else "that may be chance"
        return f"{numbers}; {said} (p = {self.p:.3f})."

    def change(self, name: str) -> Change | None:
        """Return what became of a figure, if the last run had it too."""
        return next((one for one in self.changes if one.name == name), None)


class Checked(BaseModel):
    """What the report of a job says of an evaluation.

    Attributes:
        evaluation: None when there is nothing to say but the trouble.
        questions: that were asked.
        answerable: those of them that can be answered.
        trouble: why there are no figures, in words for a person, else empty.
    """

    model_config = ConfigDict(frozen=True)

    evaluation: Evaluation | None = None
    questions: int = 0
    answerable: int = 0
    comparison: Comparison | None = None
    trouble: str = ""

    def brief(self) -> "Checked":
        """Return it without what became of each question."""
        if self.evaluation is None:
            return self
        return self.model_copy(
            update={"evaluation": self.evaluation.model_copy(update={"outcomes": ()})}
        )
