"""What is said of a message that was not kept; nothing of its text."""

from bot.models import WithheldFor
from bot.mrkdwn import safe
from bot.views.parts import Message, note
from knowledge.models.notices import Notices

LABEL_CHARS = 80


def for_asker(notices: Notices, why: WithheldFor) -> Message:
    """Return what the writer is told, privately."""
    texts = {
        WithheldFor.BLOCKED: notices.blocked,
        WithheldFor.HELD: notices.held,
        WithheldFor.OPERATIONAL: notices.operational,
    }
    return note(texts[why])


def for_admins(channel: str, label: str, reference: str, link: str) -> Message:
    """Return what an administrator is told.

    Args:
        channel: where the message stands.
        label: of its marking.
        link: to the message; empty when it was a command, which nobody else sees.
    """
    where = f"<#{channel}>" if channel.startswith("C") else "a direct conversation"
    place = f"<{link}|The message>" if link else "A command, which left no message,"
    text = (
        f"{place} in {where} carries the marking {safe(label, LABEL_CHARS)}, which must not be in "
        "this workspace. I kept nothing of its text and told its writer so. Please see that it is "
        f"deleted in Slack, and follow your rules on such incidents. Reference: {reference}."
    )
    return Message(text=text)
