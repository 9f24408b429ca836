"""The curators' queue, and each member's own contributions."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.desk import Desk
from bot.listeners.asked import Asked
from bot.listeners.offers import KIND_NEEDED, credit_of
from bot.listeners.windows import filled
from bot.submitted import NOT_TO_BE_SENT, may_not_be_kept, values_of
from bot.views.offers import CREDIT, MEMBER_KIND, accepted_letter, declined_letter, notice_modal
from bot.views.parts import Json
from bot.views.queue import (
    EVIDENCE,
    EXPIRES,
    KIND,
    MINE_TITLE,
    QUEUE_TITLE,
    READ_TITLE,
    REPLACES,
    REVIEW,
    WORD,
    Item,
    accept_form,
    decline_form,
    excerpt_modal,
    mine_modal,
    queue_modal,
    rename_form,
)
from bot.views.sources import loading_modal
from knowledge.errors import KnowledgeError, RefusedFile
from knowledge.models.contributions import Contribution, ContributionState, Credit
from knowledge.models.documents import Kind
from knowledge.models.offers import Decision
from knowledge.stewardship.offering import handle_of

CHANGED = "That one has changed since, or was decided already. This is how things stand now."
ACCEPTED = "Accepted. It answers questions within minutes, and its contributor has been told."
DECLINED = "Declined. What I had of it is deleted, and its contributor has been told."
TAKEN_BACK = "Taken back: it is in no answer any more, and what I had of it is deleted."
RENAMED = "Changed. The old name is in no answer any more."
_REPLACEABLE = (ContributionState.ACCEPTED, ContributionState.INDEXED)


def queue(asked: Asked, desk: Desk) -> None:
    """`/science queue`: what waits for a curator."""
    _open_queue(asked.client, asked.trigger_id, desk)


def mine(asked: Asked, desk: Desk) -> None:
    """`/science mine`: what this member has offered."""
    _open_mine(asked.client, asked.trigger_id, asked.user, desk)


def open_queue(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The button on the Home tab."""
    ack()
    if not desk.roles.is_curator(body["user"]["id"]):
        view = notice_modal(desk.services.pack.notices.curators_only, QUEUE_TITLE)
        client.views_open(trigger_id=body["trigger_id"], view=view)
        return
    _open_queue(client, body["trigger_id"], desk)


