"""A subcommand as it was given."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient


@dataclass(frozen=True, slots=True)
class Asked:
    """Who gave a subcommand, where, and with what.

    Attributes:
        rest: what follows the subcommand's own word.
        trigger_id: opens one modal within three seconds.
    """

    user: str
    channel: str
    rest: str
    trigger_id: str
    client: WebClient


def asked_of(command: dict[str, Any], client: WebClient) -> Asked:
    """Read a subcommand from what Slack sends."""
    return Asked(
        user=command["user_id"],
        channel=command["channel_id"],
        rest=str(command.get("text", "")).strip().partition(" ")[2].strip(),
        trigger_id=command["trigger_id"],
        client=client,
    )
