"""What was answered: a table of its own, as there are far more answers than acts of stewards."""

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

# The only place that ties a member to the records of their answers. Not the audit log's
# pseudonyms: what curators do there is easily told to be theirs, and what they ask is not for it.
askers = Table(
    "askers",
    metadata,
    Column("member", Text, primary_key=True),
    Column("pseudonym", String(16), nullable=False, unique=True),
)

# The key is emptied when the asker is forgotten: it would lead to their message.
answer_records = Table(
    "answer_records",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=True, unique=True),
    Column("at", Float, nullable=False, index=True),
    Column("asker", String(16), nullable=False, index=True),
    Column("place", String(16), nullable=False),
    Column("state", String(12), nullable=False),
    Column("form", String(12), nullable=False),
    Column("route", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("threshold", Float, nullable=False),
    Column("index_version", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("writer", Text, nullable=False),
    sqlite_autoincrement=True,
)

# A document's id may be a file's name: it is emptied when the document is withdrawn.
answer_sources = Table(
    "answer_sources",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column(
        "record",
        Integer,
        ForeignKey("answer_records.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("passage_id", Integer, nullable=False),
    Column("document_id", Text, nullable=False, index=True),
)

kept_questions = Table(
    "kept_questions",
    metadata,
    Column(
        "record",
        Integer,
        ForeignKey("answer_records.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("text", Text, nullable=False),
    Column("kept_at", Float, nullable=False, index=True),
    Column("aside", Integer, nullable=False),
)
