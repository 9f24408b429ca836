"""What a look at a document finds, before anything of it is stored."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from knowledge.models.documents import Kind

EXCERPT_CHARS = 1500


class Outcome(StrEnum):
    """What may become of a document that was looked at."""

    ALLOW = "allow"
    HOLD = "hold"
    BLOCK = "block"
    REFUSED = "refused"


class Inspection(BaseModel):
    """What a look at a document finds; never its text.

    Attributes:
        reasons: why it is held or blocked, in words for a curator; never its text.
        refusal: why it cannot be read and what to do, in words for a person, or empty.
        title, date, kind, url, owner, licence, review_date: as the document itself says, or as
            its name does.
        label: security marking that was found, or `none`.
        extent: where its text ends, such as `page 12`, or empty.
        documents: how many it holds: one, or a table's rows.
        words: of all of them.
    """

    model_config = ConfigDict(frozen=True)

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    refusal: str = ""
    title: str = ""
    date: str = ""
    kind: Kind = Kind.EVIDENCE
    url: str = ""
    owner: str = ""
    licence: str = ""
    review_date: str = ""
    label: str = "none"
    extent: str = ""
    documents: int = 0
    words: int = 0


class Excerpt(BaseModel):
    """How a document begins, as it may be stored; for a curator who decides on it.

    Attributes:
        text: at most `EXCERPT_CHARS`, paragraphs parted by a blank line; empty when it is blocked.
    """

    model_config = ConfigDict(frozen=True)

    text: str = Field(default="", repr=False)


class Fetched(BaseModel):
    """A web page as it stood when it was fetched, and what a look at it finds.

    Attributes:
        name: a file name with the suffix of its format.
        url: where it was found in the end.
        data: its bytes; empty unless it may be stored.
    """

    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

    inspection: Inspection
    name: str = ""
    url: str = ""
    data: bytes = Field(default=b"", repr=False)
