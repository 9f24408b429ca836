"""Legal holds: what must stay, whatever else says that it must go."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from knowledge.errors import HeldError, NotFoundError
from knowledge.models.contributions import Contribution
from knowledge.models.retention import Hold, HoldKind, Old
from knowledge.models.work import is_under
from knowledge.ports import Audit, Clock, DocumentStore, HoldStore
from knowledge.text.terms import terms

_OWNER = "owner:"


class Holds:
    """Places, lifts and obeys legal holds; each step is logged."""

    def __init__(
        self, store: HoldStore, documents: DocumentStore, audit: Audit, clock: Clock
    ) -> None:
        self._store = store
        self._documents = documents
        self._audit = audit
        self._clock = clock

    def place(self, kind: HoldKind, value: str, until: datetime, reason: str, by: str = "") -> Hold:
        """Place a hold.

        Args:
            value: a member id, words that a text must all hold, or a reference.
            until: when it ends by itself.
            reason: for the list; never a person's name.
            by: member id of who decided, or empty on the command line.

        Raises:
            HeldError: nothing could be covered, or it would have ended already.
        """
        now = self._clock.now()
        if not value.strip() or (kind is HoldKind.TOPIC and not terms(value)):
            raise HeldError("The hold would cover nothing", "Say which member, words or reference")
        if until <= now:
            raise HeldError("The hold would have ended already", "Give a date in the future")
        hold = Hold(
            id=f"H-{secrets.token_hex(4)}",
            kind=kind,
            value=value.strip(),
            reason=reason,
            placed_at=now,
            until=until,
        )
        self._store.place(hold)
        self._audit.record("hold.placed", by, hold.id, kind=kind, until=until.date().isoformat())
        return hold

    def lift(self, hold_id: str, by: str = "") -> None:
        """End a hold.

        Raises:
            NotFoundError: there is no such hold, or it was lifted before.
        """
        if not self._store.lift(hold_id, self._clock.now()):
            raise NotFoundError(
                f"{hold_id} is no hold that could be lifted", "Run python -m knowledge hold list"
            )
        self._audit.record("hold.lifted", by, hold_id)

    def all(self) -> tuple[Hold, ...]:
        """Return all holds, oldest first; those that ended too."""
        return self._store.all()

    def active(self) -> tuple[Hold, ...]:
        """Return the holds of this moment."""
        now = self._clock.now()
        return tuple(one for one in self._store.all() if one.is_active(now))

    def covering(self, thing: Old) -> Hold | None:
        """Return a hold that covers something, or None."""
        return covering(self.active(), thing)

    def covers_document(self, document_id: str) -> bool:
        """Tell whether a hold covers a live document: its members, its text or its id."""
        active = self.active()
        if not active:
            return False
        passages = list(self._documents.of_documents([document_id]))
        if not passages:
            return False
        info = passages[0].document
        owner = (info.scope.removeprefix(_OWNER),) if info.scope.startswith(_OWNER) else ()
        text = "\n".join([info.title, *(one.passage.indexed_text for one in passages)])
        thing = Old(key=info.id, text=text, members=(*info.members, *owner), reference=info.id)
        return covering(active, thing) is not None

    def covered_upload(self, one: Contribution) -> Old | None:
        """Return what a hold goes by of an uploaded file, or None when no hold covers it."""
        if not self.active():
            return None
        whole = one.document_id
        ids = [key for key in self._documents.live() if key == whole or is_under(key, whole)]
        texts = (part.passage.indexed_text for part in self._documents.of_documents(ids))
        members = (one.member,) if one.member else ()
        text = "\n".join([one.title, *texts])
        thing = Old(key=one.id, text=text, members=members, reference=whole)
        return thing if self.covering(thing) else None


def covering(holds: Iterable[Hold], thing: Old) -> Hold | None:
    """Return the first of the holds that covers something, or None."""
    words = frozenset(terms(thing.text))
    for hold in holds:
        if hold.kind is HoldKind.MEMBER and hold.value in thing.members:
            return hold
        if hold.kind is HoldKind.REQUEST and hold.value in {thing.reference, thing.key}:
            return hold
        if hold.kind is HoldKind.TOPIC and frozenset(terms(hold.value)) <= words:
            return hold
    return None
