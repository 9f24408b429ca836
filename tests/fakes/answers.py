"""An answer service that says what a test wants it to say."""

from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerForm, AnswerSentence, AnswerState, Citation
from knowledge.models.reasons import Considered


def cited_answer(text: str = "Trials ended in May.", *, scope: str = "community") -> Answer:
    """Return an answer of one sentence with one source."""
    return Answer(
        state=AnswerState.ANSWER,
        sentences=(AnswerSentence(text=text, citations=(1,)),),
        citations=(citation(1, quote=text, scope=scope),),
        index_version="v1",
        model="a model",
        score=0.7,
        threshold=0.4,
    )


def saying(*sentences: AnswerSentence, form: AnswerForm = AnswerForm.FACT) -> Answer:
    """Return an answer that says this, from one source."""
    return Answer(
        state=AnswerState.ANSWER, form=form, sentences=sentences, citations=(citation(1),)
    )


def citation(
    n: int, *, quote: str = "Words.", scope: str = "community", document_id: str = "docs/a.md"
) -> Citation:
    """Return a citation of a fictional document."""
    return Citation(
        n=n,
        document="a.md",
        title="Harbour trials",
        section="Results",
        date="2025-05-01",
        url="https://harbour.example/a",
        kind="evidence",
        quote=quote,
        scope=scope,
        document_id=document_id,
    )


def looked_at(
    document_id: str = "docs/a.md",
    *,
    passage_id: int = 1,
    title: str = "Harbour trials",
    section: str = "Results",
    n: int = 0,
) -> Considered:
    """Return what is noted of a passage that was looked at."""
    return Considered(
        title=title,
        section=section,
        n=n,
        score=0.9,
        passage_cosine=0.61,
        lexical=7.25,
        sentence_cosine=0.72,
        coverage=0.64,
        absolute=0.7,
        passage_id=passage_id,
        document_id=document_id,
    )


@dataclass
class FakeAnswers:
    """Satisfies `knowledge.services.Answers`.

    Attributes:
        writes: does what a language model does before the reply: tells the answer so far.
        asked: question, audience and earlier questions of every call.
    """

    reply: Callable[[str, Audience], Answer] = lambda _question, _audience: cited_answer()
    writes: Callable[[Callable[[Answer], None]], None] | None = None
    asked: list[tuple[str, Audience, tuple[str, ...]]] = field(default_factory=list)

    def ask(
        self,
        question: str,
        audience: Audience,
        earlier: tuple[str, ...] = (),
        heard: Callable[[Answer], None] | None = None,
    ) -> Answer:
        """Note the call, and reply."""
        self.asked.append((question, audience, earlier))
        if self.writes is not None and heard is not None:
            self.writes(heard)
        return self.reply(question, audience)
