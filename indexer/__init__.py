"""Documents and contributions to a published snapshot."""
