"""References to documents, one an entry."""
