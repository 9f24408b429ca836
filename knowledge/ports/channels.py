"""What is kept of followed channels."""

from collections.abc import Iterable
from typing import Protocol

from knowledge.models.channels import Consent, FollowedChannel, Keeping, KeptMessage, Said


class Channels(Protocol):
    """Followed channels, consents and messages.

    The rule is the store's own: no text of a member is in it without that member's consent for
    that channel. Whatever changes or takes away a text takes the thread's document out of
    answers in the same transaction.
    """

    def follow(self, channel: FollowedChannel) -> FollowedChannel:
        """Follow a channel, or return how it is followed already; a closed one opens again."""
        ...

    def close(self, channel: str, *, forget: bool) -> FollowedChannel | None:
        """Stop to listen to a channel.

        Args:
            channel: its id.
            forget: take everything out that is kept of it, the consents too.

        Returns:
            How it was followed, or None when it was not, or was closed and is not forgotten now.
        """
        ...

    def followed(self) -> tuple[FollowedChannel, ...]:
        """Return all channels, closed ones too, by name."""
        ...

    def channel(self, channel: str) -> FollowedChannel | None:
        """Return one, or None when it is not known."""
        ...

    def reached(self, channel: str, ts: str) -> None:
        """Note up to which moment the history was read."""
        ...

    def agree(self, consent: Consent) -> bool:
        """Store a yes; a later one changes how the member is named, from when on stays.

        Returns:
            False when the channel is not followed: then nothing was stored.
        """
        ...

    def take_back(self, member: str, channel: str = "") -> int:
        """Delete a member's consent and messages, of one channel or of all.

        Returns:
            How many messages went.
        """
        ...

    def consents_of(self, member: str) -> tuple[Consent, ...]:
        """Return what a member agreed to."""
        ...

    def said_by(self, member: str) -> tuple[Said, ...]:
        """Return everything that is kept of a member, oldest first."""
        ...

    def listens(self, channel: str, member: str, ts: str) -> bool:
        """Tell whether what a member said at a moment may be kept."""
        ...

    def keep(self, said: Said) -> Keeping:
        """Store a message, or what an edit made of it; the same one again changes nothing."""
        ...

    def drop(self, channel: str, ts: str, version: str) -> Said | None:
        """Delete a message, and keep it from coming back in this version or an older one.

        Nothing is noted when the channel is not followed.

        Returns:
            What was kept, or None.
        """
        ...

    def release(self, channel: str, ts: str, version: str) -> bool:
        """Make a held message knowledge; False when it is not there in this version."""
        ...

    def message(self, channel: str, ts: str) -> Said | None:
        """Return a message that is kept or held."""
        ...

    def said_since(self, channel: str, oldest: str) -> tuple[Said, ...]:
        """Return what is kept or held of a channel from a moment on, oldest first."""
        ...

    def knowledge(self) -> Iterable[KeptMessage]:
        """Return all messages that are not held, by channel, thread and moment."""
        ...

    def note_news(self) -> None:
        """Note that something is to be built."""
        ...

    def take_news(self) -> bool:
        """Tell whether anything was kept since this was last asked."""
        ...
