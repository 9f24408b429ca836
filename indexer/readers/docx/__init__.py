"""Word to documents: styles, lists, tables, revisions."""
