"""The tables, a file a subject; `migrations/` brings a database to this shape."""

from knowledge.adapters.sql.tables.base import metadata
from knowledge.adapters.sql.tables.channels import consents, followed, gone, messages
from knowledge.adapters.sql.tables.discussions import (
    assignments,
    cues,
    discussion_events,
    discussions,
    opt_outs,
    remarks,
    themes,
    votes,
)
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
from knowledge.adapters.sql.tables.reports import reports
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
    "assignments",
    "audit",
    "calls",
    "chores",
    "consents",
    "contributions",
    "corrections",
    "cues",
    "discussion_events",
    "discussions",
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
    "opt_outs",
    "passages",
    "posts",
    "pseudonyms",
    "quotes",
    "readings",
    "remarks",
    "reports",
    "roles",
    "salts",
    "sources",
    "thanked",
    "themes",
    "vectors",
    "votes",
    "waits",
    "wish_log",
    "withdrawn",
    "works",
]
