"""Old Windows text, told from other encodings where there is no doubt."""

import re

from charset_normalizer import from_bytes

WESTERN = "cp1252"
LEAST = 64
"""Bytes from which a text is long enough to be guessed at."""

MOST_CHAOS = 0.01
LEAST_COHERENCE = 0.5
"""Measures of charset-normalizer: text of other encodings that were tried stays beyond them."""

_SAMPLE = 50_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_IMPLAUSIBLE = re.compile("[a-z][À-ÞŒŠŽŸ]|[ŒœŠšŽžŸƒˆ˜†‡]\\d|[\x80-\x9f]")


def as_western(data: bytes, at: int) -> str:
    """Decode text that Windows programs wrote in western Europe; nothing where it may be other.

    Args:
        data: no UTF-8.
        at: where its first byte that is no ASCII stands, or a later one.
    """
    sample = data[max(0, at - _SAMPLE) : at + _SAMPLE]
    if len(data) < LEAST or _CONTROL.search(data):
        return ""
    best = from_bytes(sample, cp_isolation=[WESTERN]).best()
    if best is None or best.chaos > MOST_CHAOS or best.coherence < LEAST_COHERENCE:
        return ""
    try:
        text = data.decode(WESTERN)
    except UnicodeDecodeError:
        return ""
    return "" if _IMPLAUSIBLE.search(text) else text
