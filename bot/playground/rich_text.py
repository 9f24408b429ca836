"""`rich_text` blocks as safe HTML."""

from markupsafe import Markup, escape

from bot.playground.emoji import glyph
from bot.playground.records import Json
from bot.playground.render import Renderer, link

_STYLES = (("bold", "strong"), ("italic", "em"), ("strike", "s"), ("code", "code"))
_CONTAINERS = {
    "rich_text_section": Markup("<p>{}</p>"),
    "rich_text_preformatted": Markup("<pre>{}</pre>"),
    "rich_text_quote": Markup("<blockquote>{}</blockquote>"),
}


def rich_text(block: Json, renderer: Renderer) -> Markup:
    """Render all parts of a block."""
    return Markup("").join(_part(part, renderer) for part in block.get("elements", []))


def _part(part: Json, renderer: Renderer) -> Markup:
    if part.get("type") == "rich_text_list":
        tag = "ol" if part.get("style") == "ordered" else "ul"
        items = [Markup("<li>{}</li>").format(_inside(one, renderer)) for one in part["elements"]]
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), Markup("").join(items))  # noqa: S704
    shape = _CONTAINERS.get(str(part.get("type")), Markup("{}"))
    return shape.format(_inside(part, renderer))


def _inside(part: Json, renderer: Renderer) -> Markup:
    return Markup("").join(_leaf(one, renderer) for one in part.get("elements", []))


def _leaf(leaf: Json, renderer: Renderer) -> Markup:
    shown = _bare(leaf, renderer)
    for style, tag in _STYLES:
        if (leaf.get("style") or {}).get(style):
            shown = Markup("<{0}>{1}</{0}>").format(Markup(tag), shown)  # noqa: S704 - our tags
    return shown


def _bare(leaf: Json, renderer: Renderer) -> Markup:
    kind = leaf.get("type")
    if kind == "link":
        return link(str(leaf["url"]), str(leaf.get("text") or leaf["url"]))
    if kind == "emoji":
        return escape(glyph(str(leaf.get("name"))))
    if kind == "user":
        return renderer.mrkdwn(f"<@{leaf.get('user_id')}>")
    if kind == "channel":
        return renderer.mrkdwn(f"<#{leaf.get('channel_id')}>")
    if kind == "broadcast":
        return renderer.mrkdwn(f"<!{leaf.get('range')}>")
    return renderer.plain(str(leaf.get("text", "")), emoji=False)
