"""What happens to followed channels as a whole, and reactions in them."""

from typing import Any

from bot.desk import Desk
from bot.views.consents import closed_for_curator
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.channels import FollowedChannel, FollowState

ARCHIVED = "it was archived"
GONE = "I am no longer in it, or it was deleted"
SHARED = "it is shared with another organisation now"
PRIVATE = "it is private now, and its people agreed to what all members may read"


def reacted(desk: Desk) -> None:
    """A reaction: the intake has done what it asks for."""
    desk.workers.wake()


def archived(event: dict[str, Any], desk: Desk) -> None:
    """Listen no longer; what was agreed to stays."""
    end_following(desk, event["channel"], ARCHIVED, forget=False)


def unarchived(event: dict[str, Any], desk: Desk) -> None:
    """Listen again to a channel that was followed."""
    known = desk.services.following.channels.channel(event["channel"])
    if known and known.state is FollowState.CLOSED:
        desk.services.following.follow(known)


def gone(event: dict[str, Any], desk: Desk) -> None:
    """Where edits and deletions cannot be seen any more, nothing may stay."""
    end_following(desk, event["channel"], GONE, forget=True)


def shared(event: dict[str, Any], desk: Desk) -> None:
    """Outsiders read along now: what was promised to the channel alone must go."""
    known = desk.services.following.channels.channel(event["channel"])
    if known:
        promised = known.scope not in {PUBLIC, COMMUNITY}
        end_following(desk, known.id, SHARED, forget=promised)


def turned_private(channel: FollowedChannel | None, *, is_private: bool) -> bool:
    """Tell whether a channel is private that was followed for all members to read."""
    return channel is not None and is_private and channel.scope in {PUBLIC, COMMUNITY}


def end_following(desk: Desk, channel: str, why: str, *, forget: bool) -> FollowedChannel | None:
    """Stop to follow a channel, and tell the curators why, once."""
    closed = desk.services.following.close(channel, forget=forget)
    if closed is None:
        return None
    letter = closed_for_curator(closed, why, forgot=forget)
    now = desk.services.clock.now().timestamp()
    for curator in desk.roles.all_curators():
        desk.letters.send(curator, f"closed {channel} {now}", letter)
    desk.workers.wake()
    return closed
