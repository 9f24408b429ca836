"""Asking people what is not held, put together from opened stores."""

from typing import Protocol

from knowledge.models.community import CommunityPack
from knowledge.models.retention import Old
from knowledge.ports import Calls, Clock, Contributions, HeldDocuments, Waits
from knowledge.stewardship.calling import Calling
from knowledge.stewardship.holds import Holds
from knowledge.stewardship.waiting import Ask, Waiting, WaitingStores


class Shelves(Protocol):
    """The stores that are needed beside the two of its own."""

    @property
    def pack(self) -> CommunityPack:
        """The community's."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def contributions(self) -> Contributions:
        """What members offered."""
        ...

    @property
    def documents(self) -> HeldDocuments:
        """What is held."""
        ...

    @property
    def holds(self) -> Holds:
        """Legal holds."""
        ...


def asking_around(
    shelves: Shelves, waits: Waits, calls: Calls, ask: Ask, days: int
) -> tuple[Waiting, Calling]:
    """Bind those who wait, and what is put to channels, to opened stores.

    Args:
        shelves: the other stores.
        waits: who waits.
        calls: what was put to channels.
        ask: answers a question.
        days: for how long somebody waits.
    """
    stores = WaitingStores(
        waits=waits,
        calls=calls,
        contributions=shelves.contributions,
        documents=shelves.documents,
        clock=shelves.clock,
        days=days,
    )

    def is_held(thing: Old) -> bool:
        return shelves.holds.covering(thing) is not None

    calling = Calling(calls, shelves.clock, is_held, shelves.pack.calls.a_day)
    return Waiting(stores, ask, is_held), calling
