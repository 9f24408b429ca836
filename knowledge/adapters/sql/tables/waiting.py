"""Questions that wait for an answer, and where they were asked."""

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from knowledge.adapters.sql.tables.base import metadata

waits = Table(
    "waits",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("member", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("since", Float, nullable=False),
    Column("seen", String(64), nullable=False),
    Column("over", Integer, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("member", Text, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("channel", Text, nullable=False),
    Column("ts", Text, nullable=False),
    Column("named", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("asked_at", Float, nullable=False),
    Index(None, "channel", "ts"),
)

# Of a reply that helped: where it stands, never what it says or whose it is.
thanked = Table(
    "thanked",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("origin", Text, nullable=False, unique=True),
    Column("call", String(12), nullable=False, index=True),
    sqlite_autoincrement=True,
)

# However often somebody presses, they wait once; what a legal hold kept does not count.
Index(
    "uq_waits_member",
    waits.c.member,
    waits.c.digest,
    unique=True,
    sqlite_where=waits.c.over == 0,
    postgresql_where=waits.c.over == 0,
)
Index(
    "uq_calls_member",
    calls.c.member,
    calls.c.digest,
    unique=True,
    sqlite_where=calls.c.state.in_(["wanted", "open"]),
    postgresql_where=calls.c.state.in_(["wanted", "open"]),
)
