"""The form in which a member says who they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.mrkdwn import safe
from bot.views.parts import Json, context, form, line, paragraph, section, select
from knowledge.models.community import CommunityPack, Term
from knowledge.models.members import Profile

PROFILE_FORM, PROFILE_TITLE = "profile_form", "My profile"
KIND, ORGANISATION_KIND, ORGANISATION = "kind", "organisation_kind", "organisation"
HEADLINE, TOPICS, BIO, ORCID = "headline", "topics", "bio", "orcid"
LINKS, INTEREST, CONTACT = "links", "interest", "contact"
UNSAID = "-"
"""What stands for a choice that is left out: a menu cannot be emptied again."""

LINE_CHARS, HEADLINE_CHARS, BIO_CHARS = 100, 150, 1000
MOST_TOPICS, TOPIC_CHARS, MOST_LINKS, LINK_CHARS = 10, 60, 5, 300
_TOPICS_CHARS, _LINKS_CHARS = MOST_TOPICS * (TOPIC_CHARS + 1), MOST_LINKS * (LINK_CHARS + 1)


class Origin(StrEnum):
    """Where that comes from which the form begins with."""

    SAVED = "saved"
    EXPECTED = "expected"
    SLACK = "slack"


_ORIGINS = {
    Origin.SAVED: "",
    Origin.EXPECTED: (
        "It begins with what a list of members says of you, which an administrator brought. Nobody "
        "is shown any of it before you save it here."
    ),
    Origin.SLACK: (
        "It begins with your title in Slack. Nobody is shown any of it before you save it."
    ),
}


@dataclass(frozen=True, slots=True)
class Begun:
    """What the form begins with; the name is Slack's own."""

    profile: Profile
    origin: Origin


def profile_form(pack: CommunityPack, begun: Begun, notice: str) -> Json:
    """Return the form.

    Args:
        pack: the community's words.
        begun: what stands in it.
        notice: version of the text above it; carried to the submission.
    """
    origin = _ORIGINS[begun.origin]
    lead = [
        section(f"*{safe(begun.profile.name, 80)}*\nYour name is the one that you have in Slack."),
        *([section(origin)] if origin else []),
    ]
    saving = context("Saving lists you nowhere: *Who may find me* does, and only when you say so.")
    blocks = [*lead, saving, *_fields(pack, begun.profile), context(_listing(pack))]
    return form(PROFILE_FORM, PROFILE_TITLE, "Save", blocks, notice)


def _fields(pack: CommunityPack, one: Profile) -> list[Json]:
    return [
        _terms(KIND, "What you are", pack.member_kinds, one.kind),
        line(
            ORGANISATION,
            "Organisation",
            initial=one.organisation,
            most=LINE_CHARS,
            optional=True,
        ),
        _terms(
            ORGANISATION_KIND,
            "What sort of organisation",
            pack.organisation_kinds,
            one.organisation_kind,
        ),
        line(
            HEADLINE,
            "One line about you",
            initial=one.headline,
            hint="It stands below your name.",
            most=HEADLINE_CHARS,
            optional=True,
        ),
        paragraph(
            TOPICS,
            "Subjects on which you can help",
            initial="\n".join(one.topics),
            hint=f"One a line, at most {MOST_TOPICS}.",
            most=_TOPICS_CHARS,
        ),
        paragraph(
            BIO,
            "More about your work",
            initial=one.bio,
            hint="You are found by it. Leave out other people, cases, and anything confidential.",
            most=BIO_CHARS,
        ),
        *_addresses(one),
    ]


def _addresses(one: Profile) -> list[Json]:
    return [
        line(
            ORCID,
            "ORCID",
            initial=one.orcid,
            hint="Your own, such as 0000-0002-1825-0097: works that are held under it then speak "
            "for you.",
            most=LINE_CHARS,
            optional=True,
        ),
        paragraph(
            LINKS,
            "Web pages",
            initial="\n".join(one.links),
            hint=f"One full address a line, at most {MOST_LINKS}.",
            most=_LINKS_CHARS,
        ),
        line(
            INTEREST,
            "Commercial interest",
            initial=one.interest,
            hint="Such as: I work for a company that sells drones. It stands below your name.",
            most=HEADLINE_CHARS,
            optional=True,
        ),
        line(
            CONTACT,
            "How to reach you outside Slack",
            initial=one.contact,
            hint="Used only where you accepted to be introduced, and I cannot open a conversation "
            "for the two of you.",
            most=LINE_CHARS,
            optional=True,
        ),
    ]


def _terms(name: str, label: str, terms: Sequence[Term], chosen: str) -> Json:
    options = {**{term.key: term.name for term in terms}, UNSAID: "Rather not say"}
    return select(name, label, options, initial=chosen, optional=True)


def _listing(pack: CommunityPack) -> str:
    return safe(pack.notices.listing, 2000)
