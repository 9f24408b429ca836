"""What a person wrote in an e-mail, without what programs and firms put around it."""

import re
from typing import NamedTuple

MAX_GREETING = 40
MAX_SIGNATURE = 25
"""Lines below a sign-off that are a signature; after more of them the text went on."""

_PROSE_CHARS = 60  # a longer line below “Thanks” is text
_HEADERS, _HEAD_LINES = 3, 5  # so many different ones among so many lines are a message's head

_QUOTED = re.compile(r"\s*>")
_ANNOUNCES_QUOTE = re.compile(
    r"\s*(?:"
    r"On .{4,200}\bwrote:|"
    r"Le .{4,200}a écrit\s?:|Am .{4,200}schrieb.{0,100}:|"
    r"-{2,}\s?(?:Original Message|Forwarded message|Original Appointment)\s?-{2,}|"
    r"Begin forwarded message:"
    r")\s*",
    re.IGNORECASE,
)
_WROTE_IN_TWO_LINES = re.compile(r"\s*On .{4,200}\n.{0,200}\bwrote:\s*", re.IGNORECASE)
_HEADER = re.compile(r"\s*\*?(From|Sent|To|Cc|Date|Subject)\*?:\*?\s", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"\s*(?:"
    r"(?:with )?(?:(?:kind(?:est)?|best|warm(?:est)?|many|sincere)\s+)?(?:regards|wishes)|"
    r"(?:many|with) thanks|all the best|yours (?:sincerely|faithfully|truly)|sincerely|"
    r"sent from my \w.{0,40}|get outlook for .{0,20}"
    r")\s*[,.!]?\s*",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\s*(?:thank you|thanks(?: again)?|cheers|best)\s*[,.!]?\s*", re.IGNORECASE)
_GREETING = re.compile(
    r"\s*(?:hi|hello|dear|hey|good (?:morning|afternoon|evening)|greetings|all|team|colleagues)\b"
    r"[^.?]*",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"intended (?:solely|only|exclusively) for|intended recipient|received this (?:e-?mail|message)"
    r" in error|this (?:e-?mail|message)(?: and| \(| is| may| has| contains|, )|"
    r"think before you print|consider the environment before|scanned (?:for|by)|"
    r"monitor(?:ed|s|ing)? .{0,60}e-?mail|registered (?:office|in england|company)|"
    r"privacy notice|unsubscribe",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\n[^\S\n]*\n")


class Parted(NamedTuple):
    """An e-mail's text in two.

    Attributes:
        own: what its author wrote, without greeting and signature.
        rest: the lines that were left out.
    """

    own: str
    rest: tuple[str, ...]


def own_text(text: str) -> Parted:
    r"""Part what the author wrote from quotations, signatures and disclaimers.

    Args:
        text: plain text with `\n` as line end.
    """
    lines = text.split("\n")
    end = _end_of_own(lines)
    kept = [line for line in lines[:end] if not _QUOTED.match(line)]
    left_out = [line for line in lines[:end] if _QUOTED.match(line)] + lines[end:]
    kept, greeting = _without_greeting(kept)
    paragraphs = _BLANK.split("\n".join(kept))
    own = [one for one in paragraphs if not _is_disclaimer(one)]
    disclaimers = [one for one in paragraphs if _is_disclaimer(one)]
    rest = (*greeting, *left_out, *(line for one in disclaimers for line in one.split("\n")))
    return Parted("\n\n".join(own).strip(), tuple(line.strip(" \t>") for line in rest))


def _end_of_own(lines: list[str]) -> int:
    """Return the number of the first line that begins a quotation below, or a signature."""
    for at, line in enumerate(lines):
        if line.rstrip() == "--" or _ANNOUNCES_QUOTE.fullmatch(line) or _is_quoted_head(lines, at):
            return at if line.rstrip() == "--" else _signature(lines, at)
    return _signature(lines, len(lines))


def _is_quoted_head(lines: list[str], at: int) -> bool:
    """Tell whether the header of an earlier message begins here, as Outlook shows it."""
    if _WROTE_IN_TWO_LINES.fullmatch("\n".join(lines[at : at + 2])):
        return True
    if not _HEADER.match(lines[at]):
        return False
    shown = filter(None, map(_HEADER.match, lines[at : at + _HEAD_LINES]))
    return len({found.group(1).lower() for found in shown}) >= _HEADERS


def _signature(lines: list[str], end: int) -> int:
    """Return where the signature above `end` begins, or `end` where there is none."""
    below = 0
    begins = end
    prose = False
    for at in range(end - 1, -1, -1):
        below += bool(lines[at].strip())
        if below > MAX_SIGNATURE:
            break
        # Thanks may stand above the text as well as below it.
        if _SIGN_OFF.fullmatch(lines[at]) or (_THANKS.fullmatch(lines[at]) and not prose):
            begins = at
        prose = prose or len(lines[at]) > _PROSE_CHARS
    return begins


def _without_greeting(lines: list[str]) -> tuple[list[str], list[str]]:
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return lines, []
    line = lines[first]
    if len(line) <= MAX_GREETING and _GREETING.fullmatch(line):
        return lines[first + 1 :], [line]
    return lines, []


def _is_disclaimer(paragraph: str) -> bool:
    return bool(_DISCLAIMER.search(" ".join(paragraph.split())))
