"""Remarks as they may be published: who is named, what is withheld, which theme they are in."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.discussions.reporting.cells import votes_of
from knowledge.models.contributions import Credit
from knowledge.models.remarks import Remark
from knowledge.models.report_material import Material
from knowledge.models.report_parts import FEWEST, Entry
from knowledge.models.themes import Theme, ThemeState

SOMEBODY, LINK = "[somebody]", "[link to a message]"
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
_PERMALINK = re.compile(r"<?https?://[\w.-]+/archives/[^\s>|]+(?:\|[^>]*)?>?")
_OUT = frozenset({ThemeState.MERGED, ThemeState.REJECTED})


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a discussion may be published.

    Attributes:
        entries: by prompt and label.
        remarks: those that they were made of, by id.
        withheld: numbers of the prompts that too few people answered.
    """

    entries: tuple[Entry, ...]
    remarks: Mapping[str, Remark]
    withheld: frozenset[int]

    @property
    def people(self) -> frozenset[str]:
        """Everybody who said something of it."""
        return frozenset(one.person for one in self.remarks.values())


def shown(material: Material) -> Shown:
    """Return what may be published; a report that names nobody leaves out what few answered."""
    named = material.discussion.attributed
    asked = {prompt.number for prompt in material.discussion.prompts}
    heard = [one for one in material.remarks if one.counts and one.prompt in asked]
    withheld = frozenset() if named else _few(heard)
    kept = [one for one in heard if one.prompt not in withheld]
    themes = placed(material, kept)
    late = {one.person for one in kept if one.late}
    tell_late = named or len(late) >= FEWEST
    by_prompt: dict[int, list[Remark]] = defaultdict(list)
    for one in kept:
        by_prompt[one.prompt].append(one)
    entries: list[Entry] = []
    for number in sorted(by_prompt):
        ordered = _ordered(by_prompt[number], named=named)
        voices = _voices(ordered)
        for place, one in enumerate(ordered, start=1):
            entry = _entry(one, material, f"{number}-{place:02}", voices[one.person])
            entries.append(
                entry.model_copy(
                    update={"theme": themes.get(one.id, ""), "late": one.late and tell_late}
                )
            )
    return Shown(_linked(entries), {one.id: one for one in kept}, withheld)


def placed(material: Material, remarks: Iterable[Remark]) -> dict[str, str]:
    """Return the theme of each remark that has one; a theme needs three people."""
    themes = {theme.id: theme for theme in material.themes}
    assigned = {one.remark: one.theme for one in material.assignments}
    found: dict[str, str] = {}
    people: dict[str, set[str]] = defaultdict(set)
    for one in remarks:
        theme = _standing(assigned.get(one.id, ""), themes)
        if theme is not None and theme.prompt == one.prompt:
            found[one.id] = theme.id
            people[theme.id].add(one.person)
    return {remark: theme for remark, theme in found.items() if len(people[theme]) >= FEWEST}


def _standing(theme_id: str, themes: Mapping[str, Theme]) -> Theme | None:
    """Follow merges to the theme that stands, if any does."""
    seen: set[str] = set()
    theme = themes.get(theme_id)
    while theme is not None and theme.state is ThemeState.MERGED and theme.id not in seen:
        seen.add(theme.id)
        theme = themes.get(theme.into)
    return None if theme is None or theme.state in _OUT else theme


def _few(remarks: Iterable[Remark]) -> frozenset[int]:
    people: dict[int, set[str]] = defaultdict(set)
    for one in remarks:
        people[one.prompt].add(one.person)
    return frozenset(number for number, who in people.items() if len(who) < FEWEST)


def _ordered(remarks: Iterable[Remark], *, named: bool) -> list[Remark]:
    """Put remarks in the order of their moments, or in one that says nothing of them."""
    if named:
        return sorted(remarks, key=lambda one: (one.said_at, one.id))
    return sorted(remarks, key=lambda one: (hashlib.sha256(one.text.encode()).digest(), one.id))


def _voices(remarks: Iterable[Remark]) -> dict[str, int]:
    people = Counter(one.person for one in remarks)
    return {person: number for number, person in enumerate(people, start=1)}


def _entry(remark: Remark, material: Material, label: str, voice: int) -> Entry:
    named = material.discussion.attributed and not remark.token
    by_name = named and remark.credit is Credit.NAME and bool(remark.name) and remark.quotable
    by_kind = by_name or (named and remark.credit is Credit.KIND and remark.quotable)
    return Entry(
        id=remark.id,
        label=label,
        prompt=remark.prompt,
        voice=voice,
        text=_cleaned(remark, material) if remark.quotable else "",
        name=remark.name if by_name else "",
        kind=material.kinds.get(remark.kind, "") if by_kind else "",
        url=remark.url if by_name else "",
        repeats=remark.duplicate_of,
        votes=votes_of(
            material.on_remarks.get(remark.id), small_cells=material.discussion.attributed
        ),
    )


def _linked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Keep links between entries only where both ends are there."""
    known = {one.id for one in entries}
    return tuple(
        one if one.repeats in known else one.model_copy(update={"repeats": ""}) for one in entries
    )


def _cleaned(remark: Remark, material: Material) -> str:
    """Return a text without mentions; where nobody is named, without names and links to posts."""
    text = _MENTION.sub(SOMEBODY, remark.text)
    if material.discussion.attributed:
        return text
    text = _PERMALINK.sub(LINK, text)
    names = {one.name for one in material.remarks if one.name} | set(material.names.values())
    for name in sorted(names, key=lambda one: (-len(one), one)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SOMEBODY, text, flags=re.IGNORECASE)
    return text
