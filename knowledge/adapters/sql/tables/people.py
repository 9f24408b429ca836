"""Members as others may find them, their works, and their introductions."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

members = Table(
    "members",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", String(12), nullable=False, unique=True),
    Column("orcid", String(19), nullable=False),
    Column("discoverable", String(12), nullable=False, index=True),
    Column("body", Text, nullable=False),
)

# Not in the body: whoever is named here is erased from others' lists when they are forgotten.
never_pairs = Table(
    "never_pairs",
    metadata,
    Column("member", Text, primary_key=True),
    Column("other", Text, primary_key=True, index=True),
)

wish_log = Table(
    "wish_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("member", Text, nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("wish", String(24), nullable=False),
    Column("value", Text, nullable=False),
    Column("notice", Text, nullable=False),
    sqlite_autoincrement=True,
)

works = Table(
    "works",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("orcid", String(19), nullable=False, index=True),
    Column("body", Text, nullable=False),
)

expected_members = Table(
    "expected_members",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("email", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)

# Asker, candidate and digest are emptied when nothing may be told of them any more.
introductions = Table(
    "introductions",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("asker", Text, nullable=False, index=True),
    Column("candidate", Text, nullable=False, index=True),
    Column("digest", String(32), nullable=False),
    Column("state", String(12), nullable=False),
    Column("made_at", Float, nullable=False),
    Column("asked_at", Float, nullable=True, index=True),
    Column("due_at", Float, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "state", "due_at"),
)

introduction_steps = Table(
    "introduction_steps",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column(
        "introduction",
        String(12),
        ForeignKey("introductions.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("at", Float, nullable=False),
    Column("before", String(12), nullable=False),
    Column("after", String(12), nullable=False),
    Column("by", String(12), nullable=False),
    sqlite_autoincrement=True,
)

# Works belong to whoever entered their ORCID: to one member alone.
Index(
    "uq_members_orcid",
    members.c.orcid,
    unique=True,
    sqlite_where=members.c.orcid != "",
    postgresql_where=members.c.orcid != "",
)
Index(
    "uq_expected_members_email",
    expected_members.c.email,
    unique=True,
    sqlite_where=expected_members.c.email != "",
    postgresql_where=expected_members.c.email != "",
)
Index(
    "uq_expected_members_member",
    expected_members.c.member,
    unique=True,
    sqlite_where=expected_members.c.member != "",
    postgresql_where=expected_members.c.member != "",
)
# However often somebody presses, a question is put to one person at a time.
Index(
    "uq_introductions_asker",
    introductions.c.asker,
    introductions.c.digest,
    unique=True,
    sqlite_where=introductions.c.state.in_(["draft", "asked"]),
    postgresql_where=introductions.c.state.in_(["draft", "asked"]),
)
