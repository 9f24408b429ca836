"""Questions that curators keep, with what is known of their answers."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class KeptQuestion(BaseModel):
    """A question that curators keep, to choose thresholds with.

    Attributes:
        answerable: whether the knowledge base is meant to answer it.
        must_mention: words, all of which a right answer holds.
        source: name or title of the document that answers it; empty when that does not matter.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: Annotated[str, Field(min_length=1, max_length=2000)]
    answerable: bool
    must_mention: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    source: str = ""
