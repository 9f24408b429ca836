"""What remarks under one prompt come to: themes, what speaks for them, agreement, dissent."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.discussions.agreement import Agreement, Label, Tally, agreement, counted, tally
from knowledge.discussions.opposing import Statement, Views, views
from knowledge.discussions.quoting import representative
from knowledge.discussions.rows import Cast, Row
from knowledge.discussions.theming import Group, Item, theme
from knowledge.discussions.wording import Said, keywords
from knowledge.ports.embedding import Embedder, Vectors

_NAME_CHARS = 90


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Quote(_Part):
    """Words of one remark, verbatim."""

    id: str
    text: str


class Agreed(_Part):
    """What votes come to.

    Attributes:
        of_people: each voter was counted once; otherwise votes were added up, since the file does
            not say whose they are.
    """

    agree: int
    disagree: int
    unsure: int
    n: int
    label: Label
    score: float
    of_people: bool


class Side(_Part):
    """One of two opposite views.

    Attributes:
        people: how many said so.
        members: ids of their remarks, the one that is quoted first.
        agreement: None where nobody voted on these.
    """

    people: int
    members: tuple[str, ...]
    quote: str
    agreement: Agreed | None


class Difference(_Part):
    """Views that differ."""

    one: Side
    other: Side


class ThemeSummary(_Part):
    """A theme.

    Attributes:
        name: its first quote, shortened.
        people: how many are behind its remarks.
        members: ids, the most central first.
        quotes: what speaks for it. Where views differ within the theme, the side of fewer people
            is left to `views_differ`, here and in `agreement`: who agrees with it does not agree
            with the rest.
        agreement: None where nobody voted.
    """

    id: str
    name: str
    keywords: tuple[str, ...]
    people: int
    members: tuple[str, ...]
    quotes: tuple[Quote, ...]
    agreement: Agreed | None
    views_differ: tuple[Difference, ...]


class Summary(_Part):
    """What remarks come to.

    Attributes:
        other: remarks in no theme.
        views_differ: views that differ, as far as they are not within one theme.
        agreement: by the id of a remark that somebody voted on.
    """

    remarks: int
    people: int
    themes: tuple[ThemeSummary, ...]
    other: tuple[Quote, ...]
    views_differ: tuple[Difference, ...]
    agreement: dict[str, Agreed]


class _Remembered:
    """An embedder that embeds each text once: themes and quotes need the same vectors."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}
        self.name, self.fingerprint = embedder.name, embedder.fingerprint
        self.dimension, self.max_tokens = embedder.dimension, embedder.max_tokens

    def count_tokens(self, text: str) -> int:
        return self._embedder.count_tokens(text)

    def embed(self, texts: Sequence[str]) -> Vectors:
        new = sorted({one for one in texts if one not in self._known})
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([self._known[one] for one in texts])


def summed(rows: Sequence[Row], embedder: Embedder, prompt: str = "") -> Summary:
    """Sum up remarks; the order in which they are given decides nothing.

    Args:
        rows: with ids of their own, one or more.
        embedder: of the vectors.
        prompt: the question, whose words are keywords of nothing; may be empty.
    """
    remembered = _Remembered(embedder)
    themed = theme([Item(one.id, one.text, one.author) for one in rows], remembered)
    known = {one.id: one for one in rows}
    groups = [[known[one] for one in group.members] for group in themed.themes]
    rest = [known[one] for one in themed.other]
    words = keywords([_said(group) for group in (*groups, rest)], prompt)
    themes = tuple(
        _theme(group, members, best, remembered)
        for group, members, best in zip(themed.themes, groups, words, strict=False)
    )
    inside = [frozenset(group.members) for group in themed.themes]
    apart = [one for one in _views(rows) if not any(_lies_in(one, group) for group in inside)]
    return Summary(
        remarks=len(rows),
        people=_people(rows),
        themes=themes,
        other=tuple(Quote(id=one.id, text=one.text) for one in rest),
        views_differ=tuple(_difference(one, known) for one in apart),
        agreement=_by_remark(rows),
    )


def _by_remark(rows: Sequence[Row]) -> dict[str, Agreed]:
    found = ((one.id, _agreed([one])) for one in sorted(rows, key=lambda one: one.id))
    return {key: agreed for key, agreed in found if agreed}


def _theme(
    group: Group, members: Sequence[Row], best: tuple[str, ...], embedder: Embedder
) -> ThemeSummary:
    known = {one.id: one for one in members}
    differing = _views(members)
    against = {one for view in differing for one in view.other}
    shared = [one for one in members if one.id not in against]
    quotes = _quotes(shared, embedder)
    return ThemeSummary(
        id=group.id,
        name=shorten(quotes[0].text, _NAME_CHARS, placeholder="…"),
        keywords=best,
        people=_people(members),
        members=group.members,
        quotes=quotes,
        agreement=_agreed(shared),
        views_differ=tuple(_difference(one, known) for one in differing),
    )


def _quotes(rows: Sequence[Row], embedder: Embedder) -> tuple[Quote, ...]:
    texts = [one.text for one in rows]
    chosen = representative(embedder.embed(texts), [one.person for one in rows], texts)
    return tuple(Quote(id=rows[row].id, text=texts[row]) for row in chosen)


def _agreed(rows: Sequence[Row]) -> Agreed | None:
    """Say what the votes on remarks come to; nobody's vote on their own remark counts."""
    voted = [one for one in rows if one.votes.cast or one.votes.tally is not None]
    of_people = all(one.votes.tally is None for one in voted)
    cast = [vote for one in voted for vote in _others(one)]
    if of_people:
        found = agreement(cast)
    else:
        tallies = [one.votes.tally or tally([vote.value for vote in _others(one)]) for one in voted]
        found = counted(sum(tallies, start=Tally()))
    return _in_figures(found, of_people=of_people) if found.tally.voters else None


def _others(row: Row) -> list[Cast]:
    return [one for one in row.votes.cast if one.voter != row.author]


def _in_figures(found: Agreement, *, of_people: bool) -> Agreed:
    return Agreed(
        agree=found.tally.agree,
        disagree=found.tally.disagree,
        unsure=found.tally.unsure,
        n=found.tally.voters,
        label=found.label,
        score=round(found.score, 4),
        of_people=of_people,
    )


def _views(rows: Sequence[Row]) -> tuple[Views, ...]:
    return views(Statement(one.id, one.text, one.person) for one in rows)


def _lies_in(found: Views, members: frozenset[str]) -> bool:
    return members.issuperset((*found.one, *found.other))


def _difference(found: Views, known: Mapping[str, Row]) -> Difference:
    return Difference(
        one=_side(found.people_for_one, found.one, known),
        other=_side(found.people_for_other, found.other, known),
    )


def _side(people: int, members: tuple[str, ...], known: Mapping[str, Row]) -> Side:
    rows = [known[one] for one in members]
    return Side(people=people, members=members, quote=rows[0].text, agreement=_agreed(rows))


def _said(rows: Sequence[Row]) -> list[Said]:
    return [Said(one.text, one.person) for one in rows]


def _people(rows: Sequence[Row]) -> int:
    return len({one.person for one in rows})
