"""Documents that people bring: the buttons under them, and the form."""

from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.brought import Brought, Details, Errand
from bot.desk import Desk
from bot.documents.form import details_of, errand_of
from bot.documents.looking import LOOK
from bot.documents.removing import REMOVE
from bot.documents.shelving import SHELVE, uploads_key
from bot.gate import dedup_key
from bot.submitted import NOT_TO_BE_SENT, may_not_be_kept
from bot.views.document_form import change_form, waiting_modal
from bot.views.documents import QUEUED
from knowledge.errors import NotAllowedError
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.text.sensitivity import assess

Json = dict[str, Any]
_NO_MEMBER = ("Documents are taken from full members only", "Ask a member to send it to me")


def add(ack: Ack, body: Json, client: WebClient, desk: Desk) -> None:
    """Open the modal at once; a worker looks at the document and fills it."""
    ack()
    errand = _errand(body)
    proposes = not desk.roles.is_curator(errand.user)
    if proposes and not desk.audiences.is_member(errand.user):
        raise NotAllowedError(*_NO_MEMBER)
    # A trigger lives for three seconds, and reading takes longer.
    opened = client.views_open(trigger_id=body["trigger_id"], view=waiting_modal(proposes=proposes))
    view: Json = opened["view"]
    waiting = errand.model_copy(update={"view": view["id"], "proposes": proposes})
    desk.services.inbox.put(f"{LOOK} {view['id']}", LOOK, waiting.model_dump())
    desk.workers.wake()


def submitted(ack: Ack, body: Json, desk: Desk) -> None:
    """Store what was said of the document, or say under a field what is wrong with it."""
    view, user = body["view"], body["user"]["id"]
    details = details_of(view)
    if isinstance(details, Details):
        rules = desk.services.pack.sensitivity
        if may_not_be_kept(details.typed, rules):
            ack(response_action="errors", errors={"title": NOT_TO_BE_SENT})
            return
        details = details.without_identifiers(lambda text: assess(text, rules).text)
        channel = details.scope.partition("channel:")[2]
        if channel and not desk.audiences.is_in(user, channel):
            details = {"channel": "Choose one that you are in, and invite me if it is private."}
    if not isinstance(details, Details):
        ack(response_action="errors", errors=details)
        return
    errand = errand_of(view).model_copy(update={"user": user, "details": details, "view": ""})
    desk.services.inbox.put(f"{SHELVE} {view['id']}", SHELVE, errand.model_dump())
    ack()
    desk.workers.wake()


def change(ack: Ack, body: Json, client: WebClient, desk: Desk) -> None:
    """Open the form as the document stands."""
    ack()
    errand = _errand(body)
    one = _permitted(errand, desk)
    if one.state is ContributionState.WITHDRAWN:
        desk.documents.show(one, errand)
        return
    view = change_form(errand, one, desk.services.pack.answer_kinds)
    client.views_open(trigger_id=body["trigger_id"], view=view)


def accept(ack: Ack, body: Json, desk: Desk) -> None:
    """Accept what was held or proposed; curators only."""
    ack()
    errand = _errand(body)
    _check_curator(errand.user, desk)
    one = _permitted(errand, desk)
    if one.state in {ContributionState.HELD, ContributionState.OFFERED}:
        moved = desk.services.contributions.move(one.id, ContributionState.ACCEPTED)
        desk.services.audit.record("document.accepted", errand.user, one.id, digest=one.digest)
        one = moved or one
    desk.documents.show(one, errand)


def reindex(ack: Ack, body: Json, desk: Desk) -> None:
    """Ask for a build; curators only."""
    ack()
    errand = _errand(body)
    _check_curator(errand.user, desk)
    one = _permitted(errand, desk)
    is_there = one.state is not ContributionState.WITHDRAWN
    if is_there:
        job, _ = desk.services.jobs.request(errand.user, uploads_key(desk.services))
        desk.services.audit.record("index.requested", errand.user, f"job-{job.id}")
    desk.documents.show(one, errand, QUEUED if is_there else "")


def remove(ack: Ack, body: Json, desk: Desk) -> None:
    """Have a document removed by a worker."""
    ack()
    errand = _errand(body)
    _permitted(errand, desk)
    key = f"{REMOVE} {dedup_key(body)}"
    desk.services.inbox.put(key, REMOVE, errand.model_dump())
    desk.workers.wake()


def _errand(body: Json) -> Errand:
    brought = Brought.model_validate_json(body["actions"][0]["value"])
    message = body["container"]["message_ts"]
    return Errand(brought=brought, user=body["user"]["id"], message=message)


def _permitted(errand: Errand, desk: Desk) -> Contribution:
    one = desk.services.contributions.get(errand.brought.id)
    if one is None:
        raise NotAllowedError("I no longer know this document", "Send it again")
    if one.member != errand.user:
        _check_curator(errand.user, desk)
    return one


def _check_curator(user: str, desk: Desk) -> None:
    if not desk.roles.is_curator(user):
        raise NotAllowedError("Only curators may do this", "Ask a curator")
