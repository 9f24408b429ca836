"""Answers and hits as a terminal or a program reads them."""

import unicodedata
from collections.abc import Iterator, Sequence
from textwrap import shorten

from pydantic import BaseModel

from knowledge.models.answers import DATE_UNKNOWN, Answer, AnswerState, Citation, Hit
from knowledge.models.days import in_words
from knowledge.models.documents import DocumentInfo
from knowledge.models.reasons import LookedAt
from knowledge.models.records import AnswerRecord
from knowledge.text.reasons import (
    CHANGED,
    NOTHING_LISTED,
    NUMBERS,
    ONLY_OPEN,
    ONLY_SHARED,
    reading,
    record_line,
    scores,
    sources_of,
    use_of,
    verdict,
)

_QUOTE_CHARS = 200


class SearchRow(BaseModel):
    """One passage that was found, as JSON shows it.

    Attributes:
        superseded_by: title of what replaces its document, or empty.
    """

    rank: int
    document: str
    title: str
    section: str
    date: str
    url: str
    kind: str
    owner: str
    review_date: str
    evidence: str
    superseded_by: str
    score: float
    passage_cosine: float
    lexical: float
    sentence_cosine: float
    coverage: float
    text: str


def search_row(rank: int, hit: Hit, successor: DocumentInfo | None) -> SearchRow:
    """Turn a hit into its row; `rank` counts from 1, `successor` replaces its document."""
    document = hit.stored.document
    return SearchRow(
        rank=rank,
        document=document.name,
        title=document.title,
        section=" › ".join(hit.stored.passage.heading),
        date=document.date,
        url=document.url,
        kind=document.kind,
        owner=document.owner,
        review_date=document.review_date,
        evidence=document.evidence,
        superseded_by=successor.title if successor else "",
        score=round(hit.score, 4),
        passage_cosine=round(hit.passage_cosine, 4),
        lexical=round(hit.lexical, 4),
        sentence_cosine=round(hit.sentence_cosine, 4),
        coverage=round(hit.coverage, 4),
        text=hit.stored.passage.text,
    )


def answer_in_words(answer: Answer) -> str:
    """Write an answer with its numbered sources."""
    lines = [answer.message] if answer.message else []
    lines.extend(_said(answer))
    lines.extend(answer.notes)
    lines.extend(f"  - {one.label}: {one.question}" for one in answer.choices)
    lines += [one for one in (answer.written_by, answer.caution) if one]
    if answer.citations:
        lines.append("")
    for citation in answer.citations:
        lines.append(source_line(citation))
        if citation.trial and answer.state is not AnswerState.ANSWER:
            lines.append(f"    {citation.trial.facts}")
        if answer.state is not AnswerState.ANSWER or answer.writer:
            lines.append(f"    “{citation.quote}”")
    if answer.usage:
        lines += ["", answer.usage.words]
    return "\n".join(map(harmless, lines))


def harmless(line: str) -> str:
    """Drop what could steer a terminal or turn the direction of its text."""
    return "".join(char for char in line if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})


def _said(answer: Answer) -> Iterator[str]:
    """Yield the sentences with their numbers, headings before those that stand under them."""
    above = ""
    for sentence in answer.sentences:
        if sentence.heading and sentence.heading != above:
            above = sentence.heading
            yield f"{above}:"
        numbers = "".join(f"[{n}]" for n in sentence.citations)
        yield f"{sentence.text} {numbers}"


def why_in_words(answer: Answer, passages: Sequence[LookedAt]) -> str:
    """Explain an answer: what decided, how it was read, what was looked at, what it was made with.

    Args:
        passages: those that the reader may read.
    """
    lines = [*verdict(answer), *reading(answer)]
    if answer.index_version:
        lines += ["", "Passages that I looked at:"]
        for number, one in enumerate(passages, start=1):
            lines += _looked_at(number, one)
        lines += ["", NUMBERS] if passages else [NOTHING_LISTED]
        lines.append(f"{ONLY_SHARED} {ONLY_OPEN}")
    return "\n".join(map(harmless, [*lines, "", *sources_of(answer, None)]))


def _looked_at(number: int, one: LookedAt) -> list[str]:
    place = f" › {one.section}" if one.section else ""
    quote = f"“{shorten(one.quote, _QUOTE_CHARS, placeholder='…')}”" if one.quote else CHANGED
    return [
        f"{number}. {one.title}{place} · {in_words(one.date) or DATE_UNKNOWN}",
        f"   {use_of(one.noted)} {quote}",
        f"   {scores(one.noted)}",
    ]


def source_line(citation: Citation) -> str:
    """Name a source in one line: number, title, section, kind, label, date, standing, address."""
    title = citation.title
    if citation.summary_of:
        title = f"{title} (Library summary of {citation.summary_of}, as of {citation.when})"
    parts = [title, citation.section, citation.locator, citation.kind, citation.label]
    if not citation.summary_of:
        parts.append(citation.when)
    parts.append(citation.review_note)
    if successor := citation.superseded_by:
        parts.append(f"superseded by “{successor.title}”")
    parts += [citation.contact_line, citation.url]
    return f"[{citation.n}] " + " · ".join(part for part in parts if part)


def record_in_words(record: AnswerRecord) -> str:
    """Write the record of an answer, with the question below it when its asker had it kept."""
    kept = [f"    “{record.question}”"] if record.question else []
    return "\n".join(map(harmless, [record_line(record), *kept]))
