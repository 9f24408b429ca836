"""Opposite statements, which are never merged: both stand, with how many people said each."""

from collections.abc import Sequence

from knowledge.discussions.reporting.entries import Shown
from knowledge.discussions.reporting.quoting import quotes_of
from knowledge.discussions.reporting.sentences import Told, sentence, told
from knowledge.models.report_material import Material
from knowledge.models.report_parts import FEWEST, Difference, Entry, Sentence


def differences(
    material: Material, shown: Shown, prompt: int
) -> tuple[tuple[str, Difference], ...]:
    """Return the views that differ under a prompt.

    Returns:
        Each with the id of the theme that both sides lie in, or empty.
    """
    entries = {one.id: one for one in shown.entries if one.prompt == prompt}
    found = []
    for opposed in material.opposed:
        one = [entries[key] for key in opposed.one if key in entries]
        other = [entries[key] for key in opposed.other if key in entries]
        view = _view(one, other, material, shown)
        if view is not None:
            themes = {entry.theme for entry in (*one, *other)}
            found.append((themes.pop() if len(themes) == 1 else "", view))
    return tuple(found)


def _view(
    one: Sequence[Entry], other: Sequence[Entry], material: Material, shown: Shown
) -> Difference | None:
    quotes = [
        quotes_of((entry.id for entry in side), {entry.id: entry for entry in side}, 1)
        for side in (one, other)
    ]
    if not all(quotes):
        return None
    sides = (tuple(entry.id for entry in one), tuple(entry.id for entry in other))
    small_cells = material.discussion.attributed
    said = _said(sides, shown, small_cells=small_cells)
    return Difference(one=quotes[0][0], other=quotes[1][0], sentences=(said,), sides=sides)


def _said(
    sides: tuple[tuple[str, ...], tuple[str, ...]], shown: Shown, *, small_cells: bool
) -> Sentence:
    def counted(side: tuple[str, ...]) -> str | Told:
        people = len({shown.remarks[entry].person for entry in side})
        if people < FEWEST and not small_cells:
            return "too few people to be counted"
        return told("people", f"these:{','.join(side)}", people, "person", "people")

    one, other = counted(sides[0]), counted(sides[1])
    return sentence(
        (*sides[0], *sides[1]),
        "Views differ: the one is said by ",
        one,
        ", the other by ",
        other,
        ".",
    )
