"""From a submitted form to a kept document.

The bytes are written before the row, and only rows are indexed: whatever is cut off in between
is never read. The row's id follows from the message and the file, so that nothing is done twice.
"""

import threading
from collections import OrderedDict
from hashlib import sha256

from bot.brought import Details, Errand
from bot.documents.looks import Look, Looks
from bot.documents.notes import Notes
from bot.documents.refusals import Refusals
from bot.inbox import Ticket
from bot.views.documents import retry_message, standing_message
from knowledge.errors import KnowledgeError, RefusedFile
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.models.inspection import Outcome
from knowledge.models.work import InboxItem
from knowledge.services import Services
from knowledge.stewardship.catalogue import UPLOADS
from knowledge.stewardship.life import ANSWERING
from knowledge.stewardship.roles import Roles

SHELVE = "document_shelve"
CHANNEL = "document"
WATCHED = 500
CHANGED = "Who brought it changed what is said of it after it was accepted."
_S = ContributionState


class Shelving:
    """Keeps documents and changes what is said of them."""

    def __init__(
        self,
        services: Services,
        roles: Roles,
        looks: Looks,
        notes: Notes,
        refusals: Refusals,
    ) -> None:
        self._services = services
        self._roles = roles
        self._looks = looks
        self._notes = notes
        self._refusals = refusals
        self._shown: OrderedDict[str, tuple[ContributionState, Errand]] = OrderedDict()
        self._watching = threading.Lock()

    def work(self, item: InboxItem, ticket: Ticket) -> None:
        """Keep a document as it was described, or change the description."""
        errand = Errand.model_validate(item.payload)
        one = self._services.contributions.by_origin(errand.brought.origin)
        if one is None:
            one = self._new(errand, ticket)
        elif one.state is not _S.WITHDRAWN:
            one = self._changed(one, errand, ticket)
        if one is not None:
            self.show(one, errand)

    def explain(self, item: InboxItem) -> None:
        """Say nothing: the message changes when it is done."""

    def apologise(self, item: InboxItem, reference: str, error: KnowledgeError | None) -> None:
        """Say in the document's message that it was not kept."""
        errand = Errand.model_validate(item.payload)
        reason = error or RefusedFile(f"Something broke (reference {reference})", "Try again")
        one = self._services.contributions.get(errand.brought.id)
        if one is not None:
            self.show(one, errand, f"⚠️ {reason} Nothing was changed.")
            return
        self._services.uploads.discard(errand.brought.id)
        self._say_why_not(errand, reason, f"failed {reference}")

    def show(self, one: Contribution, errand: Errand, remark: str = "") -> None:
        """Bring the document's message in line with how it stands.

        Args:
            remark: what has just happened, or empty.
        """
        curator = self._roles.is_curator(errand.user)
        message = standing_message(one, errand.brought, for_curator=curator, remark=remark)
        about = f"{one.state} {errand.message}"
        self._notes.change(errand.brought, errand.message, message, about)
        self._watch(one, errand)

    def refresh(self) -> None:
        """Correct the messages whose documents were decided on or indexed since.

        Only those that this process has shown are known; any other one is correct again once
        somebody presses a button in it.
        """
        with self._watching:
            watched = list(self._shown.items())
        for key, (state, errand) in watched:
            one = self._services.contributions.get(key)
            if one is not None and one.state is not state:
                self._watch(one, errand)
                self.show(one, errand)

    def _watch(self, one: Contribution, errand: Errand) -> None:
        with self._watching:
            self._shown[one.id] = one.state, errand
            self._shown.move_to_end(one.id)
            if one.state is _S.WITHDRAWN or len(self._shown) > WATCHED:
                self._shown.pop(one.id if one.state is _S.WITHDRAWN else next(iter(self._shown)))

    def _new(self, errand: Errand, ticket: Ticket) -> Contribution | None:
        details = _details(errand)
        look = self._looks.look(errand.brought, details.typed)
        found = look.inspection
        ticket.settle()
        if found.outcome is Outcome.BLOCK:
            self._refusals.block(errand, found.label)
            return None
        if found.outcome is Outcome.REFUSED:
            message, _, remedy = found.refusal.rstrip(".").partition(". ")
            reason = RefusedFile(message, remedy or "Correct it, then send it again")
            self._say_why_not(errand, reason, "refused")
            return None
        return self._kept(errand, look, details)

    def _kept(self, errand: Errand, look: Look, details: Details) -> Contribution:
        curator = self._roles.is_curator(errand.user)
        state = _S.ACCEPTED if curator else _S.OFFERED
        if look.inspection.outcome is Outcome.HOLD:
            state = _S.HELD
        file = self._services.uploads.keep(errand.brought.id, look.name, look.data)
        one = Contribution(
            id=errand.brought.id,
            state=state,
            origin=errand.brought.origin,
            channel=CHANNEL,
            file=file,
            digest=sha256(look.data).hexdigest(),
            url=look.url,
            member="" if curator else errand.user,
            label=look.inspection.label,
            reasons=look.inspection.reasons,
            offered_at=self._services.clock.now(),
            **details.model_dump(),
        )
        stored = self._services.contributions.offer(one)
        self._services.audit.record(f"document.{state}", errand.user, one.id, digest=one.digest)
        return stored

    def _changed(self, one: Contribution, errand: Errand, ticket: Ticket) -> Contribution | None:
        details = _details(errand)
        data = self._services.uploads.read(one.file) or b""
        found = self._services.inspector.inspect(one.file, data, details.typed)
        ticket.settle()
        if found.outcome not in {Outcome.ALLOW, Outcome.HOLD}:
            reason = found.refusal or f"What you wrote is marked {found.label}."
            self.show(one, errand, f"⚠️ {reason} Nothing was changed.")
            return None
        why = self._looked_at_again(one, details, found.reasons, errand.user)
        if why and one.state is _S.SUPERSEDED:
            self.show(one, errand, "⚠️ It was superseded, and stays as it is. Nothing was changed.")
            return None
        return self._revised(one, details, why, errand.user)

    def _looked_at_again(
        self, one: Contribution, details: Details, reasons: tuple[str, ...], user: str
    ) -> tuple[str, ...]:
        """Return why a curator must look at a document after a change; empty when none must.

        What was let through was let through exactly as it was.
        """
        same = details.as_said_of(one)
        if one.state is _S.HELD or (reasons and one.state is _S.OFFERED):
            return reasons or one.reasons
        if one.state not in ANSWERING or (same == details and reasons == one.reasons):
            return ()
        if not self._roles.is_curator(user):
            return (CHANGED, *reasons)
        return reasons if (same.typed, one.reasons) != (details.typed, reasons) else ()

    def _revised(
        self, one: Contribution, details: Details, why: tuple[str, ...], user: str
    ) -> Contribution | None:
        services, changes = self._services, details.model_dump()
        if one.scope != details.scope or (why and one.state in ANSWERING):
            # Until the next build its passages would be as they were.
            services.withdrawals.withdraw([one.document_id])
        if why:
            services.contributions.move(one.id, _S.HELD)
            revised = services.contributions.revise(one.id, **changes, reasons=why)
        elif one.state is _S.INDEXED:
            revised = services.contributions.move(one.id, _S.ACCEPTED, **changes)
        else:
            revised = services.contributions.revise(one.id, **changes)
        if one.scope != details.scope:
            services.jobs.request("", uploads_key(services))
        services.audit.record("document.changed", user, one.id)
        return revised

    def _say_why_not(self, errand: Errand, reason: KnowledgeError, about: str) -> None:
        curator = self._roles.is_curator(errand.user)
        message = retry_message(errand.brought, reason, for_curator=curator)
        self._notes.change(errand.brought, errand.message, message, about)


def _details(errand: Errand) -> Details:
    if errand.details is None:
        raise ValueError("an errand without details was stored")
    return errand.details


def uploads_key(services: Services) -> str:
    """Return the key of the source that holds what people bring."""
    return next((one.key for one in services.sources.known() if one.root == UPLOADS.root), "")
