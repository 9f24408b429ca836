"""Has anyone tried it? Trials of the thing itself, and apart from them what is only similar."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import Candidate, current_first, repeats, sentences_of
from knowledge.answers.forms import fact
from knowledge.answers.forms.composed import Composed, Part, composed
from knowledge.models.documents import DocumentInfo
from knowledge.text.question_forms import what_was_tried
from knowledge.text.stance import Stance, stance_of
from knowledge.text.terms import stems, terms, words
from knowledge.text.trying import affirmed_terms, subject_terms, tells_of_trying

MOST_TRIED, MOST_SIMILAR = 4, 3  # documents
TRIED, SIMILAR = "Tried: {facts}", "Something similar (not mentioned: {missing}): {facts}"
UNSTATED = "{title} · stage and result not stated"
# A failure is more easily left unsaid than a success.
_TELLING = {Stance.AGAINST: 0, Stance.FOR: 1, Stance.NEUTRAL: 2}


@dataclass(frozen=True, slots=True)
class _Told:
    """What one document tells of a trial.

    Attributes:
        ranked: its sentences, best first.
        missing: what was asked about and the trial does not speak of; empty for the thing itself.
    """

    document: DocumentInfo
    ranked: Sequence[Candidate]
    missing: tuple[str, ...]


def compose(asked: Asked) -> Composed:
    """Quote each trial under what its source states of it; say so when none is of this."""
    tried, similar = _told(asked)
    notes = _notes(asked, tried, similar)
    if not (tried or similar):
        return replace(fact.compose(asked), notes=notes)
    parts = [Part(_heading(one), _quoted(one)) for one in (*tried, *similar)]
    return composed(asked.citing, parts, notes)


def finding_none(asked: Asked) -> tuple[str, ...]:
    """Return what is said beside the nearest passages when the question is not answered."""
    return _notes(asked, *_told(asked)) if asked.ranked else (asked.pack.notices.no_trial,)


def _notes(asked: Asked, tried: Sequence[_Told], similar: Sequence[_Told]) -> tuple[str, ...]:
    notices = asked.pack.notices
    return (*(() if tried else (notices.no_trial,)), *((notices.similar,) if similar else ()))


def _told(asked: Asked) -> tuple[list[_Told], list[_Told]]:
    """Return what tells of a trial of this, and of a trial of something else."""
    wanted = _wanted(asked)
    told = [one for each in _by_document(asked) if (one := _trial(asked, each, wanted))]
    tried = _taking_turns(one for one in told if not one.missing)
    similar = _taking_turns(one for one in told if one.missing)
    return tried[:MOST_TRIED], similar[:MOST_SIMILAR]


def _wanted(asked: Asked) -> dict[str, str]:
    """Return the terms of what may have been tried, each with the word that was written."""
    tried = what_was_tried(asked.question)
    plain = words(tried)
    written = dict(zip(stems(plain), plain, strict=True))
    return {term: written.get(term, term) for term in subject_terms(tried)}


def _by_document(asked: Asked) -> Iterator[list[Candidate]]:
    least = asked.found.manifest.thresholds
    hits = [hit for hit in asked.found.hits if hit.absolute >= least.closest]
    ranked = current_first(sentences_of(hits, asked.query, asked.found), asked.found, least.closest)
    grouped: dict[str, list[Candidate]] = {}
    for one in ranked:
        grouped.setdefault(one.hit.stored.document.id, []).append(one)
    yield from grouped.values()


def _trial(asked: Asked, ranked: list[Candidate], wanted: dict[str, str]) -> _Told | None:
    document = ranked[0].hit.stored.document
    telling = [one for one in ranked if tells_of_trying(one.text)]
    if document.trial is not None:
        spoken = [terms(f"{document.title} {document.trial.what}")]
    elif telling:
        spoken = [[*_above(one), *affirmed_terms(one.text)] for one in telling]
    else:
        return None
    lacking = [_missing(asked, frozenset(one), wanted) for one in spoken]
    missing = min(lacking, key=len)
    if len(missing) == len(wanted):
        return None  # a trial of something else altogether
    return _Told(document, [*telling, *(one for one in ranked if one not in telling)], missing)


def _above(one: Candidate) -> list[str]:
    stored = one.hit.stored
    return terms(" ".join([stored.document.title, *stored.passage.heading]))


def _missing(asked: Asked, spoken: frozenset[str], wanted: dict[str, str]) -> tuple[str, ...]:
    # Words of nearly the same meaning do not count: similar is not the same.
    return tuple(word for term, word in wanted.items() if not asked.query.holds(term, spoken))


def _taking_turns(told: Iterable[_Told]) -> list[_Told]:
    """Let members' own trials and others, and each result, come up early; failures too."""
    turns: dict[tuple[bool, str], int] = {}
    placed: list[tuple[int, _Told]] = []
    for one in told:
        trial = one.document.trial
        sort = (bool(one.document.members), trial.result if trial else "")
        turns[sort] = turns.get(sort, -1) + 1
        placed.append((turns[sort], one))
    return [one for _, one in sorted(placed, key=lambda each: each[0])]


def _quoted(told: _Told) -> list[Candidate]:
    """Return what says that it was tried, and, of the thing itself, what came of it."""
    first, *others = told.ranked
    if told.missing:
        return [first]
    new = [one for one in others if not repeats(one, [first])]
    new.sort(key=lambda one: _TELLING[stance_of(one.text)])
    return [first, *new[:1]]


def _heading(told: _Told) -> str:
    trial = told.document.trial
    facts = trial.facts if trial else UNSTATED.format(title=told.document.title)
    if not told.missing:
        return TRIED.format(facts=facts)
    return SIMILAR.format(missing=", ".join(told.missing), facts=facts)
