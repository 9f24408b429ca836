"""Numbers, dates and measures of a text, each as one token however it was written."""

import re
from collections.abc import Iterator
from decimal import Decimal


def _numbered(names: str, start: int = 0) -> dict[str, int]:
    """Number words, parted by blanks; those parted by a comma alone share a number."""
    return {
        name: number for number, same in enumerate(names.split(), start) for name in same.split(",")
    }


_UNITS = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = {
    name: 10 * number
    for name, number in _numbered(
        "twenty thirty forty fifty sixty seventy eighty ninety", start=2
    ).items()
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", start=1
)
_SHARES = {
    "half": "0.5", "halves": "0.5", "halved": "0.5", "halving": "0.5",
    "quarter": "0.25", "quarters": "0.25",
    "twice": "2", "double": "2", "doubled": "2", "doubles": "2", "doubling": "2",
    "triple": "3", "tripled": "3", "threefold": "3", "twofold": "2", "tenfold": "10",
}  # fmt: skip
_MONTHS = _numbered(
    "January,Jan February,Feb March,Mar April,Apr May June,Jun July,Jul August,Aug "
    "September,Sept,Sep October,Oct November,Nov December,Dec",
    start=1,
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# At the head of a sentence two of them are words of their own.
_MONTH_NAME = re.compile(rf"(?<![.!?] )(?<!^)\b({_MONTH})\b|\b({_MONTH})\b(?=\.? \d)")
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b(?P<month>,? (?:of )?(?:{_MONTH})\b)|"
    rf"\b(?P<before>(?:{_MONTH})\.? (?:the )?)(?P<after>\d{{1,2}})(?:st|nd|rd|th)\b"
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{2,4})\b")
_MEASURE = (
    r"seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|kilomet(?:re|er)s?|"
    r"km|miles?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|cm|mm|grams?|kilograms?|kg|"
    r"tonnes?|tons?|lit(?:re|er)s?|degrees?|pounds?|dollars?|euros?|percentage points?"
)
_DIGITS = re.compile(
    r"(?P<sign>[£$€])?(?<![\w.])(?P<whole>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+|\d+)"
    r"(?P<part>\.\d+)?(?P<ordinal>(?:st|nd|rd|th)\b)?"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|bn|m|k)\b)?"
    r"(?:\s?(?P<share>%|per ?cent\b))?"
    rf"(?:[\s-](?P<measure>{_MEASURE})\b)?",
    re.IGNORECASE,
)
_SHORT_SCALES = {"k": 1000, "m": 10**6, "bn": 10**9}
_NUMERAL = "|".join([*_UNITS, *_TENS, *_SCALES, "dozen"])
_IN_WORDS = re.compile(
    rf"\b(?P<words>(?:an?\s(?=hundred|thousand|million|billion|dozen))?(?:{_NUMERAL})"
    rf"(?:(?:[\s-]|\sand\s)(?:{_NUMERAL}))*)\b"
    r"(?P<share>\s?%|\sper ?cent\b)?"
    rf"(?:[\s-](?P<measure>{_MEASURE})\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")


def figures(text: str) -> frozenset[str]:
    """Return what a text counts, measures and dates.

    Returns:
        Tokens such as `1200`, `12%`, `£5000000`, `12 day`, `#3` (third), `month 5`, `x0.5` (half).
        A measured number is there twice, with and without its unit.
    """
    return frozenset(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    for found in (*_ISO.finditer(text), *_SLASHED.finditer(text)):
        yield from _of_date(found)
    plain = _DAY.sub(_without_ordinal, _SLASHED.sub(" ", _ISO.sub(" ", text)))
    for found in _MONTH_NAME.finditer(plain):
        yield f"month {_MONTHS[found.group(1) or found.group(2)]}"
    for found in _DIGITS.finditer(plain):
        yield from _of_digits(found)
    for found in _IN_WORDS.finditer(_DIGITS.sub(" ", plain)):
        yield from _measured(str(_value(found["words"])), found)
    for word in _WORD.findall(plain.lower()):
        if word in _ORDINALS:
            yield f"#{_ORDINALS[word]}"
        elif word in _SHARES:
            yield f"x{_SHARES[word]}"


def _without_ordinal(found: re.Match[str]) -> str:
    parts = ("day", "month") if found["day"] else ("before", "after")
    return "".join(found[part] for part in parts)


def _of_date(found: re.Match[str]) -> Iterator[str]:
    first, second, third = (int(part) for part in (*found.groups("0"),))
    if found.re is _ISO:
        yield from (str(first), f"month {second}", *([str(third)] if third else []))
    else:  # nobody knows which of the two is the month
        yield from (str(first), str(second), str(third), f"month {first}", f"month {second}")


def _of_digits(found: re.Match[str]) -> Iterator[str]:
    value = Decimal(re.sub(r"\D", "", found["whole"]) + (found["part"] or ""))
    scale = (found["scale"] or "").lower()
    if scale in _SCALES or (scale and found["sign"]):
        value *= _SCALES.get(scale) or _SHORT_SCALES[scale]
    if found["ordinal"]:
        yield f"#{_written(value)}"
        return
    yield from _measured(f"{found['sign'] or ''}{_written(value)}", found)


def _measured(number: str, found: re.Match[str]) -> Iterator[str]:
    if found["share"]:
        yield f"{number}%"
        return
    yield number
    if found["measure"]:
        yield f"{number} {_one(found['measure'].lower())}"


def _one(measure: str) -> str:
    spelt = measure.replace("meter", "metre").replace("liter", "litre")
    if spelt.endswith("ies"):
        return f"{spelt[:-3]}y"
    return spelt.removesuffix("s")


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _value(words: str) -> int:
    total = below = 0
    for word in _WORD.findall(words.lower()):
        if word in _SCALES:
            below = max(below, 1) * _SCALES[word]
            if word != "hundred":
                total, below = total + below, 0
        else:
            below += 12 if word == "dozen" else _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total + below


def is_numeral(word: str) -> bool:
    """Tell whether a lower-case word is a figure, a numeral, a share or a month."""
    return (
        word[:1].isdigit()
        or any(word in known for known in (_UNITS, _TENS, _SCALES, _ORDINALS, _SHARES))
        or word.title() in _MONTHS
        or word in {"dozen", "percent", "cent"}
    )
