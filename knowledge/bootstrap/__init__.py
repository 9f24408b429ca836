"""The only place where ports meet adapters."""

from knowledge.bootstrap.people import experts
from knowledge.bootstrap.serving import open_services
from knowledge.bootstrap.stewarding import Stewardship, open_stewardship
from knowledge.bootstrap.stores import Stores, open_stores
from knowledge.bootstrap.tools import answers, curation, publishing, retriever

__all__ = [
    "Stewardship",
    "Stores",
    "answers",
    "curation",
    "experts",
    "open_services",
    "open_stewardship",
    "open_stores",
    "publishing",
    "retriever",
]
