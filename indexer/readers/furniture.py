"""What web pages and PDFs carry around their text and nobody wants quoted."""

import re

_LINE = re.compile(
    r"(?:"
    r"(?:skip|jump) to (?:the )?(?:main |page )?(?:content|navigation|search|footer)|"
    r"(?:back|return|go) to (?:the )?top|"
    r"(?:accept|reject|allow|manage)(?: all| additional| analytics)? cookies|"
    r"(?:cookie|privacy) (?:settings|preferences)|"
    r"(?:hide|close) this message|"
    r"(?:print|share|save|email) this page|"
    r"(?:main )?menu|(?:open|close|toggle) (?:menu|navigation|search)|"
    r"page \d+(?: of \d+)?|[-–—] ?\d{1,4} ?[-–—]|"
    r"you are here:?|advertisement"
    r")[.:]?",
    re.IGNORECASE,
)

_REST_OF_HEADING = re.compile(r"[&,;:+/|)–—-]|(?:and|or|of|in|for|to|with|by|from|on) ")


def is_furniture(line: str) -> bool:
    """Tell whether a line, standing alone, belongs to the page and not to its text."""
    return bool(_LINE.fullmatch(" ".join(line.split())))


def is_fragment(heading: str) -> bool:
    """Tell whether a heading is the rest of one that was broken over lines."""
    return bool(_REST_OF_HEADING.match(heading))
