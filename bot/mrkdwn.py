"""Text on its way into Slack: nothing in it may ping, link, hide or overflow."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_URL_SAFE = "/:?#[]@!$&'()*+,;=%-._~"
_MARKUP = re.compile(r"[<>*_`~|\\@{}!]|\]\(|://|:\w+:|^\s*(?:[#+=-]|\d+[.)]\s)")
ELLIPSIS = "…"
URL_CHARS = 1500


def visible(text: str) -> str:
    """Return the text on one line, without control, direction and zero-width characters.

    Lone surrogates go too: they cannot be sent as UTF-8.
    """
    spaced = "".join(" " if char.isspace() else char for char in text)
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in _HIDDEN).split())


def clip(text: str, max_chars: int) -> str:
    """Return the text, cut at a word's end with an ellipsis when it is longer than `max_chars`."""
    if len(text) <= max_chars:
        return text
    cut = text[: max_chars - 1]
    head, space, _ = cut.rpartition(" ")
    kept = head if space and len(head) > max_chars // 2 else cut
    return kept.rstrip(" ,;:·") + ELLIPSIS


def plain(text: str, max_chars: int) -> str:
    """Return text for a `plain_text` object, at most `max_chars` long."""
    return clip(visible(text), max_chars)


def safe(text: str, max_chars: int) -> str:
    """Return text for mrkdwn: escaped, so that no mention, link or command in it is alive.

    Args:
        text: any text at all, such as a stranger's document.
        max_chars: limit of the escaped text, 2 or more; an entity is never cut in two.
    """
    seen = clip(visible(text), max_chars)
    while len(escaped := _escaped(seen)) > max_chars:
        seen = clip(seen, len(seen) - max(1, (len(escaped) - max_chars) // 5))
    return escaped


def is_web_address(url: str) -> bool:
    """Tell whether a text is an address that `link` would link."""
    return bool(_address(url))


def link(url: str, label: str, max_chars: int) -> str:
    """Return `label`, linked to `url` when that is an http(s) address, else the label alone.

    Args:
        max_chars: limit of the label once escaped; the address is added to it.
    """
    shown = safe(label, max_chars)
    address = _address(url)
    return f"<{address}|{shown.replace('|', '¦')}>" if address and shown else shown


def _escaped(text: str) -> str:
    return "".join(_ENTITIES.get(char, char) for char in text)


def _address(url: str) -> str:
    wanted = visible(url)
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(wanted) > URL_CHARS:
        return ""
    return _escaped(quote(wanted, safe=_URL_SAFE))


def streamable(text: str) -> str:
    """Return text for Slack's Markdown, or nothing when a character in it might be markup.

    Nothing is escaped: how Slack shows an escape in a stream is written down nowhere.
    """
    seen = visible(text)
    return "" if _MARKUP.search(seen) else seen
