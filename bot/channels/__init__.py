"""Followed channels: what is said in them, who agreed to it, and what was missed."""
