"""What a text may not show: markings, identifiers, and the verdict on both."""

import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.util import find_spec
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.models.documents import Span
from knowledge.models.pack_parts import Key, PackPart, Pattern, Text, patterns

UNMARKED = "none"
_RULES = "1"  # raise it when markings or identifiers are looked for differently


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
        unless: a lone line is no marking when one of these is found in a line beside it.
    """

    label: Text
    action: MarkingAction
    patterns: tuple[Pattern, ...]
    needs: tuple[Text, ...] = ()
    unless: tuple[Pattern, ...] = ()


class MarkingPlaces(PackPart):
    """Where the community's texts carry their markings; the defaults are English.

    Attributes:
        keys: what stands before a marking, as in `Classification: …`.
        subjects: what begins a sentence that states a marking, up to its verb.
        qualifiers: what may follow a marking without being one.
        furniture: page numbers, versions and dates that may stand beside a marking.
        prose: words that tell a sentence about markings from a title between two of them.
        explains: how a text goes on when it explains a marking that it begins with.
        predicates: how a sentence goes on that has a marking for its subject.
        about: words in the name of a file that is about a marking.
    """

    keys: tuple[Pattern, ...] = patterns(
        r"(?:(?:overall|document|data|information|government|national|security|protective|"
        r"protection|gscp?|gpms|page|file|current|highest)[ -]+)*"
        r"(?:classification|marking|sensitivity|gscp?|gpms)(?: (?:level|label|tier|scheme))?",
        r"handling(?: (?:instructions?|caveats?|restrictions?))?",
        r"(?:please )?(?:treat|handle|regard)(?: (?:this|these|it|the following|all of this))? as",
        r"(?:protectively )?(?:marked|classified|graded)(?: as)?|status",
        r"(?:sharing|dissemination|distribution|attribution|caveats?|descriptor)"
        r"(?: (?:level|marking|rule|restrictions?))?",
    )
    subjects: tuple[Pattern, ...] = patterns(
        r"(?:(?:please )?note(?: that)?[:,]? |n\.?b\.?[:,]? |warning[:!]? |important[:!]? )?"
        r"(?:(?:the )?contents of )?"
        r"(?:(?:this|the (?:attached|following|enclosed)|these|all of this|attached|enclosed|"
        r"all (?:of )?(?:the )?(?=information|material))"
        r"(?: ?(?:documents?|reports?|papers?|notes?|minutes|messages?|e-?mails?|files?|pages?|"
        r"briefings?|information|material|text|post|thread|content|slides?|presentation|"
        r"assessment|summary|attachments?|agenda|letter|memo|plan|record))?"
        r"(?: and (?:any|its|all) attachments?)?)"
        r"(?: (?:below|above|herein|here))?"
        r" (?:contains?|includes?|holds?|is|are|was|were|has been|have been|"
        r"should be treated as|must be treated as|"
        r"is to be treated as|carries the marking|bears the marking)"
        r"(?: (?:protectively |hereby |currently |now )?"
        r"(?:classified|marked|graded|designated|rated|shared|issued)(?: as| at| under)?)?",
    )
    qualifiers: tuple[Pattern, ...] = patterns(
        r"(?:when|once|until|if) (?:complete[d]?|filled in|populated|published|released)",
        r"(?:until|till|before) \d.{0,40}",
        r"draft|final|copy(?: no\.?)? ?\d*|no\.? \d+",
    )
    furniture: tuple[Pattern, ...] = patterns(
        r"(?:page|p\.?|pg\.?|slide|sheet|folio) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?",
        r"\d{1,4}(?: ?(?:of|/) ?\d{1,4})?",
        r"[ivxl]{1,6}",
        r"(?:version|ver\.?|v\.?|issue|rev\.?|revision) ?\d[\w.]*",
        r"draft|final|internal",
        r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? "
        r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{2,4}",
        r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}",
        r"© ?.{0,60}",
    )
    prose: tuple[Pattern, ...] = patterns(
        r"\b(?:must|is|are|was|were|be|been|being|should|shall|can|could|may|might|means?|needs?|"
        r"called|marked|marking|markings|labelled|carry|carries|than|or|which|if|not|never|always|"
        r"above|below|between|about|what|how|why|when|who|does|do)\b",
    )
    explains: tuple[Pattern, ...] = patterns(
        r"(?:what|how|why|when|where|who|which|is|are|was|were|can|could|does|do|did|should|may|"
        r"must|means?|used|applies|apply|refers|covers|guidance|explained|"
        r"information (?:that|whose|which|where)|material (?:that|whose|which)|"
        r"documents? (?:that|whose|which|must|should)|"
        r"goes|belongs|a (?:guide|novel|film|history|musical|story|short|beginner)|"
        r"the (?:story|history|tale|film|musical|untold|meaning|making|definition|highest|lowest|"
        r"strictest|middle|tier)|very|most|some|highly|not for disclosure|limited disclosure|"
        r"recipients may|disclosure is)\b",
    )
    predicates: tuple[Pattern, ...] = patterns(
        r"(?:is|are|was|were|means?|goes|belongs|applies|refers|must|should|can|may|will)\b",
    )
    about: tuple[Pattern, ...] = patterns(
        r"\b(?:guide|guidance|how|what|policy|policies|about|rules?|training|faq|handling|"
        r"explained|"
        r"to|on|of|in|with|for|using|marking|markings|act|scheme|definitions?)\b",
    )


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
