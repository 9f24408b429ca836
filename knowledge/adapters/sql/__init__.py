"""SQLAlchemy Core behind the store ports: SQLite on one machine, PostgreSQL beyond it."""
