"""Slack in, blocks out."""
