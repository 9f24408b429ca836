"""Slack's Web API: one file per family of methods, and the table of them all."""
