"""What was said in a discussion: every voice that came near, under what was asked of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import Candidate, repeats, sentences_of
from knowledge.answers.forms import fact
from knowledge.answers.forms.composed import Composed, Part, composed
from knowledge.models.answers import Hit
from knowledge.models.documents import Kind
from knowledge.text.stance import stance_of

MOST = 8  # sentences, one of each voice first
NEARBY = "These are the {count} contributions that came nearest; more may be held."
NONE = "I hold no discussion of this; this is what other sources say."
ONE = "This is the one contribution that came near; more may be held."


def compose(asked: Asked) -> Composed:
    """Quote contributions, grouped by what they answer; other sources when there are none."""
    least = asked.found.manifest.thresholds.closest
    hits = [hit for hit in asked.found.hits if hit.absolute >= least and _is_said(hit)]
    voices = list(_voices(sentences_of(hits, asked.query, asked.found)))
    if not voices:
        return replace(fact.compose(asked), notes=(NONE,))
    parts = [Part(heading, list(said)) for heading, said in _grouped(voices).items()]
    count = len({one.hit.stored.document.id for one in voices})
    return composed(asked.citing, parts, [ONE if count == 1 else NEARBY.format(count=count)])


def _is_said(hit: Hit) -> bool:
    """Tell what members said from a library card about what somebody said."""
    document = hit.stored.document
    return document.kind is Kind.OPINION and not document.summary_of


def _voices(ranked: list[Candidate]) -> Iterator[Candidate]:
    """Yield what each contribution says best, then what it says beside, without repeats.

    The rarer stance of two comes as early as the commoner: a single voice must not drown.
    """
    new: list[Candidate] = []
    for one in [*_taking_turns(_firsts(ranked)), *ranked]:
        if len(new) == MOST:
            return
        if one not in new and not repeats(one, new):
            new.append(one)
            yield one


def _firsts(ranked: Iterable[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for one in ranked:
        best.setdefault(one.hit.stored.document.id, one)
    return list(best.values())


def _taking_turns(voices: Iterable[Candidate]) -> list[Candidate]:
    turns: dict[str, int] = {}
    placed: list[tuple[int, Candidate]] = []
    for one in voices:
        stance = stance_of(one.text)
        turns[stance] = turns.get(stance, -1) + 1
        placed.append((turns[stance], one))
    return [one for _, one in sorted(placed, key=lambda each: each[0])]


def _grouped(voices: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for one in voices:
        stored = one.hit.stored
        heading = " ".join(stored.passage.heading[-1:]) or stored.document.title
        groups.setdefault(heading, []).append(one)
    return groups
