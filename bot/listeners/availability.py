"""When a member may be asked, and what speaks for them."""

from datetime import date, timedelta
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.home import publish
from bot.listeners.profile import done, is_turned_away, refresh, show
from bot.profiles.filling import not_to_be_kept
from bot.profiles.standing import today_of
from bot.profiles.timing import Before, availability_of, is_zone
from bot.submitted import several_of, values_of
from bot.views.findable import (
    BACK,
    NOT_A_DAY_TO_COME,
    PAUSE_TITLE,
    PAUSED,
    UNTIL,
    pause_form,
)
from bot.views.hours import DAYS, DECLINED, HOURS_TITLE, NEVER, hours_form
from bot.views.own_evidence import EVIDENCE_TITLE, HIDE, evidence_modal, page_and_line
from bot.views.parts import Json
from knowledge.models.members import Availability

SAVED = "Your hours and limits are saved."
_PROPOSED = timedelta(days=14)


def open_pause(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Pause*: ask until when."""
    ack()
    show(body, client, desk, PAUSE_TITLE, _pause)


def pause_sent(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Nobody can ask them before that day."""
    user, membership = body["user"]["id"], desk.services.membership
    if is_turned_away(ack, user, desk, PAUSE_TITLE):
        return
    until = date.fromisoformat(values_of(body["view"])[UNTIL])
    if until <= today_of(_held(user, desk), desk):
        ack(response_action="errors", errors={UNTIL: NOT_A_DAY_TO_COME})
        return
    membership.pause(user, until)
    done(ack, user, client, desk, PAUSED)


def resume(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*I am back*."""
    ack()
    desk.services.membership.pause(body["user"]["id"], None)
    refresh(body, client, desk, BACK)


def open_hours(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*When I may be asked*."""
    ack()
    show(body, client, desk, HOURS_TITLE, _hours)


def hours_sent(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Hours, limits, and with whom they are never introduced."""
    user, view, membership = body["user"]["id"], body["view"], desk.services.membership
    if is_turned_away(ack, user, desk, HOURS_TITLE):
        return
    held, several = _held(user, desk), several_of(view)
    before = Before(held, today_of(held, desk))
    wanted, wrong = availability_of(values_of(view), several[DAYS], before)
    unfit = membership.unfit({DECLINED: wanted.declined_topics})
    if wrong := wrong or not_to_be_kept(unfit):
        ack(response_action="errors", errors=wrong)
        return
    membership.availability(user, wanted)
    membership.never_pair(user, several[NEVER])
    done(ack, user, client, desk, SAVED)


def open_evidence(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*What speaks for me*, and its other pages."""
    ack()
    page, _ = page_and_line(body["actions"][0]["value"])
    show(body, client, desk, EVIDENCE_TITLE, lambda user, desk: _evidence(user, page, desk))


def change_evidence(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Do not use this*, or *Use it again*."""
    ack()
    action, user = body["actions"][0], body["user"]["id"]
    page, document_id = page_and_line(action["value"])
    is_hidden = action["action_id"] == HIDE
    desk.services.membership.hide(user, document_id, hidden=is_hidden)
    show(body, client, desk, EVIDENCE_TITLE, lambda user, desk: _evidence(user, page, desk))
    publish(user, client, desk)


def _held(user: str, desk: Desk) -> Availability:
    known = desk.services.membership.of(user)
    return known.availability if known else Availability()


def _pause(user: str, desk: Desk) -> Json:
    today = today_of(_held(user, desk), desk)
    return pause_form(today + timedelta(days=1), today + _PROPOSED)


def _hours(user: str, desk: Desk) -> Json:
    known, held = desk.services.membership.of(user), _held(user, desk)
    until = held.paused_until
    paused = until.isoformat() if until and until > today_of(held, desk) else ""
    zone = held.time_zone or desk.people.of(user).time_zone
    shown = zone if zone and is_zone(zone) else desk.services.pack.time_zone
    apart = sorted(known.never_pair) if known else ()
    return hours_form(held.model_copy(update={"time_zone": shown}), apart, paused)


def _evidence(user: str, page: int, desk: Desk) -> Json:
    membership = desk.services.membership
    known, lines = membership.of(user), membership.evidence_of(user)
    hidden = known.hidden if known else frozenset[str]()
    uses = bool(known and known.wishes.use_contributions)
    return evidence_modal(lines, hidden, page, uses_shared=uses)
