"""A list: the items that one source names, whole and in their order."""

from dataclasses import replace
from itertools import groupby

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import MOST, WORTH, Candidate, choose, current_first
from knowledge.answers.forms import fact
from knowledge.answers.forms.composed import Composed, Part, composed
from knowledge.models.documents import StoredPassage
from knowledge.text.enumerations import Line, Run, counts_out, enumerates, runs
from knowledge.text.question_forms import holding_asked_for, things_asked_for
from knowledge.text.terms import terms

LOOKED_AT = 5  # best sentences among which a list is looked for
NEAR = 0.85  # share of the best sentence's score from which a list is preferred to it
GOES_ON = "The source speaks of {stated}; {items} are named here."

Place = tuple[StoredPassage, int]


def compose(asked: Asked) -> Composed:
    """Quote the list that answers, or what a fact is answered with when there is none."""
    settled = current_first(asked.ranked, asked.found, asked.found.manifest.thresholds.answer)
    things = things_asked_for(asked.question)
    return (
        _counted_out(asked, settled, things)
        or _nearby(asked, settled, things)
        or _under_heading(asked, settled, things)
        or fact.compose(asked)
    )


def _counted_out(asked: Asked, settled: list[Candidate], things: frozenset[str]) -> Composed | None:
    """Look for a sentence such as “it has three aims: …”."""
    for one in settled[:LOOKED_AT]:
        if one.score >= WORTH * settled[0].score and counts_out(one.text, things):
            return _led_by(asked, one, settled)
    return None


def _nearby(asked: Asked, settled: list[Candidate], things: frozenset[str]) -> Composed | None:
    """Look for a list at the best sentences."""
    for one in settled[:LOOKED_AT]:
        if one.score < NEAR * settled[0].score:
            break
        if not _is_elsewhere(one, settled, things) and (listed := _list_around(asked, one)):
            return _whole(asked, *listed)
        if enumerates(one.text):
            return _led_by(asked, one, settled)
    return None


def _under_heading(
    asked: Asked, settled: list[Candidate], things: frozenset[str]
) -> Composed | None:
    """Look for a list under a heading of the best document that names the things."""
    for one in settled:
        same = one.hit.stored.document.id == settled[0].hit.stored.document.id
        if same and _is_headed(one, things) and (listed := _list_around(asked, one)):
            return _whole(asked, *listed)
    return None


def _is_elsewhere(one: Candidate, settled: list[Candidate], things: frozenset[str]) -> bool:
    """Tell whether another heading of a sentence's document names the things, and its own not."""
    document = one.hit.stored.document.id
    return not _is_headed(one, things) and any(
        other.hit.stored.document.id == document and _is_headed(other, things) for other in settled
    )


def _is_headed(one: Candidate, things: frozenset[str]) -> bool:
    return not things.isdisjoint(terms(" ".join(one.hit.stored.passage.heading[-1:])))


def _led_by(asked: Asked, one: Candidate, settled: list[Candidate]) -> Composed:
    """Put the sentence that is a list in itself first, and beside it what a fact would show."""
    beside = [other for other in choose(settled) if other is not one]
    return composed(asked.citing, [Part("", [one, *beside][:MOST])])


def _whole(asked: Asked, run: Run, items: list[Candidate]) -> Composed:
    partial = run.is_partial
    notes = [GOES_ON.format(stated=run.stated, items=run.items)] if partial else []
    return composed(asked.citing, [Part("", items)], notes)


def _list_around(asked: Asked, one: Candidate) -> tuple[Run, list[Candidate]] | None:
    """Return the list that a sentence belongs to or stands before, item by item."""
    section = _section(asked, one.hit.stored)
    places = [(stored, place) for stored in section for place in _places(stored)]
    here = places.index((one.hit.stored, one.place))
    found = runs(_lines(section), holding_asked_for(asked.question))
    run = next((run for run in found if run.first - 1 <= here <= run.last), None)
    if run is None:
        return None
    return run, [_candidate(one, place) for place in places[min(here, run.first) : run.last + 1]]


def _section(asked: Asked, stored: StoredPassage) -> tuple[StoredPassage, ...]:
    """Return a passage with its neighbours under the same heading."""
    near = {one.id: one for one in asked.around(stored)}
    joined = {stored.id: stored}
    for step in (-1, 1):
        place = stored.id + step
        while place in near and near[place].passage.heading == stored.passage.heading:
            joined[place] = near[place]
            place += step
    return tuple(joined[place] for place in sorted(joined))


def _places(stored: StoredPassage) -> range:
    return range(len(stored.passage.sentences))


def _candidate(near: Candidate, place: Place) -> Candidate:
    stored, number = place
    span = stored.passage.sentences[number]
    hit = near.hit if stored == near.hit.stored else near.hit.model_copy(update={"stored": stored})
    return replace(near, hit=hit, place=number, text=stored.passage.text[span.start : span.end])


def _lines(section: tuple[StoredPassage, ...]) -> list[Line]:
    """Return the sentences of a section with the lines on which they stand."""
    stood: list[tuple[int, int, str]] = []
    block, line, before = 0, 0, ""
    for stored in section:
        text = stored.passage.text
        gap = "\n" if _goes_on(before, text) else "\n\n"
        end = 0
        for span in stored.passage.sentences:
            gap += text[end : span.start]
            block, line = (block + 1, 0) if gap.count("\n") > 1 else (block, line + gap.count("\n"))
            stood.append((block, line, text[span.start : span.end]))
            gap, end = "", span.end
        before = text
    counts = {at: len({line for _, line, _ in group}) for at, group in groupby(stood, _block)}
    return [Line(text, at, line, counts[at]) for at, line, text in stood]


def _block(one: tuple[int, int, str]) -> int:
    return one[0]


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a list of lines was cut between two passages."""
    return "\n" in before.rpartition("\n\n")[2] and "\n" in after.partition("\n\n")[0]
