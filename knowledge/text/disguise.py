"""Undo what hides a marking in a line: width, dashes, letter-spacing, decoration."""

import html
import re
import unicodedata
from dataclasses import dataclass

_UNSEEN = frozenset({"Cf", "Mn", "Me", "Co"})  # zero-width, accents put on top
_SYMBOLS = frozenset({"So", "Sm", "Sk"})  # emoji, boxes, arrows
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63]")
_ALIKE = (
    str.maketrans(
        "АВЕЅІЈКМНОРСТХУаеѕіјорсху"
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
        "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡ"
        "\u2044\u2215\u2236\ua789\u2027【〔〖】〕〗‹›│┃║❘→⇒➔►▶",
        "ABESIJKMHOPCTXYaesijopcxyABEZHIKMNOPTYXABCDEFGHIJKLMNOPRSTUVW//::·[[[]]]<>||||>>>>>",
    )
    | {0x1F170 + at: chr(65 + at) for at in range(26)}
    | {0x1F150 + at: chr(65 + at) for at in range(26)}
    | {0x1F1E6 + at: chr(65 + at) for at in range(26)}
)
"""What looks like a letter or a sign of ours."""

_ZERO = re.compile(r"(?<=[A-Z])0(?=[A-Z])|(?<!\w)0(?=[A-Z]{3})")
_INLINE = re.compile(
    r"</?(?:b|i|u|s|em|strong|span|font|small|big|mark|code|tt|ins|del|a|center|sup|sub)\b[^>]*>",
    re.IGNORECASE,
)
_HEADING_TAG = re.compile(r"<h[1-6]\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|br|hr|table|t[dhr]|caption|thead|tbody|tfoot|[uod]l|li|d[td]|html|head|body"
    r"|title|meta|link|style|script|section|article|header|footer|nav|main|aside|figure|figcaption"
    r"|blockquote|pre|img|input|form|label|button|svg|path|\w+:\w+|[a-z][\w-]*(?= [^<>]*=))"
    r"(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_META = re.compile(
    r"<meta\s+name=\W(?P<key>[^\"'>]+)\W\s+content=\W(?P<value>[^\"'>]+)\W\s*/?>", re.I
)
_LEFT_OVER = re.compile(r"^[^<>]{0,80}\w[^<>]{0,9}[\"']>")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]+)\]\([^()\s]*\)")
_OTHER_MARKUP = re.compile(
    r"\\[a-z]+\*?|\[/?(?:color|colour|size|font|center|b|i|u)\b[^\]]*\]|\{/?color[^}]*\}"
    r"|(?:@page\b)?\s*[.#@]?[\w-]+\s*\{\s*(?:@[\w-]+\s*\{\s*)?content\s*:",
    re.IGNORECASE,
)
_SLACK = re.compile(r"<(?:[@#!][^<>]*|[a-z]+:[^<>|]*(?:\|(?P<label>[^<>]*))?)>", re.IGNORECASE)
_EMOJI = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)")
_QUOTE = re.compile(r"\s*(?:>\s*)+")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_BULLET = re.compile(r"\s*(?:[-+*•◦‣·▪–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_TABLE = re.compile(r"\s*\|.*\|\s*")
_EMPHASIS = re.compile(r"[*`~\\]|(?<!\w)_+|_+(?!\w)")
_LEAD = re.compile(
    r"\s*(?P<sign>\*{1,3}|_{1,3}|`{1,3}|~~?)(?P<inside>[^*_`~]{2,80})(?P=sign)(?!\w)"
)
_JOINT = r"[A-Za-z:+/&-]"
_LETTER = r"[A-Za-z]"
_SPACED = re.compile(
    rf"(?<!\w){_LETTER}(?P<gap>[-.· /|]| [-·|/.] )(?:{_JOINT}(?P=gap))*{_LETTER}\.?(?!\w)"
)
_WIDELY_SPACED = re.compile(
    rf"(?<!\w){_LETTER}(?P<gap> {{2,4}})(?:{_JOINT}(?P=gap))+{_LETTER}\.?(?!\w)"
)
_LETTERS_FROM = {
    "-": 3,
    ".": 3,
    "·": 3,
    "/": 5,
    "|": 5,
}  # fewer are an abbreviation; two when parted by spaces
_SPACED_WORDS = re.compile("\x01 {1,9}(?:([-:/+&]) {1,9})?\x01")
_CELLS = re.compile(r"\s*[\t|¦]\s*|\s{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is meant.

    Attributes:
        text: with single spaces.
        cells: its columns, 1 or more.
        spaced: whether letter-spacing was undone, so that spaces between words may be missing.
        heading: whether it is a heading of Markdown or HTML.
        bullet: whether it is an item of a list.
        table: whether it is a row of a Markdown table.
        lead: the emphasised words that it begins with, or empty.
    """

    text: str
    cells: tuple[str, ...]
    spaced: bool = False
    heading: bool = False
    bullet: bool = False
    table: bool = False
    lead: str = ""


def uncovered(raw: str) -> Line:
    """Read a line as a person does who looks at it when it is shown."""
    tagged = html.unescape(raw) if "&" in raw else raw
    heading = bool(_HEADING_TAG.search(tagged)) if "<" in tagged else False
    text = _ZERO.sub("O", _seen(_without_tags(_without_markup(tagged))))
    if mark := _QUOTE.match(text):
        text = text[mark.end() :]
    text = _DASHES.sub("-", text)
    if mark := _HEADING.match(text):
        heading, text = True, text[mark.end() :].rstrip(" #")
    bullet = _is_bullet(text)
    table = bool(_TABLE.fullmatch(text))
    lead = _LEAD.match(text)
    text = _EMPHASIS.sub("", text).replace("_", "-")
    joined = _despaced(text)
    cells = tuple(cell for part in _CELLS.split(joined) if (cell := part.strip()))
    whole = " ".join(joined.split())
    begins = " ".join(lead["inside"].split()) if lead else ""
    return Line(whole, cells or (whole,), joined != text, heading, bullet, table, begins)


def _without_markup(text: str) -> str:
    if "<!--" in text:
        text = text.replace("<!--", " ").replace("-->", " ")
    if "](" in text:
        text = _LINK.sub(r"\g<text>", text)
    if "\\" in text or "]" in text or "{" in text:
        text = _OTHER_MARKUP.sub(" ", text)
    return text


def _without_tags(text: str) -> str:
    if "<" not in text and ">" not in text:
        return text
    text = _LEFT_OVER.sub("", _META.sub(r"\g<key>: \g<value>", text))
    plain = _INLINE.sub("", _SLACK.sub(lambda one: one["label"] or " ", text))
    return _TAG.sub("  ", plain)


def _seen(text: str) -> str:
    if text.isascii():
        return _EMOJI.sub(" ", text) if ":" in text else text
    wide = unicodedata.normalize("NFKC", text.translate(_ALIKE))
    return _EMOJI.sub(" ", "".join(_shown(char) for char in wide))


def _shown(char: str) -> str:
    category = "" if char.isascii() else unicodedata.category(char)
    if category in _UNSEEN:
        return ""
    return " " if category in _SYMBOLS else char


def _is_bullet(text: str) -> bool:
    mark = _BULLET.match(text)
    # “- SECRET -” is decorated, not listed.
    return bool(mark) and not text.rstrip().endswith(text.lstrip()[0])


def _despaced(text: str) -> str:
    marked = _WIDELY_SPACED.sub(_joined, _SPACED.sub(_joined, text))
    if marked == text:
        return text
    return _SPACED_WORDS.sub(lambda one: one[1] or " ", marked).replace("\x01", "")


def _joined(spaced: re.Match[str]) -> str:
    gap = spaced["gap"]
    word = spaced.group().rstrip(".").replace(gap, "")
    return f"\x01{word}\x01" if len(word) >= _LETTERS_FROM.get(gap.strip(), 2) else spaced.group()
