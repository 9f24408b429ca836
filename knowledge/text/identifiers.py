"""Identifiers of cases and private people in a text, and the text without them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType

from knowledge.models.documents import Section, Span
from knowledge.models.sensitivity import Identifier, IdentifierAction, SensitivityRules

BEFORE, AFTER = 60, 40
"""Characters around an identifier in which a word may say what it is."""

_SEPARATORS = re.compile(r"[ -]")
_ENOUGH_DIGITS = re.compile(r"(?:\d[^\d\n]{0,3}){7}")
_SERVICES = frozenset(  # numbers that belong to no private person
    {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.UAN,
        PhoneNumberType.VOICEMAIL,
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier and where it stands."""

    identifier: Identifier
    span: Span


class IdentifierFinder:
    """Finds a community's identifiers."""

    def __init__(self, rules: SensitivityRules) -> None:
        self._region = rules.region or None
        self._wanted = [
            (one, _checker(one.check))
            for one in rules.identifiers
            if one.action is not IdentifierAction.ALLOW
        ]

    def find(self, text: str) -> list[Found]:
        """Return identifiers in the order of the text, none overlapping.

        Of two that overlap, the one whose kind the pack names first stays.
        """
        kept: list[Found] = []
        for identifier, is_valid in self._wanted:
            for span in self._spans(identifier, text):
                exact = text[span.start : span.end]
                if any(span.start < o.span.end and o.span.start < span.end for o in kept):
                    continue
                if _is_excepted(identifier, exact) or not is_valid(_SEPARATORS.sub("", exact)):
                    continue
                if _is_near(identifier, text, span):
                    kept.append(Found(identifier, span))
        return sorted(kept, key=lambda one: one.span)

    def _spans(self, identifier: Identifier, text: str) -> Iterator[Span]:
        if identifier.finder == "phone":
            yield from _phone_numbers(text, self._region)
        for pattern in identifier.patterns:
            for match in pattern.finditer(text):
                if _letter_agrees(identifier, match):
                    group = "found" if "found" in pattern.groupindex else 0
                    yield Span(*match.span(group))


def redacted(text: str, found: Sequence[Found]) -> str:
    """Return the text with each identifier replaced by its kind: `[number plate removed]`."""
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.span.start], _gap(one.identifier)]
        at = one.span.end
    return "".join([*parts, text[at:]])


def redacted_section(section: Section, found: Sequence[Found]) -> Section:
    """Return the section without its identifiers; locators stay with their words."""
    locators = tuple(one._replace(start=_moved(one.start, found)) for one in section.locators)
    return section.model_copy(update={"text": redacted(section.text, found), "locators": locators})


def _gap(identifier: Identifier) -> str:
    return f"[{identifier.name} removed]"


def _moved(offset: int, found: Sequence[Found]) -> int:
    moved = offset
    for one in found:
        if one.span.end <= offset:
            moved += len(_gap(one.identifier)) - (one.span.end - one.span.start)
        elif one.span.start < offset:
            moved -= offset - one.span.start
    return moved


def _phone_numbers(text: str, region: str | None) -> Iterator[Span]:
    if not _ENOUGH_DIGITS.search(text):
        return
    for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
        if phonenumbers.number_type(match.number) not in _SERVICES:
            yield Span(match.start, match.end)


def _is_excepted(identifier: Identifier, exact: str) -> bool:
    return any(one.fullmatch(exact.strip()) for one in identifier.unless)


def _is_near(identifier: Identifier, text: str, span: Span) -> bool:
    around = text[max(0, span.start - BEFORE) : span.end + AFTER]
    if any(word.search(around) for word in identifier.not_near):
        return False
    return not identifier.near or any(word.search(around) for word in identifier.near)


def _letter_agrees(identifier: Identifier, match: re.Match[str]) -> bool:
    check = identifier.letter_check
    if check is None:
        return True
    digits = match["year"][-2:] + match["serial"].zfill(check.digits)
    return check.letters[int(digits) % len(check.letters)] == match["letter"].upper()


def _checker(name: str) -> Callable[[str], bool]:
    if not name:
        return lambda _text: True
    is_valid: Callable[[str], bool] = import_module(f"stdnum.{name}").is_valid
    return is_valid
