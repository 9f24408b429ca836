"""The member's own side of being found: who they are, and who may find them."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, Respond
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.listeners.home import publish
from bot.listeners.windows import filled, opened
from bot.profiles.filling import begun, profile_of
from bot.profiles.saving import agree, save
from bot.profiles.standing import standing_of
from bot.submitted import values_of
from bot.views.findable import FOR_MEMBERS, findable_modal
from bot.views.listing import NEVER_AGAIN, NOT_THIS_TIME
from bot.views.offers import notice_modal
from bot.views.parts import Json, Message, note
from bot.views.profile_form import PROFILE_TITLE, profile_form
from bot.views.wishes import (
    CONTACTABLE,
    CONTRIBUTIONS,
    DISCOVERABLE,
    WISHES_TITLE,
    YES,
    listing_version,
    wishes_form,
)
from knowledge.models.members import Discoverable, Wishes

SAVED = "Your profile is saved."
AGREED, LEFT = "Saved. You are found within minutes.", "Saved. Nobody finds you from now on."
Make = Callable[[str, Desk], Json]


def my_profile(asked: Asked, desk: Desk) -> Message | None:
    """`/science profile`, `/experts me`: the form with what a member says of themselves."""
    if not desk.audiences.is_member(asked.user):
        return note(FOR_MEMBERS)
    view_id = opened(asked.client, asked.trigger_id, PROFILE_TITLE)
    filled(asked.client, view_id, _profile(asked.user, desk))
    return None


def edit_profile(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Edit my profile*."""
    ack()
    show(body, client, desk, PROFILE_TITLE, _profile)


def profile_sent(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The form was sent: what is wrong stands at its field, else others see it as it is now."""
    view, user = body["view"], body["user"]["id"]
    if is_turned_away(ack, user, desk, PROFILE_TITLE):
        return
    profile, wrong = profile_of(values_of(view), desk.people.of(user).name)
    wrong = wrong or save(desk.services.membership, user, profile, view["private_metadata"])
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    done(ack, user, client, desk, SAVED)


def open_wishes(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Who may find me*: the switches as they stand."""
    ack()
    show(body, client, desk, WISHES_TITLE, _wishes)


def list_me(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*List me for this*: the same switches; who pressed it has chosen the first of them."""
    ack()

    def make(user: str, desk: Desk) -> Json:
        return _wishes(user, desk, Discoverable.SUGGEST)

    show(body, client, desk, WISHES_TITLE, make)


def wishes_sent(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The member has decided: that is the consent, or its end."""
    view, user = body["view"], body["user"]["id"]
    if is_turned_away(ack, user, desk, WISHES_TITLE):
        return
    said = values_of(view)
    wishes = Wishes(
        discoverable=Discoverable(said[DISCOVERABLE]),
        contactable=said[CONTACTABLE] == YES,
        use_contributions=said[CONTRIBUTIONS] == YES,
        notice=view["private_metadata"],
    )
    agree(desk.services.membership, user, wishes, desk.people.of(user).name)
    listed = wishes.discoverable is not Discoverable.OFF
    done(ack, user, client, desk, AGREED if listed else LEFT)


def list_not_now(ack: Ack, respond: Respond) -> None:
    """*Not now*: nothing changes, and the question goes."""
    ack()
    respond(text=NOT_THIS_TIME, replace_original=True)


def list_never(ack: Ack, body: dict[str, Any], respond: Respond, desk: Desk) -> None:
    """*Never ask*."""
    ack()
    desk.services.membership.invited(body["user"]["id"], never=True)
    respond(text=NEVER_AGAIN, replace_original=True)


def show(body: dict[str, Any], client: WebClient, desk: Desk, title: str, make: Make) -> None:
    """Open a window, or put the new one in place of that in which a button was pressed."""
    user, view = body["user"]["id"], body.get("view") or {}
    is_window = view.get("type") == "modal"
    view_id = view["id"] if is_window else opened(client, body["trigger_id"], title)
    is_member = desk.audiences.is_member(user)
    shown = make(user, desk) if is_member else notice_modal(FOR_MEMBERS, title)
    filled(client, view_id, shown)


def is_turned_away(ack: Ack, user: str, desk: Desk, title: str) -> bool:
    """Tell guests and partners that only members are listed; return whether it was one."""
    if desk.audiences.is_member(user):
        return False
    ack(response_action="update", view=notice_modal(FOR_MEMBERS, title))
    return True


def done(ack: Ack, user: str, client: WebClient, desk: Desk, news: str) -> None:
    """Show in the window and on the Home tab how a member stands now."""
    ack(response_action="update", view=findable_modal(standing_of(user, desk), news))
    publish(user, client, desk)


def refresh(body: dict[str, Any], client: WebClient, desk: Desk, news: str) -> None:
    """Show the same where a button was pressed, in a window or on the Home tab."""
    user, view = body["user"]["id"], body["view"]
    if view["type"] == "modal":
        shown = findable_modal(standing_of(user, desk), news)
        filled(client, view["id"], shown)
    publish(user, client, desk)


def _profile(user: str, desk: Desk) -> Json:
    services, person = desk.services, desk.people.of(user)
    known = services.membership.of(user)
    expected = services.membership.expected(user, person.email)
    version = listing_version(services.pack.notices)
    return profile_form(services.pack, begun(known, expected, person), version)


def _wishes(user: str, desk: Desk, chosen: Discoverable | None = None) -> Json:
    known = desk.services.membership.of(user)
    wishes = known.wishes if known else Wishes()
    return wishes_form(desk.services.pack.notices, wishes, desk.science, chosen)
