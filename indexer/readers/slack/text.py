"""Slack's mrkdwn to plain text that names nobody who did not ask for it."""

import html
import re
from collections.abc import Callable, Iterable, Mapping

MEMBER = "[member]"

_ANGLES = re.compile(r"<([^<>]{1,3000})>")
_CODE = re.compile(r"```\n?(.*?)```|`([^`\n]+)`", re.DOTALL)
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+'’-]{1,60}:(?::skin-tone-\d:)?(?![\w:])", re.IGNORECASE)
_MARKS = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~])")
_BULLET = re.compile(r"^[ \t]*[•◦▪]\s+", re.MULTILINE)
_QUOTE = re.compile(r"^(?:>{3}|>)[ \t]?", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_MAX_MARKS = 5  # inside each other


def plain_text(text: str, member: Callable[[str], str], channels: Mapping[str, str]) -> str:
    """Return what a message says, without markup.

    Args:
        text: as Slack stores it, with `&`, `<` and `>` escaped.
        member: from a member's id to how they may be called.
        channels: names by id of the channels that everybody may know of.
    """

    def shown(found: re.Match[str]) -> str:
        return _target(found.group(1), member, channels)

    written = _QUOTE.sub("", text.replace("&gt;", ">"))
    written = _ANGLES.sub(shown, _CODE.sub(lambda code: code.group(1) or code.group(2), written))
    for _ in range(_MAX_MARKS):
        written, replaced = _MARKS.subn(r"\2", written)
        if not replaced:
            break
    written = _BULLET.sub("", _EMOJI.sub("", written))
    lines = (" ".join(line.split()) for line in html.unescape(written).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _target(inside: str, member: Callable[[str], str], channels: Mapping[str, str]) -> str:
    """Return what stands for a mention, a channel, a command or a link."""
    target, _, label = inside.partition("|")
    kind, name = target[:1], target[1:]
    if kind == "@":
        return member(name)
    if kind == "#":
        return f"#{channels[name]}" if name in channels else "[channel]"
    if kind == "!":
        return _command(name, label)
    return "[address]" if target.startswith(("mailto:", "tel:")) else label or target


def _command(name: str, label: str) -> str:
    if name.startswith("subteam"):
        return "[group]"
    return label if name.startswith("date") else f"@{name}"


class Names:
    """Full names that must not stand in a text, found by their first words."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names; those of one word are words too, and are left alone."""
        self._by_first: dict[str, list[str]] = {}
        for name in sorted({*names}, key=len, reverse=True):
            first, _, rest = name.partition(" ")
            if rest and _WORD.fullmatch(first):
                self._by_first.setdefault(first, []).append(name)

    def hidden(self, text: str) -> str:
        """Return the text with `MEMBER` in place of each of the names."""
        parts: list[str] = []
        done = 0
        for word in _WORD.finditer(text):
            at = word.start()
            for name in self._by_first.get(word.group(), ()) if at >= done else ():
                end = at + len(name)
                if text.startswith(name, at) and not text[end : end + 1].isalnum():
                    parts.extend([text[done:at], MEMBER])
                    done = end
                    break
        return "".join([*parts, text[done:]])
