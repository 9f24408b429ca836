"""A member as others may find them: what they say of themselves, and what they agreed to."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

WORKING_WEEK: Final = (0, 1, 2, 3, 4)


class Discoverable(StrEnum):
    """Who is shown a member: nobody, those who look for their name, or all who ask."""

    OFF = "off"
    NAMED_SEARCH = "named_search"
    SUGGEST = "suggest"


class Invitation(StrEnum):
    """Whether somebody who helped may be asked to be listed: yes, was asked, never again."""

    OPEN = "open"
    MADE = "made"
    NEVER = "never"


class Profile(BaseModel):
    """What others see of a member who agreed to be found.

    Attributes:
        name: as it stood in Slack when the profile was saved.
        kind: key of one of the pack's member kinds, or empty.
        organisation_kind: key of one of the pack's organisation kinds, or empty.
        topics: in the member's own words.
        orcid: in the form 0000-0000-0000-000X, or empty.
        links: web addresses.
        interest: a commercial interest that the member declares, or empty.
        contact: what is handed to the other side where no common conversation can be opened.
    """

    model_config = ConfigDict(frozen=True)

    name: str = ""
    kind: str = ""
    organisation: str = ""
    organisation_kind: str = ""
    headline: str = ""
    topics: tuple[str, ...] = ()
    bio: str = ""
    orcid: str = ""
    links: tuple[str, ...] = ()
    interest: str = ""
    contact: str = ""


class Wishes(BaseModel):
    """What a member agreed to; everything is off until they say otherwise.

    Attributes:
        contactable: whether they may be asked for an introduction.
        use_contributions: whether what they said under their name speaks for them.
        notice: version of the text that they agreed to, or empty.
    """

    model_config = ConfigDict(frozen=True)

    discoverable: Discoverable = Discoverable.OFF
    contactable: bool = False
    use_contributions: bool = False
    notice: str = ""


class Availability(BaseModel):
    """When, how often and on what a member may be asked.

    Attributes:
        paused_until: first day on which they may be asked again, or None.
        paused_by_us: whether unanswered asks rather than the member paused them; with no day to
            end it, that lasts until they come back.
        most_asks: asks within 14 days.
        opens, closes: local times between which they are written to; the same one twice is all day.
        days: of the week, Monday is 0.
        time_zone: an IANA name, or empty for the community's.
        declined_topics: in the member's own words; questions on them are not put to them.
    """

    model_config = ConfigDict(frozen=True)

    paused_until: date | None = None
    paused_by_us: bool = False
    most_asks: Annotated[int, Field(ge=0, le=20)] = 3
    opens: time = time(8)
    closes: time = time(18)
    days: tuple[Annotated[int, Field(ge=0, le=6)], ...] = WORKING_WEEK
    time_zone: str = ""
    declined_topics: tuple[str, ...] = ()

    def zone(self, community: str) -> ZoneInfo:
        """Return the member's time zone, or else the community's."""
        return ZoneInfo(self.time_zone or community)


class Member(BaseModel):
    """A person in the community who has told the bot something about themselves.

    Attributes:
        id: Slack's.
        key: 12 hexadecimal digits; stands in document ids, where the person's id must not.
        never_pair: ids of members with whom they are never introduced, either way; confidential.
        hidden: ids of documents that must not speak for them.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    key: str
    profile: Profile = Profile()
    wishes: Wishes = Wishes()
    availability: Availability = Availability()
    never_pair: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    invitation: Invitation = Invitation.OPEN
    changed_at: datetime

    @property
    def is_suggested(self) -> bool:
        """Whether they are shown to those who ask on their subject."""
        return self.wishes.discoverable is Discoverable.SUGGEST

    @property
    def is_listed(self) -> bool:
        """Whether anybody at all is shown them."""
        return self.wishes.discoverable is not Discoverable.OFF


class WishChange(BaseModel):
    """A line in the log of what a member agreed to.

    Attributes:
        wish: name of a field of `Wishes`.
        value: it got.
        notice: version of the text that was shown.
    """

    model_config = ConfigDict(frozen=True)

    member: str
    at: datetime
    wish: str
    value: str
    notice: str


class WorkOrigin(StrEnum):
    """Where the description of a work comes from."""

    ORCID = "orcid"
    OPENALEX = "openalex"
    CROSSREF = "crossref"
    CSL = "csl"
    BIBTEX = "bibtex"
    RIS = "ris"


class Work(BaseModel):
    """A published work; nobody's until a member enters the ORCID that it was imported under.

    Attributes:
        id: 32 hexadecimal digits, the same for the same work under the same ORCID.
        orcid: of the one author for whom it was imported; co-authors have rows of their own.
        abstract: or empty.
        date: ISO date, month or year, or empty.
        kind: `article`, `book`, `report`, … as its source says, or empty.
        doi: in lower case without resolver, or empty.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    orcid: str
    title: str
    abstract: str = ""
    date: str = ""
    kind: str = ""
    doi: str = ""
    url: str = ""
    origin: WorkOrigin


class ExpectedMember(BaseModel):
    """A row of an imported list of members, which waits unseen until the person joins.

    Attributes:
        email: in lower case, the one by which the row is claimed; or empty.
        member: Slack id by which it is claimed, or empty.
    """

    model_config = ConfigDict(frozen=True)

    email: str = ""
    member: str = ""
    kind: str = ""
    organisation: str = ""
    organisation_kind: str = ""
    headline: str = ""
    topics: tuple[str, ...] = ()
    orcid: str = ""
