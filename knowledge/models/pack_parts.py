"""What all parts of a community pack are made of."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _compiled(pattern: object) -> object:
    if not isinstance(pattern, str):
        return pattern
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        msg = f"“{pattern}” is no regular expression: {error}"
        raise ValueError(msg) from None


Text = Annotated[str, Field(min_length=1)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]


class PackPart(BaseModel):
    """Settings that all parts of a pack share: unknown keys are errors, values do not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def patterns(*sources: str) -> tuple[re.Pattern[str], ...]:
    """Compile regular expressions as a pack's are: without regard to case."""
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)
