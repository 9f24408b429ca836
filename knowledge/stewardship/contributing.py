"""What members say and offer, put together from opened stores."""

from functools import partial
from typing import Protocol

from knowledge.models.community import CommunityPack
from knowledge.models.contributions import Contribution
from knowledge.ports import Audit, Channels, Clock, Contributions, Jobs, Uploads
from knowledge.stewardship.catalogue import CHANNELS, Catalogue
from knowledge.stewardship.documents import document_of
from knowledge.stewardship.following import Following, FollowingStores
from knowledge.stewardship.holds import Holds
from knowledge.stewardship.offering import Offering, OfferingStores, Withdraw
from knowledge.text.sensitivity import assess


class Shelves(Protocol):
    """The stores that contributions need."""

    @property
    def pack(self) -> CommunityPack:
        """The community's."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def jobs(self) -> Jobs:
        """Builds."""
        ...

    @property
    def sources(self) -> Catalogue:
        """What can be built."""
        ...

    @property
    def contributions(self) -> Contributions:
        """What members offered."""
        ...

    @property
    def channels(self) -> Channels:
        """What is kept of followed channels."""
        ...

    @property
    def uploads(self) -> Uploads:
        """Files that members brought."""
        ...

    @property
    def holds(self) -> Holds:
        """Legal holds."""
        ...

    @property
    def audit(self) -> Audit:
        """The log."""
        ...


def following_of(shelves: Shelves) -> Following:
    """Bind followed channels to opened stores."""
    key = shelves.sources.key_at(CHANNELS.root)
    parts = FollowingStores(
        channels=shelves.channels,
        contributions=shelves.contributions,
        rebuild=lambda: shelves.jobs.request("", key),
        rebuild_due=lambda every_s: shelves.jobs.request_due(key, every_s) is not None,
        audit=shelves.audit,
        clock=shelves.clock,
    )
    return Following(parts, partial(assess, rules=shelves.pack.sensitivity))


def offering_of(shelves: Shelves, following: Following, withdraw: Withdraw) -> Offering:
    """Bind the life of contributions to opened stores.

    Args:
        shelves: the stores.
        following: what is said in channels.
        withdraw: takes documents out of answers now.
    """

    def rebuild(one: Contribution) -> None:
        document = document_of(one, shelves.channels)
        owners = [source for source in shelves.sources.known() if source.owns(document)]
        longest = max(owners, key=lambda source: len(source.root), default=None)
        shelves.jobs.request("", longest.key if longest else "")

    parts = OfferingStores(
        contributions=shelves.contributions,
        following=following,
        withdraw=withdraw,
        rebuild=rebuild,
        let_go=partial(let_go, shelves.uploads, shelves.holds),
        audit=shelves.audit,
        clock=shelves.clock,
    )
    return Offering(parts, partial(assess, rules=shelves.pack.sensitivity))


def let_go(uploads: Uploads, holds: Holds, one: Contribution) -> None:
    """Delete an uploaded file at once; set it aside when a legal hold covers it."""
    held = holds.covered_upload(one)
    if held:
        uploads.set_aside(held)
    else:
        uploads.discard(one.id)
