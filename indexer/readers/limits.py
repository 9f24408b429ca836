"""How much a file may ask for before it is refused."""

from pydantic import BaseModel, ConfigDict, Field


class Limits(BaseModel):
    """What one file may take.

    Attributes:
        size: bytes of the file.
        pages: of a PDF, or slides of a presentation.
        characters: of its text.
        seconds: that reading it may last.
        memory: bytes that reading it may need, the interpreter's own 300 MB among them.
    """

    model_config = ConfigDict(frozen=True)

    size: int = Field(default=50_000_000, gt=0)
    pages: int = Field(default=2_000, gt=0)
    characters: int = Field(default=20_000_000, gt=0)
    seconds: float = Field(default=60.0, gt=0)
    memory: int = Field(default=2_000_000_000, ge=500_000_000)
