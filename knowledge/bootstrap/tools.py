"""What works over opened stores: search, curation, publishing."""

from knowledge.adapters.build_lock import alone
from knowledge.answers.calibrating import calibration_over
from knowledge.answers.service import AnswerService
from knowledge.bootstrap.stores import Stores
from knowledge.publishing.publisher import Publishing
from knowledge.search.retriever import Retriever
from knowledge.stewardship.curation import Curation


def retriever(stores: Stores) -> Retriever:
    """Bind the search to opened stores."""
    reranker = stores.reranker()
    return Retriever(stores.snapshots, stores.documents, stores.embedder, reranker=reranker)


def answers(stores: Stores) -> AnswerService:
    """Bind answering in quotes to opened stores."""
    return AnswerService(stores.pack, retriever(stores), stores.clock)


def curation(stores: Stores) -> Curation:
    """Bind curators' marks to opened stores."""
    return Curation(stores.documents, stores.marks, stores.audit)


def publishing(stores: Stores, wait_s: float = 0) -> Publishing:
    """Bind publishing to opened stores.

    Args:
        stores: where to publish.
        wait_s: how long to wait for another who publishes to the same home; -1 for ever.
    """
    return Publishing(
        documents=stores.documents,
        vectors=stores.vectors,
        snapshots=stores.snapshots,
        embedder=stores.embedder,
        clock=stores.clock,
        calibration=calibration_over(stores),
        alone=lambda: alone(stores.home, wait_s),
        scrub=stores.scrub,
        is_held=stores.holds.covers_document,
    )
