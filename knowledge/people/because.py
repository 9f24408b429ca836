"""Why somebody is suggested: templates and quotations, never a judgement."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from knowledge.models.documents import Span, StoredPassage
from knowledge.models.experts import Because, EvidenceKind
from knowledge.models.members import Member
from knowledge.people.evidence import kind_of

QUOTE_CHARS = 160
_CHANNEL = re.compile(r"#[^,]+")
_QUOTED = re.compile(r"“(.*)”", re.DOTALL)
_YEAR = re.compile(r"\d{4}(?=-|$)")
_CUT = "…"

Nearness = Callable[[StoredPassage], Sequence[float]]
"""Returns how near each sentence of a passage is to the question; nothing when none was asked."""


def line_of(stored: StoredPassage, member: Member, nearness: Nearness) -> Because:
    """Say what a passage shows of a member.

    Args:
        stored: a passage of a document that names the member.
        member: whom it speaks for; nobody else's words are quoted.
        nearness: chooses the sentence that is quoted.
    """
    info, kind = stored.document, kind_of(stored)
    return Because(
        kind=kind,
        text=_TEMPLATES[kind](stored, member, nearness),
        url=info.url,
        date=info.date,
        document_id=info.id,
        scope=info.scope,
    )


def still_says(line: Because, texts: Iterable[StoredPassage]) -> bool:
    """Tell whether the words that a line quotes still stand in its document.

    Args:
        line: may quote nothing.
        texts: all passages of the document, as they are now.
    """
    quoted = _QUOTED.search(line.text)
    if not quoted:
        return True
    words = _plain(quoted.group(1).removesuffix(_CUT))
    return any(words in _plain(part) for one in texts for part in _parts(one))


def nobody_asked(_stored: StoredPassage) -> Sequence[float]:
    """Prefer no sentence."""
    return ()


def _work(stored: StoredPassage, _member: Member, _nearness: Nearness) -> str:
    return f"wrote {_titled(stored)}"


def _document(stored: StoredPassage, _member: Member, _nearness: Nearness) -> str:
    return f"brought the document {_titled(stored)}"


def _contribution(stored: StoredPassage, member: Member, nearness: Nearness) -> str:
    if not stored.document.id.startswith("slack:"):
        return f"contributed {_titled(stored)}"
    channel = _CHANNEL.match(stored.document.name)
    where = f" in {channel.group()}" if channel else ""
    own = _nearest(stored, _own(stored, member.id), nearness)
    return f"said in a thread{where}: {_quoted(own)}" if own else f"took part in a thread{where}"


def _answer(stored: StoredPassage, _member: Member, _nearness: Nearness) -> str:
    return f"answered {_quoted(stored.passage.heading[0])}{_year(stored)}"


def _profile(stored: StoredPassage, _member: Member, nearness: Nearness) -> str:
    said = _nearest(stored, stored.passage.sentences, nearness) or stored.passage.text
    return f"says of their work: {_quoted(said)}"


def _topic(stored: StoredPassage, _member: Member, _nearness: Nearness) -> str:
    return f"names {_quoted(stored.passage.text)} as a topic"


_TEMPLATES: dict[EvidenceKind, Callable[[StoredPassage, Member, Nearness], str]] = {
    EvidenceKind.WORK: _work,
    EvidenceKind.DOCUMENT: _document,
    EvidenceKind.ANSWER: _answer,
    EvidenceKind.CONTRIBUTION: _contribution,
    EvidenceKind.DISCUSSION: _contribution,
    EvidenceKind.PROFILE: _profile,
    EvidenceKind.TOPIC: _topic,
}


def _own(stored: StoredPassage, member: str) -> tuple[Span, ...]:
    """Return the sentences of a thread that are the member's."""
    places = [*stored.passage.locators, None]
    own = [
        (one.start, other.start if other else len(stored.passage.text))
        for one, other in pairwise(places)
        if one and one.member == member
    ]
    sentences = stored.passage.sentences
    return tuple(one for one in sentences if any(a <= one.start and one.end <= b for a, b in own))


def _nearest(stored: StoredPassage, among: Sequence[Span], nearness: Nearness) -> str:
    if not among:
        return ""
    cosines = nearness(stored)
    near = dict(zip(stored.passage.sentences, cosines, strict=False))
    best = max(among, key=lambda one: (near.get(one, 0.0), -one.start))
    return stored.passage.text[best.start : best.end]


def _titled(stored: StoredPassage) -> str:
    return f"{_quoted(stored.document.title)}{_year(stored)}"


def _year(stored: StoredPassage) -> str:
    found = _YEAR.match(stored.document.date)
    return f" ({found.group()})" if found else ""


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > QUOTE_CHARS:
        line = line[: QUOTE_CHARS - 1].rsplit(" ", 1)[0] + _CUT
    return f"“{line}”"


def _parts(stored: StoredPassage) -> tuple[str, ...]:
    return (stored.document.title, *stored.passage.heading, stored.passage.text)


def _plain(text: str) -> str:
    return " ".join(text.split())
