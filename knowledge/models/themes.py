"""What several people said about the same thing."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class ThemeState(StrEnum):
    """Life of a theme in the host's hands."""

    CANDIDATE = "candidate"
    SELECTED = "selected"
    MERGED = "merged"
    REJECTED = "rejected"


class By(StrEnum):
    """Who decided: the host's word stands over every recompute."""

    ALGORITHM = "algorithm"
    HOST = "host"
    MODEL = "model"


class Theme(BaseModel):
    """A theme of one prompt.

    Attributes:
        id: 12 hexadecimal digits.
        name: a title; until somebody renames it, a representative quote.
        keywords: words that set it apart, best first.
        quotes: ids of the remarks that represent it, best first.
        into: id of the theme that it was merged into, or empty.
        priorities: keys of the community's priorities that the host confirmed.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    discussion: str
    prompt: int
    name: str
    named_by: By = By.ALGORITHM
    state: ThemeState = ThemeState.CANDIDATE
    keywords: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    into: str = ""
    priorities: tuple[str, ...] = ()


class Assignment(BaseModel):
    """Which theme a remark belongs to.

    Attributes:
        theme: id of the theme, or empty for *Other*.
    """

    model_config = ConfigDict(frozen=True)

    discussion: str
    remark: str
    theme: str = ""
    by: By = By.ALGORITHM
