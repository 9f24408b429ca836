"""A marked document: nothing is stored, and those who answer for the workspace are told."""

from bot.brought import Errand
from bot.delivery import Delivery
from bot.documents.notes import Notes
from bot.views.documents import blocked_alert, blocked_message
from bot.views.parts import Message
from knowledge.models.stewardship import Role
from knowledge.ports import Audit
from knowledge.stewardship.roles import Roles


class Refusals:
    """Tells of marked documents, once each, without their names."""

    def __init__(self, audit: Audit, delivery: Delivery, notes: Notes, roles: Roles) -> None:
        self._audit = audit
        self._delivery = delivery
        self._notes = notes
        self._roles = roles

    def block(self, errand: Errand, label: str) -> Message:
        """Tell administrators and the log; return what the person is told.

        Args:
            label: of the marking.
        """
        brought = errand.brought
        self._audit.record("document.blocked", errand.user, brought.id, label=label)
        for admin in self._roles.holders(Role.ADMIN):
            key = f"document {brought.id} blocked {admin}"
            self._delivery.tell(admin, key, blocked_alert(label, brought.user))
        message = blocked_message(label)
        self._notes.change(brought, errand.message, message, "blocked")
        return message
