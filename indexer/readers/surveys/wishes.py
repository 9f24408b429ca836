"""What a respondent allows: consent and credit, in the words that forms offer."""

import re

_YES = re.compile(
    r"(?:yes|agreed?|i agree|(?:i )?consent(?:ed)?|i do|true|ticked|checked|accepted|x|[✓✔☑✅])"
    r"|(?:yes\W{1,3})?i (?:agree|consent|give (?:my )?(?:consent|permission))\b.*",
    re.DOTALL,
)
_LIMITS = re.compile(r"\b(?:not|no|never|but|unless|except|only|without|withdraw\w*)\b|n't\b")
_UNNAMED = re.compile(r"anonym|\bnone\b|\bnobody\b|\b(?:do not|don't|not|no)\b|\bwithout\b")
_BY_KIND = re.compile(r"\b(?:kind|role|type|group|sector|profession|job)\b")
_BY_NAME = re.compile(r"\b(?:name|named|yes)\b")


def consents(answer: str) -> bool:
    """Tell whether an answer is consent without a condition; nothing else is guessed."""
    plain = _plain(answer)
    return bool(_YES.fullmatch(plain)) and not _LIMITS.search(plain)


def credit_of(wish: str, name: str, kind: str) -> str:
    """Return how to credit somebody as they wished; nothing unless they asked for it."""
    plain = _plain(wish)
    if _BY_KIND.search(plain) and not _BY_NAME.search(plain.replace("not by name", "")):
        return kind
    if _UNNAMED.search(plain):
        return ""
    return name if _BY_NAME.search(plain) else ""


def _plain(answer: str) -> str:
    return " ".join(answer[:500].casefold().replace("’", "'").split()).strip(" .!;,")
