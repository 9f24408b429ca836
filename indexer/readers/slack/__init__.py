"""Slack exports to documents, of channels and members who agreed."""
