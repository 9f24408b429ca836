"""Whose word a theme is."""

from collections.abc import Iterable

from knowledge.models.themes import Assignment, By, Theme, ThemeState


def is_the_hosts(theme: Theme, placed: Iterable[Assignment]) -> bool:
    """Tell whether a host has named, chosen or filled a theme, so that no recompute removes it."""
    touched = theme.state is not ThemeState.CANDIDATE or theme.named_by is By.HOST
    if touched or theme.priorities:
        return True
    return any(one.theme == theme.id and one.by is By.HOST for one in placed)
