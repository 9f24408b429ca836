"""A look at a document that somebody brings: what it is, and whether it may be kept."""
