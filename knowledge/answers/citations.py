"""Sentences to numbered citations, each with what is known of how far to rely on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from knowledge.answers.extractive import Candidate
from knowledge.models.answers import AnswerSentence, Citation, Hit, Successor
from knowledge.models.days import has_passed
from knowledge.search.standing import Standing


@dataclass(frozen=True, slots=True)
class Citing:
    """What a citation is made with.

    Attributes:
        standing: of the documents that were found.
        now: when the answer is given.
    """

    standing: Standing
    now: datetime

    def answer(
        self, chosen: list[Candidate]
    ) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
        """Turn sentences into an answer: one citation a passage, numbered as they appear."""
        numbers: dict[int, int] = {}
        for one in chosen:
            numbers.setdefault(one.hit.stored.id, len(numbers) + 1)
        sentences = tuple(
            AnswerSentence(text=one.text, citations=(numbers[one.hit.stored.id],)) for one in chosen
        )
        citations = tuple(
            self.citation(
                number,
                next(one.hit for one in chosen if one.hit.stored.id == passage_id),
                [one.place for one in chosen if one.hit.stored.id == passage_id],
            )
            for passage_id, number in numbers.items()
        )
        return sentences, citations

    def citation(self, n: int, hit: Hit, places: list[int]) -> Citation:
        """Cite a passage from the first to the last of the sentences at `places`."""
        stored, passage = hit.stored, hit.stored.passage
        document = stored.document
        section = " › ".join(passage.heading)
        spans = [passage.sentences[place] for place in places]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        return Citation(
            n=n,
            document=document.name,
            title=document.title,
            section=section if section != document.title else "",
            date=document.date,
            url=document.url,
            kind=document.kind,
            locator=_place(passage.locator_at(start), passage.locator_at(end - 1)),
            quote=passage.text[start:end],
            owner=document.owner,
            review_date=document.review_date,
            evidence=document.evidence,
            stale=has_passed(document.review_date, self.now),
            superseded_by=self._successor(document.id),
            trial=document.trial,
            summary_of=document.summary_of,
            scope=document.scope,
            document_id=document.id,
            passage_id=stored.id,
        )

    def _successor(self, document_id: str) -> Successor | None:
        one = self.standing.successor_of(document_id)
        return Successor(title=one.title, url=one.url, document_id=one.id) if one else None


def _place(first: str, last: str) -> str:
    """Return `pages 1–3` for a quote that goes on from `page 1` to `page 3`."""
    (word, _, begins), (same, _, ends) = first.rpartition(" "), last.rpartition(" ")
    several = word == same and begins.isdigit() and ends.isdigit() and begins != ends
    return f"{word}s {begins}–{ends}" if several else first


def all_outdated(citations: Iterable[Citation]) -> bool:
    """Tell whether there are citations, and every one is stale or superseded."""
    outdated = [one.is_outdated for one in citations]
    return bool(outdated) and all(outdated)
