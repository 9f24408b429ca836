"""Counts that tell of nobody: what fewer than three people make up is counted with the rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from knowledge.models.remarks import Remark
from knowledge.models.report_material import Tallied
from knowledge.models.report_parts import FEWEST, Votes
from knowledge.models.reports import Interval, KindCount

NOT_STATED, REST = "Not stated", "Other kinds, or not stated"
MOST_INTERVALS = 15
_WIDTHS_MIN = (5, 10, 15, 30, 60, 180, 360, 720, 1440)


def votes_of(tallied: Tallied | None, *, small_cells: bool) -> Votes | None:
    """Return votes as they are published, or None where there are none to tell of.

    Args:
        small_cells: whether counts of one or two people may be given. Where one may not, none of
            the three is: the other two would tell it.
    """
    if tallied is None or not tallied.voters:
        return None
    cells = (tallied.agree, tallied.disagree, tallied.unsure)
    if small_cells or all(cell == 0 or cell >= FEWEST for cell in cells):
        agree, disagree, unsure = cells
        return Votes(
            voters=tallied.voters,
            agree=agree,
            disagree=disagree,
            unsure=unsure,
            label=tallied.label,
        )
    if tallied.voters < FEWEST:
        return None
    return Votes(voters=tallied.voters, label=tallied.label)


def kinds_of(remarks: Iterable[Remark], names: Mapping[str, str]) -> tuple[KindCount, ...]:
    """Count people by their kind of member, each once, by the kind of their first remark.

    Returns:
        Cells of three people or more, in the order of `names`, that add up to everybody; empty
        for fewer than three people.
    """
    ordered = sorted(remarks, key=lambda one: (one.said_at, one.id))
    kind: dict[str, str] = {}
    for one in ordered:
        kind[one.person] = kind.get(one.person, "") or (one.kind if one.kind in names else "")
    people: dict[str, set[str]] = defaultdict(set)
    for person, key in kind.items():
        people[key].add(person)
    if len(kind) < FEWEST:
        return ()
    entries: dict[str, int] = defaultdict(int)
    for one in ordered:
        entries[kind[one.person]] += 1
    large = [key for key in names if len(people[key]) >= FEWEST]
    rest = [key for key in (*names, "") if people[key] and key not in large]
    while rest and sum(len(people[key]) for key in rest) < FEWEST:
        smallest = min(reversed(large), key=lambda key: len(people[key]))
        large.remove(smallest)
        rest.append(smallest)
    cells = [(names[key], [key]) for key in large]
    if rest:
        cells.append((NOT_STATED if rest == [""] else REST, rest))
    return tuple(
        KindCount(
            name=name,
            people=sum(len(people[key]) for key in keys),
            entries=sum(entries[key] for key in keys),
        )
        for name, keys in cells
    )


def timeline_of(
    remarks: Iterable[Remark], start: datetime, *, named: bool = True
) -> tuple[Interval, ...]:
    """Count who spoke when, in stretches in which nobody or at least three people spoke.

    Late ones are left out. Where nobody is named and they are of fewer than three people, they
    count into the last stretch: what is missing from the sum would tell of them.

    Args:
        start: when the discussion began; what came before counts as minute 0.

    Returns:
        Stretches without gaps from minute 0 on; empty for fewer than three people.
    """
    every = tuple(remarks)
    said = [(_minute(one, start), one.person) for one in every if not one.late]
    if len({person for _, person in said}) < FEWEST:
        return ()
    last = max(minute for minute, _ in said)
    late = [one.person for one in every if one.late]
    if not named and len(set(late)) < FEWEST:
        said += [(last, person) for person in late]
    width = next((one for one in _WIDTHS_MIN if last // one < MOST_INTERVALS), _WIDTHS_MIN[-1])
    bins: list[list[str]] = [[] for _ in range(last // width + 1)]
    for minute, person in said:
        bins[minute // width].append(person)
    return tuple(
        Interval(start=first * width, end=end * width, people=len(set(who)), entries=len(who))
        for first, end, who in _merged(bins)
    )


def _minute(remark: Remark, start: datetime) -> int:
    return max(0, int((remark.said_at - start).total_seconds() // 60))


def _merged(bins: Sequence[list[str]]) -> list[tuple[int, int, list[str]]]:
    """Join neighbours until each stretch has nobody or at least three people."""
    found: list[tuple[int, int, list[str]]] = []
    for place, who in enumerate(bins):
        if found and _is_small(found[-1][2]):
            first, _, before = found.pop()
            found.append((first, place + 1, before + who))
        else:
            found.append((place, place + 1, who))
    while len(found) > 1 and _is_small(found[-1][2]):
        _, end, who = found.pop()
        first, _, before = found.pop()
        found.append((first, end, before + who))
    return found


def _is_small(who: Sequence[str]) -> bool:
    return 0 < len(set(who)) < FEWEST
