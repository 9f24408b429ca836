"""What a person reads when there is no answer; always to the asker alone."""

from bot.mrkdwn import safe
from bot.views.parts import FALLBACK_CHARS, Message, note
from knowledge.errors import KnowledgeError, NoSnapshotError
from knowledge.models.notices import Notices

TOO_LONG = (
    "That is more than I can take in at once. Please ask again in up to {limit:,} characters: "
    "one question at a time works best."
)
UNSURE_SENT = (
    "I was interrupted while I replied, and cannot see whether you got the answer. "
    "If you did not, please ask again."
)
UNFINISHED = "I could not finish this answer. Please ask again."
GONE = "The message with the question is no longer there. Please ask again."


def failed(notices: Notices, reference: str, error: KnowledgeError | None) -> Message:
    """Return the apology for a question that could not be answered.

    Args:
        error: what to explain; None when there is nothing that a person could act on.
    """
    if isinstance(error, NoSnapshotError):
        return note(notices.nothing_indexed)
    if error is not None:
        return note(f"{error} Reference: {reference}.")
    return Message(text=safe(notices.failed.replace("{reference}", reference), FALLBACK_CHARS))


def too_long(limit: int) -> Message:
    """Return the request to ask again in fewer characters."""
    return note(TOO_LONG.format(limit=limit))
