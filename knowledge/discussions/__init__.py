"""Hosted discussions: their course, what is said in them, its themes and the report."""
