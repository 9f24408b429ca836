"""A reply that helped, as an answer of its own."""

from datetime import datetime

from knowledge.models.answers import Answer, AnswerSentence, AnswerState, Citation
from knowledge.models.contributions import Contribution
from knowledge.models.days import has_passed
from knowledge.text.sentences import sentence_spans


def answer_of_reply(one: Contribution, now: datetime) -> Answer:
    """Return a kept reply word for word, with itself as the one source.

    Args:
        one: an accepted contribution with its text.
        now: when the answer is given.
    """
    spans = sentence_spans(one.text)
    said = [one.text[span.start : span.end] for span in spans] or [one.text]
    citation = Citation(
        n=1,
        document=one.title,
        title=one.title,
        section="",
        date=one.date,
        url=one.url,
        kind=one.kind,
        quote=one.text,
        owner=one.owner,
        review_date=one.review_date,
        evidence=one.evidence,
        stale=has_passed(one.review_date, now),
        scope=one.scope,
        document_id=one.document_id,
    )
    return Answer(
        state=AnswerState.ANSWER,
        sentences=tuple(AnswerSentence(text=words, citations=(1,)) for words in said),
        citations=(citation,),
    )
