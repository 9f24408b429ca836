"""Introductions: what may follow what, who may be asked, and what is due."""
