"""Slack's mrkdwn, plain text and Markdown as safe HTML.

Whatever the text says, only the tags written in this file come out: text is escaped first, and
links lead to `http`, `https` and `mailto` only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from bot.playground.dates import slack_date
from bot.playground.emoji import EMOJI
from bot.playground.records import Json

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(
    ["table", "strikethrough"]
)
_MARKDOWN.disable("image")

_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_ATOM = re.compile(r"`(?P<code>[^`\n]+)`|<(?P<token>[^<>\n]+)>|:(?P<emoji>[a-z0-9_+-]+):")
_BARE_URL = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")
_STYLES = tuple(
    (re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^{mark}\n]*?\S){mark}(?![\w{mark}])"), tag)
    for mark, tag in ((r"\*", "strong"), ("_", "em"), ("~", "s"))
)
_KEPT = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")
_SCHEMES = ("http", "https", "mailto")

Namer = Callable[[str, str], str]


def unescape(text: str) -> str:
    """Turn Slack's three entities back into characters."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link(address: str, label: str) -> Markup:
    """Return a link, or the bare label when the address is not one for a browser."""
    if urlsplit(address).scheme not in _SCHEMES:
        return escape(label)
    shown = Markup('<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>')
    return shown.format(address, label)


@dataclass(slots=True)
class Renderer:
    """Renders texts.

    Args:
        names: Given `@` or `#` and an id, returns what to call it, or an empty text.
    """

    names: Namer
    _atoms: list[Markup] = field(default_factory=list)

    def text(self, piece: Json | None) -> Markup:
        """Render a text object of either kind."""
        if not piece:
            return Markup("")
        if piece.get("type") == "mrkdwn":
            return self.mrkdwn(str(piece.get("text", "")), autolink=not piece.get("verbatim"))
        return self.plain(str(piece.get("text", "")), emoji=bool(piece.get("emoji", True)))

    def plain(self, text: str, *, emoji: bool = True) -> Markup:
        """Render plain text: emoji and line breaks only."""
        shown = str(escape(text))
        if emoji:
            shown = re.sub(r":([a-z0-9_+-]+):", _emoji, shown)
        return Markup(shown.replace("\n", "<br>"))  # noqa: S704 - escaped above

    def markdown(self, text: str) -> Markup:
        """Render a `markdown` block; raw HTML and images in it stay text."""
        return Markup(_MARKDOWN.render(text))  # noqa: S704 - raw HTML is switched off

    def mrkdwn(self, text: str, *, autolink: bool = True) -> Markup:
        """Render Slack's own markup."""
        parts = _FENCE.split(_PRIVATE.sub("", text))
        shown = []
        for place, part in enumerate(parts):
            if place % 2:
                shown.append(Markup("<pre>{}</pre>").format(unescape(part)))
            elif part.strip("\n"):
                shown.append(self._paragraphs(part.strip("\n"), autolink=autolink))
        return Markup("").join(shown)

    def _paragraphs(self, text: str, *, autolink: bool) -> Markup:
        shown: list[Markup] = []
        quoted: list[Markup] = []
        for line in text.split("\n"):
            stripped = line.removeprefix("&gt;").removeprefix(">")
            if stripped != line:
                quoted.append(self._inline(stripped.strip(), autolink=autolink))
                continue
            shown.extend(_quote(quoted))
            shown.append(self._inline(line, autolink=autolink) + Markup("<br>"))
        shown.extend(_quote(quoted))
        return Markup("").join(shown).removesuffix(Markup("<br>"))

    def _inline(self, line: str, *, autolink: bool) -> Markup:
        self._atoms = []
        kept = _ATOM.sub(self._atom, line)
        if autolink:
            kept = _BARE_URL.sub(self._bare_url, kept)
        shown = str(escape(unescape(kept)))
        for pattern, tag in _STYLES:
            shown = pattern.sub(rf"<{tag}>\1</{tag}>", shown)
        return Markup(_KEPT.sub(self._restore, shown))  # noqa: S704 - escaped two lines above

    def _keep(self, shown: Markup) -> str:
        self._atoms.append(shown)
        return f"\ue000{len(self._atoms) - 1}\ue001"

    def _restore(self, match: re.Match[str]) -> str:
        return str(self._atoms[int(match.group(1))])

    def _bare_url(self, match: re.Match[str]) -> str:
        address = unescape(match.group())
        return self._keep(link(address, address))

    def _atom(self, match: re.Match[str]) -> str:
        if code := match.group("code"):
            return self._keep(Markup("<code>{}</code>").format(unescape(code)))
        if name := match.group("emoji"):
            return self._keep(escape(EMOJI[name])) if name in EMOJI else match.group()
        return self._keep(self._token(match.group("token")))

    def _token(self, token: str) -> Markup:
        body, _, label = token.partition("|")
        if body.startswith(("@", "#")):
            name = self.names(body[0], body[1:]) or unescape(label) or body[1:]
            return Markup('<span class="mention">{}{}</span>').format(body[0], name)
        if body.startswith("!date^"):
            return slack_date(body, unescape(label), link)
        if body.startswith("!"):
            name = unescape(label) or "@" + body[1:].split("^")[0]
            return Markup('<span class="mention loud">{}</span>').format(name)
        address = unescape(body)
        return link(address, unescape(label) or address.removeprefix("mailto:"))


def _emoji(match: re.Match[str]) -> str:
    return EMOJI.get(match.group(1), match.group())


def _quote(lines: list[Markup]) -> list[Markup]:
    if not lines:
        return []
    shown = Markup("<blockquote>{}</blockquote>").format(Markup("<br>").join(lines))
    lines.clear()
    return [shown]
