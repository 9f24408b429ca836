"""Remarks under one prompt, put into themes: the same remarks always give the same themes."""

from knowledge.discussions.theming.finding import theme
from knowledge.discussions.theming.mapping import remap
from knowledge.discussions.theming.values import Group, Item, Themed

__all__ = ["Group", "Item", "Themed", "remap", "theme"]
