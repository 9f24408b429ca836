"""How a member stands: looked up anew each time somebody looks."""

from collections.abc import Iterator
from datetime import date

from bot.desk import Desk
from bot.views.cards import SHOWN_REASONS
from bot.views.findable import Standing
from bot.views.own_evidence import OWN
from knowledge.models.experts import Because, Card
from knowledge.models.members import Availability, Member
from knowledge.people.hours import free


def standing_of(user: str, desk: Desk) -> Standing:
    """Return how a person stands."""
    services = desk.services
    member = services.membership.of(user)
    held = member.availability if member else Availability()
    today = today_of(held, desk)
    return Standing(
        is_member=desk.audiences.is_member(user),
        member=member,
        card=_card(member, desk) if member and member.profile.name else None,
        today=today,
        science=desk.science,
    )


def today_of(held: Availability, desk: Desk) -> date:
    """Return which day it is where a member is."""
    zone = held.zone(desk.services.pack.time_zone)
    return desk.services.clock.now().astimezone(zone).date()


def _card(member: Member, desk: Desk) -> Card:
    profile = member.profile
    kinds = {term.key: term.name for term in desk.services.pack.member_kinds}
    return Card(
        member=member.id,
        name=profile.name,
        kind=kinds.get(profile.kind, ""),
        organisation=profile.organisation,
        headline=profile.headline,
        interest=profile.interest,
        because=tuple(_reasons(member, desk))[:SHOWN_REASONS],
        free=free(member, 0, desk.services.clock.now(), desk.services.pack.time_zone),
    )


def _reasons(member: Member, desk: Desk) -> Iterator[Because]:
    for one in desk.services.membership.evidence_of(member.id):
        is_used = one.kind in OWN or member.wishes.use_contributions
        if is_used and one.document_id not in member.hidden:
            yield one
