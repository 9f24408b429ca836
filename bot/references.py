"""Reference numbers: what a person sees of an error, and what the log says about it."""

import logging
from hashlib import sha256

from slack_sdk.errors import SlackApiError

from knowledge.errors import places_of

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another when read aloud


def reference_of(key: str) -> str:
    """Return the reference of what has this key, such as `SG-7F3K`; always the same one."""
    number = int.from_bytes(sha256(key.encode()).digest()[:8], "big")
    letters = []
    for _ in range(4):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return f"SG-{''.join(letters)}"


def log_trouble(logger: logging.Logger, reference: str, error: BaseException) -> None:
    """Log what happened and where, on one line.

    The error's own words stay out: they may quote what a person wrote.
    """
    logger.error("%s %s at %s", reference, _named(error), places_of(error))


def job_id_of(key: str) -> str:
    """Return the name under which a reply is known to Slack and to the ledger.

    A digest: message metadata can be read by every app in the workspace.
    """
    return sha256(key.encode()).hexdigest()[:24]


def _named(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, SlackApiError):
        code = error.response.get("error", "") if hasattr(error.response, "get") else ""
        return f"{name}({code})"
    return name
