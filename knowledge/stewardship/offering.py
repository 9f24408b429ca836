"""The life of contributions: offered, looked at, accepted, replaced, expired, taken back."""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from knowledge.errors import NotAllowedError, TransitionError
from knowledge.models.contributions import Contribution, ContributionState, Credit
from knowledge.models.offers import Decision, Offer
from knowledge.ports import Audit, Clock, Contributions
from knowledge.stewardship.documents import document_of
from knowledge.stewardship.following import Following, digest_of, place_of
from knowledge.stewardship.gatekeeping import Assess, is_barred, reason_to_hold
from knowledge.stewardship.life import ANSWERING
from knowledge.stewardship.offered import contribution_of

_S = ContributionState
WAITING = frozenset({_S.OFFERED, _S.HELD, _S.EXPIRED})
Withdraw = Callable[[Iterable[str]], object]
"""Takes documents out of answers now; ids that are not held are passed over."""
EDITED = "Its author changed it in Slack after it was accepted"


@dataclass(frozen=True, slots=True)
class OfferingStores:
    """What offering works with.

    Attributes:
        withdraw: takes documents out of answers now.
        rebuild: asks for a build of what a contribution is in.
        let_go: deletes an uploaded file, or sets it aside for a legal hold.
    """

    contributions: Contributions
    following: Following
    withdraw: Withdraw
    rebuild: Callable[[Contribution], object]
    let_go: Callable[[Contribution], object]
    audit: Audit
    clock: Clock


