"""What a language model is given, and what it gives back."""

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.answers import Usage


class Brief(BaseModel):
    """Everything that leaves the host for one answer.

    Attributes:
        instructions: ours alone; nothing of a document or a question is in them.
        material: the question and the passages, fenced and numbered: data, never instructions.
    """

    model_config = ConfigDict(frozen=True)

    instructions: str
    material: str


class DraftSentence(BaseModel):
    """A sentence as the model wrote it, unchecked.

    Attributes:
        citations: ids of the passages that it is said to rest on.
        quote: what it is said to rest on, word for word.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    citations: tuple[int, ...] = ()
    quote: str = ""


class Draft(BaseModel):
    """What the model wrote, unchecked."""

    model_config = ConfigDict(frozen=True)

    sentences: tuple[DraftSentence, ...]
    usage: Usage = Field(default_factory=Usage)


class NotInSources(BaseModel):
    """The model says that the passages do not answer the question."""

    model_config = ConfigDict(frozen=True)

    usage: Usage = Field(default_factory=Usage)
