"""Presentations to documents, slide by slide."""
