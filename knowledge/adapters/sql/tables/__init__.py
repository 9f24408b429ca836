"""The tables, a file a subject; `migrations/` brings a database to this shape."""

from knowledge.adapters.sql.tables.base import metadata
from knowledge.adapters.sql.tables.channels import consents, followed, gone, messages
from knowledge.adapters.sql.tables.documents import (
    documents,
    marks,
    passages,
    readings,
    sources,
    vectors,
    withdrawn,
)
from knowledge.adapters.sql.tables.evaluations import evaluations
from knowledge.adapters.sql.tables.people import (
    expected_members,
    introduction_steps,
    introductions,
    members,
    never_pairs,
    wish_log,
    works,
)
from knowledge.adapters.sql.tables.records import (
    answer_records,
    answer_sources,
    askers,
    kept_questions,
)
from knowledge.adapters.sql.tables.retention import (
    chores,
    corrections,
    erasures,
    gaps,
    holds,
    quotes,
    salts,
)
from knowledge.adapters.sql.tables.stewardship import audit, contributions, pseudonyms, roles
from knowledge.adapters.sql.tables.waiting import calls, thanked, waits
from knowledge.adapters.sql.tables.work import answers, inbox, jobs, posts

__all__ = [
    "answer_records",
    "answer_sources",
    "answers",
    "askers",
    "audit",
    "calls",
    "chores",
    "consents",
    "contributions",
    "corrections",
    "documents",
    "erasures",
    "evaluations",
    "expected_members",
    "followed",
    "gaps",
    "gone",
    "holds",
    "inbox",
    "introduction_steps",
    "introductions",
    "jobs",
    "kept_questions",
    "marks",
    "members",
    "messages",
    "metadata",
    "never_pairs",
    "passages",
    "posts",
    "pseudonyms",
    "quotes",
    "readings",
    "roles",
    "salts",
    "sources",
    "thanked",
    "vectors",
    "waits",
    "wish_log",
    "withdrawn",
    "works",
]
