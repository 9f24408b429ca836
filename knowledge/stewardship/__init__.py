"""Looking after what is held: contributions, roles, retention, erasure."""
