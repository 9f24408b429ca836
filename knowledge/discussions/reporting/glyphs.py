"""Texts in the letters that a typeface holds; what it lacks is named, not lost."""

import unicodedata

MISSING = "▯"
_BREAKS = "\n"
_SILENT = frozenset({"\u200d", "\ufe0e", "\ufe0f", "\u200b", "\ufeff"})
_SKIN = range(0x1F3FB, 0x1F400)


def printable(text: str, held: frozenset[int]) -> str:
    """Return a text without what cannot be printed.

    An emoji becomes its name in brackets, `[thumbs up sign]`; another sign that the typeface
    lacks becomes ▯; control characters go.

    Args:
        held: code points that the typeface holds.
    """
    return "".join(_sign(char, held) for char in text.replace("\t", "    "))


def _sign(char: str, held: frozenset[int]) -> str:
    category = unicodedata.category(char)
    if char in _SILENT or ord(char) in _SKIN or (category[0] == "C" and char not in _BREAKS):
        return ""
    if char in _BREAKS or ord(char) in held:
        return char
    if category in {"So", "Sk"}:
        return f"[{unicodedata.name(char, 'sign').lower()}]"
    return MISSING
