"""Roles, and a member's own data: shown, and forgotten."""

import logging
import re
import time
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.views.parts import Json, Message, note
from bot.views.stewardship import (
    FORGET_ME,
    changed_role,
    export_modal,
    forget_modal,
    forgetting_modal,
    forgotten_modal,
    kept_modal,
    roles_message,
    roles_usage,
)
from knowledge.errors import KnowledgeError
from knowledge.models.stewardship import Role

LOOKS, LOOK_S = 20, 0.2
_log = logging.getLogger(__name__)
_CHANGE = re.compile(
    r"(?P<verb>grant|revoke)\s+<@(?P<member>[UW][A-Z0-9]+)(?:\|[^>]*)?>\s+(?P<role>\w+)",
    re.IGNORECASE,
)


def roles(asked: Asked, desk: Desk) -> Message:
    """`/science roles [grant|revoke @member admin|curator|host]`: admins only."""
    if not desk.roles.is_admin(asked.user):
        return note(desk.services.pack.notices.admins_only)
    if not asked.rest:
        return roles_message({role: desk.roles.holders(role) for role in Role}, desk.science)
    change = _CHANGE.fullmatch(asked.rest)
    if change is None or change["role"].lower() not in set(Role):
        return Message(text=f"I changed nothing. {roles_usage(desk.science)}")
    member, role = change["member"], Role(change["role"].lower())
    granting = change["verb"].lower() == "grant"
    do = desk.roles.grant if granting else desk.roles.revoke
    changed = do(member, role, asked.user)
    return Message(text=changed_role(member, role, granting=granting, changed=changed))


def export(asked: Asked, desk: Desk) -> None:
    """`/science export`: show a person what is held of them."""
    held = desk.services.exports.of_member(asked.user, by=asked.user)
    view = export_modal(held, asked.user)
    asked.client.views_open(trigger_id=asked.trigger_id, view=view)


def forget(asked: Asked, _desk: Desk) -> None:
    """`/science forget`: explain to a person what would go, and let them decide."""
    asked.client.views_open(trigger_id=asked.trigger_id, view=forget_modal())


def forget_confirmed(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """Forget the person who decided so, and give them the receipt in the same window."""
    window = f"{FORGET_ME} {body['view']['id']}"
    ack(response_action="update", view={**forgetting_modal(), "external_id": window})
    user = body["user"]["id"]
    traces = desk.introductions.traces.of(user)
    try:
        receipt = desk.services.forgetting.forget(user, by=user)
    except KnowledgeError as error:
        _show(client, window, kept_modal(error))
        return
    desk.introductions.traces.put_away(traces)
    desk.workers.wake()
    _show(client, window, forgotten_modal(receipt))


def _show(client: WebClient, window: str, view: Json) -> None:
    """Update a window as soon as Slack has it: an update may overtake the acknowledgement."""
    for _ in range(LOOKS):
        try:
            client.views_update(external_id=window, view=view)
        except SlackApiError as error:
            if error.response.get("error") != "not_found":
                raise
            time.sleep(LOOK_S)
        else:
            return
    _log.info("somebody closed the window before they saw their receipt")
