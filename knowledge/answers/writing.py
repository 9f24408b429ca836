"""An answer by a language model, each sentence checked; or none, and the quotes speak instead."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from knowledge.answers.asked import Asked
from knowledge.answers.brief import MOST_SENTENCES, brief
from knowledge.answers.extractive import PASSAGES
from knowledge.answers.forms.composed import Composed
from knowledge.answers.leaving import Leaving
from knowledge.answers.validation import Finding, Supported, check
from knowledge.errors import WriterError
from knowledge.models.answers import AnswerForm, AnswerSentence, Citation, Hit, Usage
from knowledge.models.writing import Draft, DraftSentence, NotInSources
from knowledge.ports import Embedder, Writer

_log = logging.getLogger(__name__)
# The other forms are laid out, and complete, in quotes.
_FORMS = frozenset(
    {AnswerForm.FACT, AnswerForm.DEFINITION, AnswerForm.COMPARISON, AnswerForm.SUMMARY}
)
_LEFT_S = 1.0  # with less time than this no second draft is asked for


@dataclass(frozen=True, slots=True)
class Written:
    """What came of asking a language model.

    Attributes:
        composed: the answer, or None when the quotes are to speak for themselves.
        not_in_sources: the model says that the passages do not answer the question.
        usage: what it took, as far as it said so.
    """

    composed: Composed | None
    not_in_sources: bool = False
    usage: Usage | None = None


@dataclass(slots=True)
class _Draft:
    """A draft as it comes in.

    Attributes:
        hits: what was sent, by id.
        kept: the sentences that passed.
        refused: the others, each with the reason.
    """

    hits: dict[int, Hit]
    kept: list[Supported] = field(default_factory=list)
    refused: list[tuple[DraftSentence, str]] = field(default_factory=list)


class Writing:
    """Has answers written.

    Args:
        writer: the language model.
        embedder: compares meanings.
        scopes: access scopes of the texts that may be sent.
        timeout_s: for both drafts together.
        now: seconds that only go forwards.
    """

    def __init__(
        self,
        writer: Writer,
        embedder: Embedder,
        scopes: Iterable[str],
        timeout_s: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._writer = writer
        self._embedder = embedder
        self.leaving = Leaving(writer.name, writer.host, frozenset(scopes))
        self._timeout_s = timeout_s
        self._now = now

    @property
    def name(self) -> str:
        """The language model's name."""
        return self._writer.name

    def write(
        self, asked: Asked, quoted: Composed, heard: Callable[[Composed], None] | None = None
    ) -> Written:
        """Have an answer written.

        Args:
            asked: a question that the index answers.
            quoted: the answer in quotes, which stands when nothing better comes.
            heard: is called with all that passed so far, whenever a sentence has passed.
        """
        # To write without what must stay here would hide it: then the quotes answer, complete.
        stays = not self.leaving.may_all(one.scope for one in quoted.citations)
        if stays or asked.form not in _FORMS:
            return Written(None)
        hits = self._sendable(asked, quoted)
        draft, until = _Draft(hits), self._now() + self._timeout_s

        def take(sentence: DraftSentence) -> None:
            if self._takes(draft, sentence) and heard is not None:
                heard(_composed(asked, draft))

        try:
            first = self._ask(asked, draft, until, take)
        except WriterError as error:
            _log.warning("no answer was written: %s", error.message)
            return Written(None)
        if isinstance(first, NotInSources):
            return Written(None, not_in_sources=True, usage=first.usage)
        usage = first.usage
        if draft.refused and until - self._now() > _LEFT_S:
            usage = self._again(asked, draft, until, take, usage)
        _log.info("of a written answer %d sentences passed", len(draft.kept))
        return Written(_composed(asked, draft) if draft.kept else None, usage=usage)

    def _again(
        self,
        asked: Asked,
        draft: _Draft,
        until: float,
        take: Callable[[DraftSentence], None],
        usage: Usage,
    ) -> Usage:
        """Give the findings back, once."""
        try:
            second = self._ask(asked, draft, until, take)
        except WriterError as error:
            _log.warning("no second draft was written: %s", error.message)
            return usage
        return _sum(usage, second.usage)

    def _ask(
        self,
        asked: Asked,
        draft: _Draft,
        until: float,
        take: Callable[[DraftSentence], None],
    ) -> Draft | NotInSources:
        told = brief(
            asked.query.said,
            {n: hit.stored for n, hit in draft.hits.items()},
            asked.form,
            [one.text for one in draft.kept],
            draft.refused,
        )
        draft.refused = []
        return self._writer.write(told, max(0.0, until - self._now()), take)

    def _takes(self, draft: _Draft, sentence: DraftSentence) -> bool:
        if len(draft.kept) >= MOST_SENTENCES:
            return False
        passages = {n: hit.stored.passage for n, hit in draft.hits.items()}
        found = check(sentence, passages, self._embedder)
        if isinstance(found, Finding):
            _log.info("a written sentence was refused: %s", found.rule)
            draft.refused.append((sentence, found.words))
            return False
        if any(found.text == one.text for one in draft.kept):
            return False
        draft.kept.append(found)
        return True

    def _sendable(self, asked: Asked, quoted: Composed) -> dict[int, Hit]:
        """Return what is sent, by id: the best passages, and those that the quotes rest on.

        What does not answer by itself, or holds no word of the question, stays out: a sentence
        true to it would be no answer, and a planted order would be heard on every subject.
        """
        cited = {one.document_id for one in quoted.citations}
        least = asked.found.manifest.thresholds.answer
        wanted = [
            hit
            for place, hit in enumerate(asked.found.hits)
            if (place < PASSAGES and hit.absolute >= least and hit.coverage > 0)
            or hit.stored.document.id in cited
        ]
        sendable = [hit for hit in wanted if self.leaving.may(hit.stored.document.scope)]
        return dict(enumerate(sendable, start=1))


def writing_by(
    writer: Writer | None, embedder: Embedder, scopes: Iterable[str], timeout_s: float
) -> Writing | None:
    """Return what has answers written, or None without a language model."""
    return Writing(writer, embedder, scopes, timeout_s) if writer else None


def _composed(asked: Asked, draft: _Draft) -> Composed:
    """Return what passed, with one citation a passage, numbered as they appear."""
    numbers: dict[int, int] = {}
    places: dict[int, list[int]] = {}
    for one in draft.kept:
        numbers.setdefault(one.citation, len(numbers) + 1)
        places.setdefault(one.citation, []).extend(one.places)
    sentences = tuple(
        AnswerSentence(text=one.text, citations=(numbers[one.citation],)) for one in draft.kept
    )
    citations: tuple[Citation, ...] = tuple(
        asked.citing.citation(n, draft.hits[id_], places[id_]) for id_, n in numbers.items()
    )
    return Composed(sentences, citations)


def _sum(one: Usage, other: Usage) -> Usage:
    costs = [each.cost for each in (one, other) if each.cost is not None]
    return Usage(
        input_tokens=one.input_tokens + other.input_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
        cost=sum(costs) if costs else None,
    )
