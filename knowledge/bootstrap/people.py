"""Who can help, over opened stores."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from knowledge.bootstrap.stores import Stores
from knowledge.people.dossiers import reached
from knowledge.people.experts import Experts, ExpertStores, evidence_over
from knowledge.people.introductions.base import IntroductionStores
from knowledge.people.introductions.introducing import Introducing
from knowledge.people.membership import Membership, MembershipStores
from knowledge.stewardship.catalogue import PEOPLE
from knowledge.text.sensitivity import assess


def experts(stores: Stores) -> Experts:
    """Bind the search for people to opened stores."""
    parts = ExpertStores(
        members=stores.people.members,
        introductions=stores.people.introductions,
        texts=stores.people.texts,
        documents=stores.documents,
        snapshots=stores.snapshots,
        embedder=stores.embedder,
        clock=stores.clock,
        pack=stores.pack,
    )
    return Experts(parts)


def membership(stores: Stores, withdraw: Callable[[Iterable[str]], object]) -> Membership:
    """Bind what members say of themselves to opened stores.

    Args:
        stores: the stores.
        withdraw: takes documents out of the index now.
    """

    def leave(beginnings: Sequence[str]) -> None:
        withdraw(reached(beginnings, stores.documents.live()))

    source = stores.sources.key_at(PEOPLE.root)
    parts = MembershipStores(
        members=stores.people.members,
        works=stores.people.works,
        pack=stores.pack,
        clock=stores.clock,
        assess=partial(assess, rules=stores.pack.sensitivity),
        evidence=evidence_over(stores.people.texts, stores.documents),
        leave=leave,
        rebuild=lambda: stores.jobs.request("", source),
    )
    return Membership(parts)


def introducing(stores: Stores) -> Introducing:
    """Bind introductions to opened stores."""
    return Introducing(
        IntroductionStores(
            introductions=stores.people.introductions,
            members=stores.people.members,
            gaps=stores.gaps,
            clock=stores.clock,
            zone=stores.pack.time_zone,
        )
    )
