"""A form to a profile: what it begins with, and what came back in it."""

from collections.abc import Iterator, Mapping

from bot.mrkdwn import is_web_address
from bot.people import PersonFacts
from bot.views.profile_form import (
    BIO,
    CONTACT,
    HEADLINE,
    HEADLINE_CHARS,
    INTEREST,
    KIND,
    LINKS,
    MOST_LINKS,
    MOST_TOPICS,
    ORCID,
    ORGANISATION,
    ORGANISATION_KIND,
    TOPIC_CHARS,
    TOPICS,
    UNSAID,
    Begun,
    Origin,
)
from knowledge.models.members import ExpectedMember, Member, Profile
from knowledge.text.orcids import orcid_of

NO_ORCID = "This is no ORCID. It has 16 digits, such as 0000-0002-1825-0097: please look it up."
TAKEN_ORCID = (
    "Another member has entered this ORCID. Enter your own; if this is yours, tell a curator."
)
NO_ADDRESS = "Write full addresses, one a line, such as https://example.org/me."
TOO_MANY_LINKS = f"Please give at most {MOST_LINKS} addresses."
TOO_MANY_TOPICS = f"Please name at most {MOST_TOPICS} subjects, one a line."
TOO_LONG_TOPIC = f"Write each subject on a line of its own, at most {TOPIC_CHARS} characters."
NOT_TO_BE_KEPT = "This looks like it holds {label}, which must not be kept. Take that out, please."


def begun(member: Member | None, expected: ExpectedMember | None, person: PersonFacts) -> Begun:
    """Return what the form begins with: what they saved, else what is expected, else their title.

    Args:
        member: None when they never told anything.
        expected: what an imported list says of them, or None.
        person: as Slack knows them; the name is Slack's in every case.
    """
    saved = member.profile.model_copy(update={"name": person.name}) if member else Profile()
    if saved.model_copy(update={"name": ""}) != Profile():
        return Begun(saved, Origin.SAVED)
    if expected:
        known = expected.model_dump(exclude={"email", "member"})
        return Begun(Profile(name=person.name, **known), Origin.EXPECTED)
    title = person.title.strip()[:HEADLINE_CHARS]
    origin = Origin.SLACK if title else Origin.SAVED
    return Begun(Profile(name=person.name, headline=title), origin)


def profile_of(said: Mapping[str, str], name: str) -> tuple[Profile, dict[str, str]]:
    """Return a profile as it was filled in, and what is wrong with it, by field.

    Args:
        said: field → what stands in it.
        name: of the member, as Slack has it.
    """
    topics, links = lines_of(said[TOPICS]), lines_of(said[LINKS])
    profile = Profile(
        name=name,
        kind=said[KIND].removeprefix(UNSAID),
        organisation=_on_a_line(said[ORGANISATION]),
        organisation_kind=said[ORGANISATION_KIND].removeprefix(UNSAID),
        headline=_on_a_line(said[HEADLINE]),
        topics=topics,
        bio=said[BIO].strip(),
        orcid=orcid_of(said[ORCID]),
        links=links,
        interest=_on_a_line(said[INTEREST]),
        contact=_on_a_line(said[CONTACT]),
    )
    return profile, dict(_wrong(profile, said[ORCID]))


def texts_of(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Return field → what was written in it, for the community's rules to judge."""
    lines = {TOPICS: profile.topics, LINKS: profile.links}
    named = (ORGANISATION, HEADLINE, BIO, INTEREST, CONTACT)
    return {**lines, **{field: (getattr(profile, field),) for field in named}}


def not_to_be_kept(unfit: Mapping[str, str]) -> dict[str, str]:
    """Return what is said below fields that hold what must not be kept.

    Args:
        unfit: field → what was found in it.
    """
    return {field: NOT_TO_BE_KEPT.replace("{label}", label) for field, label in unfit.items()}


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a field, each once, without those that are empty."""
    lines = (_on_a_line(one) for one in text.splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def _wrong(profile: Profile, orcid: str) -> Iterator[tuple[str, str]]:
    if orcid.strip() and not profile.orcid:
        yield ORCID, NO_ORCID
    if not all(is_web_address(one) for one in profile.links):
        yield LINKS, NO_ADDRESS
    elif len(profile.links) > MOST_LINKS:
        yield LINKS, TOO_MANY_LINKS
    if len(profile.topics) > MOST_TOPICS:
        yield TOPICS, TOO_MANY_TOPICS
    elif any(len(one) > TOPIC_CHARS for one in profile.topics):
        yield TOPICS, TOO_LONG_TOPIC


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
