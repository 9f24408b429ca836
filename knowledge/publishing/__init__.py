"""Documents to a published snapshot."""
