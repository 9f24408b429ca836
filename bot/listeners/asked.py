"""A subcommand as it was given."""

from dataclasses import dataclass

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
