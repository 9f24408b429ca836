"""Slack's own markup to plain text, as the person meant it."""

import re

_MARKUP = re.compile(r"<([@#!]?)([^>|]*)(\|([^>]*))?>")
_BLANKS = re.compile(r"[^\S\n]+")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def plain_text(text: str) -> str:
    """Return a message's text with its line breaks and without markup.

    Links become their labels, channels their names, mentions of people vanish, and Slack's
    escapes of `&`, `<` and `>` are undone, because nothing is rendered from here on.
    """
    bare = unescaped(_MARKUP.sub(_said, text))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in bare.splitlines()).strip()


def unescaped(text: str) -> str:
    """Undo Slack's escapes of `&`, `<` and `>`."""
    for entity, char in _ENTITIES:
        text = text.replace(entity, char)
    return text


def _said(markup: re.Match[str]) -> str:
    sign, target, label = markup.group(1), markup.group(2), markup.group(4)
    if sign == "@":
        return label or " "
    return (label or "") if sign in {"#", "!"} else (label or target)
