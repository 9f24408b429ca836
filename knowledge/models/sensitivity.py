"""What a text may not show: markings, identifiers, and the verdict on both."""

import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.util import find_spec
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.models.documents import Span
from knowledge.models.marking_places import MarkingPlaces
from knowledge.models.pack_parts import Key, PackPart, Pattern, Text

UNMARKED = "none"
_RULES = "3"  # raise it when markings or identifiers are looked for differently


class MarkingAction(StrEnum):
    """What happens to a text that carries a marking."""

    ALLOW = "allow"
    ALLOW_PUBLIC = "allow_public"
    HOLD = "hold"
    BLOCK = "block"
    UNATTRIBUTED = "unattributed"


class Marking(PackPart):
    """A marking and what it leads to; of two with the same action the first one names a text.

    Attributes:
        patterns: meant to match the whole marking, after dashes and letter-spacing were
            normalised; none for the label that stands for an unmarked text.
        needs: lower-case letters without spaces, one of which stands in every such marking, so
            that other lines need no closer look; any line gets one when there are none.
        never: what is no such marking where it begins, though one of the patterns matches.
        short: forms so short that they count only in brackets and behind a key.
        also_a_word: whether it is an ordinary word too, so that small letters make no marking of
            it in front of a text.
        unless: a lone line is no marking when one of these is found in a line beside it.
    """

    label: Text
    action: MarkingAction
    patterns: tuple[Pattern, ...]
    needs: tuple[Text, ...] = ()
    never: tuple[Pattern, ...] = ()
    short: tuple[Pattern, ...] = ()
    also_a_word: bool = False
    unless: tuple[Pattern, ...] = ()


class IdentifierAction(StrEnum):
    """What happens to an identifier in a text that is to be stored."""

    HOLD = "hold"
    REDACT = "redact"
    ALLOW = "allow"


class LetterCheck(PackPart):
    """A check letter that follows from the digits before it, modulo the number of letters.

    The pattern names three groups: `year`, `serial` and `letter`.

    Attributes:
        letters: the letter for remainder 0, 1 and so on.
        digits: length to which the serial is filled with zeros.
    """

    letters: Text
    digits: Annotated[int, Field(ge=1, le=12)]


class Identifier(PackPart):
    """A kind of identifier: how it is found, and what happens to it.

    Attributes:
        name: as it stands in `[number plate removed]` and in reasons.
        operational: of a case rather than of a person's life; a message that holds one is not
            kept at all.
        finder: `pattern`, or `phone` for telephone numbers of the pack's region and of any that
            is written with its country's prefix, but for those of services.
        patterns: the whole identifier; a group named `found` narrows what is taken out.
        near: one of these has to be found within 60 characters before or 40 after; none is
            needed when there are none.
        not_near: no finding when one of these is found there, or within.
        unless: no finding when one of these matches the found text.
        check: a module of python-stdnum whose `is_valid` has to agree, such as `gb.nhs`.
        letter_check: a check letter that has to agree.
    """

    key: Key
    name: Text
    action: IdentifierAction
    operational: bool = False
    finder: Literal["pattern", "phone"] = "pattern"
    patterns: tuple[Pattern, ...] = ()
    near: tuple[Pattern, ...] = ()
    not_near: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    check: Annotated[str, Field(pattern=r"^([a-z0-9_]+(\.[a-z0-9_]+)?)?$")] = ""
    letter_check: LetterCheck | None = None

    @model_validator(mode="after")
    def _can_find_something(self) -> Self:
        if self.finder != "phone" and not self.patterns:
            msg = f"“{self.key}” has no patterns"
            raise ValueError(msg)
        if self.check and find_spec(f"stdnum.{self.check}") is None:
            msg = f"python-stdnum has no module “{self.check}”"
            raise ValueError(msg)
        return self


class Finding(BaseModel):
    """Something that a text must not show; never the thing itself.

    Attributes:
        kind: label of a marking, or key of an identifier.
        span: where in the text that was assessed; empty for what stands outside of it.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    span: Span = Span(0, 0)


class Verdict(BaseModel):
    """What becomes of a text.

    Attributes:
        label: of the severest marking; the name of an identifier when that alone holds the text;
            else `none`.
        findings: markings and identifiers, in the order of the text.
        operational: whether an identifier of a case stands in it.
        text: as it may be stored: with identifiers taken out, and empty when it is blocked.
    """

    model_config = ConfigDict(frozen=True)

    label: str = UNMARKED
    action: MarkingAction = MarkingAction.ALLOW
    findings: tuple[Finding, ...] = ()
    operational: bool = False
    text: str = Field(default="", repr=False)


@dataclass(frozen=True, eq=False, slots=True)
class SensitivityRules:
    """A community's rules; compared by identity, so that what is made of them can be kept.

    Attributes:
        region: country whose telephone numbers are read without a prefix (`GB`), or empty.
    """

    markings: tuple[Marking, ...] = ()
    places: MarkingPlaces = field(default_factory=MarkingPlaces)
    identifiers: tuple[Identifier, ...] = ()
    region: str = ""

    def fingerprint(self) -> str:
        """Digest the rules: with other ones, what was let in has to be looked at again."""
        parts: list[BaseModel] = [*self.markings, self.places, *self.identifiers]
        told = [_told(part.model_dump()) for part in parts]
        return hashlib.sha256(f"{_RULES}\0{self.region}\0{told}".encode()).hexdigest()


def _told(value: object) -> object:
    if isinstance(value, dict):
        return {key: _told(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    return value.pattern if isinstance(value, re.Pattern) else str(value)
