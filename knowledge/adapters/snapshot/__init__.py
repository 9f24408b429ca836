"""Published vectors and terms on disk: written once, opened read-only, replaced whole."""