def open_mine(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The button on the Home tab."""
    ack()
    _open_mine(client, body["trigger_id"], body["user"]["id"], desk)


def accept(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Accept…*: ask what the curator adds."""
    ack()
    item = _pressed(body, desk)
    if item is None:
        _show_queue(client, body["view"]["id"], desk, CHANGED)
        return
    others = desk.services.contributions.in_states(_REPLACEABLE)
    view = accept_form(desk.services.pack, item, list(reversed(others)))
    client.views_push(trigger_id=body["trigger_id"], view=view)


def decline(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Decline…*: ask for a word to the contributor."""
    ack()
    item = _pressed(body, desk)
    if item is None:
        _show_queue(client, body["view"]["id"], desk, CHANGED)
        return
    client.views_push(trigger_id=body["trigger_id"], view=decline_form(item))


def read(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Read the beginning*: show a proposed document to whoever decides on it."""
    ack()
    item = _pressed(body, desk)
    if item is None:
        _show_queue(client, body["view"]["id"], desk, CHANGED)
        return
    opened = client.views_push(trigger_id=body["trigger_id"], view=loading_modal(READ_TITLE))
    view = excerpt_modal(item.one, _beginning(item.one, desk))
    filled(client, opened["view"]["id"], view)


def _beginning(one: Contribution, desk: Desk) -> str:
    data = desk.services.uploads.read(one.file)
    if data is None:
        return ""
    try:
        return desk.services.inspector.excerpt(one.file.partition("/")[2], data).text
    except RefusedFile:
        return ""


def accepted(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """A curator accepts; somebody who was quicker wins."""
    view, user = body["view"], body["user"]["id"]
    said = values_of(view)
    decision = Decision(
        kind=Kind(said[KIND] or Kind.OPINION),
        evidence=said[EVIDENCE],
        review_date=said[REVIEW],
        expires_on=said[EXPIRES],
        replaces=said.get(REPLACES, ""),
    )
    _check(user, desk)
    try:
        one = desk.services.offering.accept(view["private_metadata"], user, decision)
    except KnowledgeError:
        _back(ack, client, view, desk, CHANGED)
        return
    if one.member:
        desk.letters.send(one.member, f"accepted {one.id}", accepted_letter(one, desk.science))
        desk.workers.wake()
    _back(ack, client, view, desk, ACCEPTED)


def declined(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """A curator declines; somebody who was quicker wins."""
    view, user = body["view"], body["user"]["id"]
    _check(user, desk)
    word = values_of(view)[WORD]
    if may_not_be_kept(word, desk.services.pack.sensitivity):
        ack(response_action="errors", errors={WORD: NOT_TO_BE_SENT})
        return
    try:
        one = desk.services.offering.decline(view["private_metadata"], user)
    except KnowledgeError:
        _back(ack, client, view, desk, CHANGED)
        return
    if one.member:
        letter = declined_letter(one, word)
        desk.letters.send(one.member, f"declined {one.id}", letter)
        desk.workers.wake()
    _back(ack, client, view, desk, DECLINED)


def withdraw(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Take it back*: gone from the next answer on."""
    ack()
    user = body["user"]["id"]
    desk.services.offering.withdraw(body["actions"][0]["value"], user)
    filled(client, body["view"]["id"], _mine(user, desk, TAKEN_BACK))


def rename(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """*Change my name on it*: ask how."""
    ack()
    user, wanted = body["user"]["id"], body["actions"][0]["value"]
    own = {one.id: one for one in desk.services.offering.of_member(user)}
    if wanted in own:
        view = rename_form(desk.services.pack, own[wanted])
        client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        filled(client, body["view"]["id"], _mine(user, desk))


def renamed(ack: Ack, body: dict[str, Any], client: WebClient, desk: Desk) -> None:
    """The contributor has chosen how to be named."""
    view, user = body["view"], body["user"]["id"]
    said = values_of(view)
    if said[CREDIT] == Credit.KIND and not said[MEMBER_KIND]:
        ack(response_action="errors", errors={MEMBER_KIND: KIND_NEEDED})
        return
    ack()
    credit, line = credit_of(said, user, desk)
    desk.services.offering.rename(view["private_metadata"], user, credit, line)
    filled(client, view["root_view_id"], _mine(user, desk, RENAMED))


def _open_queue(client: WebClient, trigger_id: str, desk: Desk) -> None:
    # A trigger lives for three seconds, and looking things up may take longer.
    opened = client.views_open(trigger_id=trigger_id, view=loading_modal(QUEUE_TITLE))
    _show_queue(client, opened["view"]["id"], desk)


def _show_queue(client: WebClient, view_id: str, desk: Desk, news: str = "") -> None:
    items = [_item(one, desk) for one in desk.services.offering.waiting()]
    filled(client, view_id, queue_modal(items, _kinds(desk), news))


def _open_mine(client: WebClient, trigger_id: str, user: str, desk: Desk) -> None:
    opened = client.views_open(trigger_id=trigger_id, view=loading_modal(MINE_TITLE))
    filled(client, opened["view"]["id"], _mine(user, desk))


def _mine(user: str, desk: Desk, news: str = "") -> Json:
    own = desk.services.offering.of_member(user)
    return mine_modal(own, _kinds(desk), desk.science, news)


def _pressed(body: dict[str, Any], desk: Desk) -> Item | None:
    """Return the pressed item as it was shown, or None when it stands differently now."""
    _check(body["user"]["id"], desk)
    handle = body["actions"][0]["value"]
    items = (_item(one, desk) for one in desk.services.offering.waiting())
    return next((item for item in items if item.handle == handle), None)


def _back(ack: Ack, client: WebClient, view: Json, desk: Desk, news: str) -> None:
    """Close the form, and show the list behind it as it stands now."""
    ack()
    _show_queue(client, view["root_view_id"], desk, news)


def _item(one: Contribution, desk: Desk) -> Item:
    return Item(one, desk.services.offering.text_of(one), handle_of(one))


def _kinds(desk: Desk) -> dict[str, str]:
    return {term.key: term.name for term in desk.services.pack.contribution_kinds}


def _check(user: str, desk: Desk) -> None:
    desk.require_curator(user)
