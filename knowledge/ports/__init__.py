"""What the rooms ask of the outside world; `knowledge.adapters` holds the answers.

One suite in `tests/contracts/` a port runs over every implementation and its fake.
"""

from knowledge.ports.channels import Channels
from knowledge.ports.clock import Clock
from knowledge.ports.documents import DocumentStore, HeldDocuments, Readings, Sources
from knowledge.ports.embedding import Embedder, VectorCache, Vectors
from knowledge.ports.erasure import Erasures, Holding, Quotes, Receipts
from knowledge.ports.evaluation import Evaluations
from knowledge.ports.people import Introductions, Members, NamedTexts, Works
from knowledge.ports.records import AnswerRecords
from knowledge.ports.reranking import Reranker
from knowledge.ports.retention import Chores, Gaps, HoldStore, Perishable
from knowledge.ports.search import SearchIndex, Snapshots
from knowledge.ports.stewardship import Audit, Contributions, Marks, RoleStore
from knowledge.ports.uploads import MAX_UPLOAD_BYTES, Inspector, Uploads
from knowledge.ports.waiting import Calls, Waits
from knowledge.ports.work import AnswerLog, Inbox, Jobs, Posts
from knowledge.ports.writing import Writer

__all__ = [
    "MAX_UPLOAD_BYTES",
    "AnswerLog",
    "AnswerRecords",
    "Audit",
    "Calls",
    "Channels",
    "Chores",
    "Clock",
    "Contributions",
    "DocumentStore",
    "Embedder",
    "Erasures",
    "Evaluations",
    "Gaps",
    "HeldDocuments",
    "HoldStore",
    "Holding",
    "Inbox",
    "Inspector",
    "Introductions",
    "Jobs",
    "Marks",
    "Members",
    "NamedTexts",
    "Perishable",
    "Posts",
    "Quotes",
    "Readings",
    "Receipts",
    "Reranker",
    "RoleStore",
    "SearchIndex",
    "Snapshots",
    "Sources",
    "Uploads",
    "VectorCache",
    "Vectors",
    "Waits",
    "Works",
    "Writer",
]
