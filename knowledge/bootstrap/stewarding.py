"""What stewards and the worker open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from knowledge.adapters.sql.chores import SqlChores
from knowledge.adapters.sql.perishables import all_perishables
from knowledge.bootstrap.stores import Stores, exports, forgetting, opened
from knowledge.bootstrap.tools import publishing
from knowledge.publishing.publisher import rewrite
from knowledge.settings import KnowledgeSettings
from knowledge.stewardship.exports import Exports
from knowledge.stewardship.forgetting import Forgetting
from knowledge.stewardship.retention import Purge
from knowledge.stewardship.withdrawal import catch_up


@dataclass(frozen=True, slots=True)
class Stewardship:
    """What an administrator's commands and the worker need.

    Attributes:
        chores: done by the worker between its jobs; they know themselves when they are due.
    """

    forgetting: Forgetting
    exports: Exports
    purge: Purge
    chores: Callable[[], None]


@contextmanager
def open_stewardship(settings: KnowledgeSettings) -> Iterator[tuple[Stores, Stewardship]]:
    """Open everything that stewards need; close it at the end of the block.

    Raises:
        KnowledgeError: the home, the pack, the model or the database cannot be used.
    """
    with opened(settings, deferred=True) as (stores, database):
        tools, chores = publishing(stores, wait_s=-1), SqlChores(database, stores.clock)
        purge = Purge(
            kept=all_perishables(database, settings, stores.uploads),
            gaps=stores.gaps,
            holds=stores.holds,
            chores=chores,
            audit=stores.audit,
            clock=stores.clock,
            scrub=stores.scrub,
        )

        def do_chores() -> None:
            purge.run_daily()
            catch_up(stores.documents, stores.jobs, chores)

        yield (
            stores,
            Stewardship(
                forgetting=forgetting(settings, stores, database, lambda: rewrite(tools)),
                exports=exports(stores, database),
                purge=purge,
                chores=do_chores,
            ),
        )
