"""E-mail to documents: what its author wrote, and nobody's name."""
