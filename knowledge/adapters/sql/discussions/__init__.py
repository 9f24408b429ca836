"""Discussions in SQL: their course, their cues, what was said, and its themes."""
