"""What a member is found by, as documents."""

import pytest
from pydantic import ValidationError

from knowledge.models.access import PEOPLE, Audience, checked_scope
from knowledge.models.members import Member, Profile, Work, WorkOrigin
from knowledge.models.work import Source
from knowledge.people.dossiers import dossier_of
from knowledge.text.passages import split_document
from tests.fakes.clock import START

ADA = Member(
    id="U1ADA",
    key="0123456789ab",
    profile=Profile(
        name="Ada Sample",
        headline="Harbour lights",
        bio="I keep lamps lit.",
        topics=("lamps", "fog signals"),
        contact="ada@example.org",
    ),
    changed_at=START,
)
WORK = Work(
    id="f" * 32,
    orcid="0000-0002-1825-0097",
    title="Lamps at dusk",
    abstract="We lit them.",
    date="2024-05",
    doi="10.1/lamps",
    origin=WorkOrigin.ORCID,
)


def test_a_member_is_found_by_profile_topics_and_works() -> None:
    """Each under the member's key, in the scope that nobody reads."""
    profile, topics, work = dossier_of(ADA, [WORK])

    assert [one.info.id for one in (profile, topics, work)] == [
        "person:0123456789ab/profile",
        "person:0123456789ab/topics",
        f"person:0123456789ab/works/{WORK.id}",
    ]
    for one in (profile, topics, work):
        assert (one.info.members, one.info.named, one.info.scope) == (
            ("U1ADA",),
            ("U1ADA",),
            PEOPLE,
        )
        assert not Audience.of(full_member=True, member="U1ADA").may_read(one.info.scope)
    assert [one.text for one in profile.sections] == ["Harbour lights\n\nI keep lamps lit."]
    assert (work.info.date, work.info.url) == ("2024-05", "https://doi.org/10.1/lamps")


def test_no_audience_can_be_made_to_read_them() -> None:
    """Neither by a command line nor by a setting nor by a file."""
    with pytest.raises(ValidationError):
        Audience(scopes=frozenset({PEOPLE}))
    with pytest.raises(ValueError, match="no access scope"):
        checked_scope(PEOPLE)
    with pytest.raises(ValidationError):
        Source(key="docs", root="/docs", scope=PEOPLE)


def test_each_topic_is_a_passage() -> None:
    """So that one among ten others is as near to a question as one alone."""
    _profile, topics = dossier_of(ADA, [])

    passages = split_document(topics, lambda text: len(text.split()))

    assert [one.text for one in passages] == ["lamps", "fog signals"]


def test_nothing_names_a_person_in_reports_and_no_contact_is_indexed() -> None:
    """A report outlives what a member takes back."""
    found = list(dossier_of(ADA, [WORK]))

    assert [one.info.listed_as for one in found] == [
        "person:profile",
        "person:topics",
        "person:works",
    ]
    assert not any("ada@example.org" in one.model_dump_json() for one in found)


def test_who_said_nothing_has_no_documents() -> None:
    """And who has no name cannot be shown."""
    nameless = ADA.model_copy(update={"profile": Profile(headline="Lamps")})
    silent = ADA.model_copy(update={"profile": Profile(name="Ada Sample")})

    assert list(dossier_of(nameless, [WORK])) == []
    assert list(dossier_of(silent, [])) == []