class Offering:
    """Everything that happens to contributions, whoever asks for it.

    Args:
        stores: where they are kept.
        assess: the community's rules of sensitivity.
    """

    def __init__(self, stores: OfferingStores, assess: Assess) -> None:
        self._contributions = stores.contributions
        self._following = stores.following
        self._withdraw = stores.withdraw
        self._rebuild = stores.rebuild
        self._let_go = stores.let_go
        self._audit = stores.audit
        self._clock = stores.clock
        self._assess = assess
        # Two curators press at the same moment: the second one is to see what the first did.
        self._one_at_a_time = threading.Lock()

    def offer(self, offer: Offer) -> Contribution | None:
        """Store an offer for the curators, or return the one from the same place.

        Returns:
            None when the text must not be stored: then nothing was.
        """
        new = contribution_of(offer, self._assess, self._clock.now())
        if new is None:
            return None
        known = self._contributions.by_origin(offer.origin)
        if known and known.state is _S.WITHDRAWN:
            self._contributions.delete(known.id)
        return self._contributions.offer(new)

    def waiting(self) -> tuple[Contribution, ...]:
        """Return what waits for a curator, oldest first; what has expired may be kept on."""
        return self._contributions.in_states(WAITING)

    def text_of(self, one: Contribution) -> str:
        """Return what a contribution says; empty for a file."""
        return one.text or self._following.held_text(one)

    def of_member(self, member: str) -> tuple[Contribution, ...]:
        """Return what a member offered, newest first, without what is withdrawn."""
        own = self._contributions.of_member(member)
        return tuple(one for one in reversed(own) if one.state is not _S.WITHDRAWN)

    def accept(self, seen: str, by: str, decision: Decision) -> Contribution:
        """Make a contribution knowledge from the next build on.

        Args:
            seen: what `handle_of` returned for what the curator looked at.
            by: the curator.
            decision: what they add.

        Raises:
            TransitionError: it has changed since, or was decided already.
        """
        with self._one_at_a_time:
            one = self._seen(seen)
            if one.state not in WAITING:
                raise _changed()
            if _is_said(one) and not self._following.release(one):
                raise _changed()
            added = decision.model_dump(exclude={"replaces"})
            accepted = self._moved(one, _S.ACCEPTED, **added)
        if decision.replaces and decision.replaces != one.id:
            self._supersede(decision.replaces, by=one.id)
        self._audit.record("contribution.accepted", by, one.id, label=one.label)
        self._rebuild(one)
        return accepted

    def decline(self, seen: str, by: str) -> Contribution:
        """Turn a contribution down; its text is deleted.

        Returns:
            It as it was, so that its contributor can be told.

        Raises:
            TransitionError: it has changed since, or was decided already.
        """
        with self._one_at_a_time:
            one = self._seen(seen)
            if one.state not in WAITING:
                raise _changed()
            self._end(one)
        self._audit.record("contribution.declined", by, one.id, label=one.label)
        return one

    def withdraw(self, contribution_id: str, member: str) -> bool:
        """Take a member's own contribution back, in whatever state; gone from the next answer on.

        Returns:
            False when there is nothing (any more) to take back.

        Raises:
            NotAllowedError: it is somebody else's.
        """
        one = self._contributions.get(contribution_id)
        if one is None or one.state is _S.WITHDRAWN:
            return False
        _check_owner(one, member)
        self._end(one)
        self._audit.record("contribution.withdrawn", member, one.id)
        return True

    def rename(self, contribution_id: str, member: str, credit: Credit, line: str) -> bool:
        """Change how a contribution names its author; the old name is in no answer any more.

        Who is no longer named is no longer the contact for what they tried either.

        Returns:
            False when it is gone.

        Raises:
            NotAllowedError: it is somebody else's.
        """
        one = self._contributions.get(contribution_id)
        if one is None or one.state is _S.WITHDRAWN:
            return False
        _check_owner(one, member)
        contact = line if one.trial and one.trial.contact and credit is Credit.NAME else ""
        trial = one.trial and one.trial.model_copy(update={"contact": contact})
        self._contributions.revise(one.id, credit=credit, credit_line=line, trial=trial)
        self._leave_answers(one)
        self._rebuild(one)
        return True

    def edited(self, origin: str, member: str, text: str) -> None:
        """Follow an edit of the message that a contribution was made of.

        One that waits says the new words; an accepted one leaves answers and waits again; one
        whose new words must not be stored is withdrawn.
        """
        one = self._contributions.by_origin(origin)
        if one is None or one.state is _S.WITHDRAWN or one.member != member:
            return
        verdict = self._assess(text)
        if digest_of(verdict.text) == one.digest:
            return
        if is_barred(verdict) or not verdict.text or one.state is _S.SUPERSEDED:
            self._end(one)
            return
        reasons = tuple(filter(None, [reason_to_hold(verdict)]))
        if one.state in ANSWERING:
            reasons = (EDITED, *reasons)
        self._leave_answers(one)
        if reasons and one.state is not _S.HELD:
            with suppress(TransitionError):  # an expired one is looked at when it is renewed
                self._contributions.move(one.id, _S.HELD)
        facts = {"text": verdict.text, "digest": digest_of(verdict.text), "label": verdict.label}
        self._contributions.revise(one.id, **facts, reasons=reasons)

    def deleted(self, origin: str, *, by: str = "") -> bool:
        """Follow the deletion of the message that a contribution was made of.

        Args:
            origin: of the contribution.
            by: member whose contribution it must be; empty when Slack itself says it is gone.
        """
        one = self._contributions.by_origin(origin)
        if one is None or one.state is _S.WITHDRAWN or by not in {"", one.member}:
            return False
        self._end(one)
        return True

    def expire_due(self, today: date) -> tuple[Contribution, ...]:
        """Let contributions expire whose last day has come.

        Returns:
            Those that expired now, as they were.
        """
        due = [
            one
            for one in self._contributions.in_states([_S.ACCEPTED, _S.INDEXED])
            if one.expires_on and one.expires_on <= today.isoformat()
        ]
        for one in due:
            if _is_said(one):
                self._end(one)
            else:
                self._leave_answers(one)
                self._contributions.move(one.id, _S.EXPIRED)
            self._audit.record("contribution.expired", "", one.id)
        return tuple(due)

    def _seen(self, seen: str) -> Contribution:
        one = self._contributions.get(seen.partition("|")[0])
        if one is None or handle_of(one) != seen:
            raise _changed()
        return one

    def _moved(self, one: Contribution, to: ContributionState, **changes: object) -> Contribution:
        moved = self._contributions.move(one.id, to, **changes)
        if moved is None:
            raise _changed()
        return moved

    def _end(self, one: Contribution) -> None:
        """Withdraw for good: the document first, so that no answer outlives the text."""
        if _is_said(one):
            self._following.unsay(*place_of(one.origin))
        if one.file:
            # First, while it can still be told whether a legal hold covers its text.
            self._let_go(one)
        self._leave_answers(one)
        self._contributions.move(one.id, _S.WITHDRAWN)

    def _leave_answers(self, one: Contribution) -> None:
        if one.state in ANSWERING and not _is_said(one):
            self._withdraw([document_of(one, self._following.channels)])

    def _supersede(self, contribution_id: str, *, by: str) -> None:
        known = self._contributions.get(contribution_id)
        if known and known.state in {_S.ACCEPTED, _S.INDEXED}:
            self._contributions.move(known.id, _S.SUPERSEDED, superseded_by=by)


def handle_of(one: Contribution) -> str:
    """Return what a button carries: which contribution, and how it stood when it was shown."""
    return f"{one.id}|{sha256(one.model_dump_json().encode()).hexdigest()[:12]}"


def _is_said(one: Contribution) -> bool:
    """Tell whether it stands for a message of a followed channel, which holds its text."""
    return one.origin.startswith("followed:")


def _check_owner(one: Contribution, member: str) -> None:
    if one.member != member:
        raise NotAllowedError(
            "Only who offered it can change it", "Open the list of your own contributions"
        )


def _changed() -> TransitionError:
    return TransitionError(
        "It has changed since you opened the list, or somebody has decided already",
        "Open the list again to see how it stands now",
    )
