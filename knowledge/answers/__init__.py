"""Hits to answers."""
