"""Why an answer is as it is, in plain words."""

from datetime import datetime

from knowledge.models.answers import Answer, AnswerForm, AnswerState
from knowledge.models.days import in_words
from knowledge.models.reasons import Basis, Considered
from knowledge.models.records import AnswerRecord

NUMBERS = (
    "How surely the best sentences answer decides whether I answer: 0 is not at all, 1 is "
    "certainly. Overall decides whether a passage is shown: 0 is unrelated, 1 is the same words "
    "and meaning. Meaning compares the "
    "question with the passage, and with the nearest of its sentences, as the model reads them: "
    "−1 to 1. Words shared counts the question's words in the passage, rare ones more than "
    "common ones: 0 or more. Covered is the share of the question's words, weighted alike, that "
    "the passage and its headings hold."
)
ONLY_OPEN = "Only passages that are still held and that you may read are listed."
ONLY_SHARED = "I search only what everybody who sees the answer may read."
NOTHING_LISTED = "There is no passage to list."
CHANGED = "This passage is no longer held: its document was changed since."
_ASKED = "asked which meaning of the letters you have in mind"
_TAKEN_FOR = {
    AnswerForm.FACT: "a question that a fact answers",
    AnswerForm.LIST: "a question that a list answers",
    AnswerForm.TRIED: "a question about who has tried something",
    AnswerForm.COMPARISON: "a question that compares",
    AnswerForm.DEFINITION: "a question about what a word means",
    AnswerForm.PEOPLE: "a question about who knows something",
    AnswerForm.SUMMARY: "a question that a summary answers",
}


def verdict(answer: Answer) -> tuple[str, ...]:
    """Say what was decided, by which scores, and where the limits come from."""
    basis = answer.basis
    said = {
        AnswerState.ANSWER: _answered,
        AnswerState.CLOSEST: _closest,
        AnswerState.NOT_HELD: _not_held,
        AnswerState.ROUTED: _routed,
    }[answer.state](answer)
    return (said, f"How these limits were found: {basis.origin}.") if basis else (said,)


def reading(answer: Answer) -> tuple[str, ...]:
    """Say how the question was read: its route, form and acronyms, and what stood before it."""
    said = []
    if answer.route:
        route = answer.route.replace("_", " ")
        said.append(f"The community has a rule for such questions, called “{route}”.")
    elif answer.index_version:
        said.append(f"I took it for {_TAKEN_FOR[answer.form]}.")
    if answer.basis and answer.basis.follows:
        said.append("I read it together with the question before it.")
    return (*said, *answer.notes)


def sources_of(answer: Answer, given_at: datetime | None) -> tuple[str, ...]:
    """Say with what an answer was made, and when.

    Args:
        given_at: when it was given, or None when nobody knows.
    """
    said = []
    if answer.index_version:
        built = f", built {moment(answer.basis.built_at)}" if answer.basis else ""
        said.append(f"Index: version {answer.index_version}{built}.")
        said.append(f"Model that compares texts: {answer.model}.")
    if given_at:
        said.append(f"Answered {moment(given_at)}.")
    if answer.sentences:
        said.append(_writer(answer))
    return tuple(said)


def use_of(noted: Considered) -> str:
    """Say whether a passage was quoted."""
    return f"Quoted as [{noted.n}]." if noted.n else "Not quoted."


def scores(noted: Considered) -> str:
    """Name a passage's scores by signal, on one line."""
    return (
        f"Overall {noted.absolute:.2f} · meaning of the passage {noted.passage_cosine:.2f} · "
        f"meaning of its nearest sentence {noted.sentence_cosine:.2f} · "
        f"words shared {noted.lexical:.1f} · covered {noted.coverage:.0%}"
    )


def moment(at: datetime) -> str:
    """Return `3 May 2026, 14:02 UTC`."""
    return f"{in_words(at.date().isoformat())}, {at:%H:%M} UTC"


def record_line(record: AnswerRecord) -> str:
    """Say in one line what was answered, when, to whom and how surely."""
    parts = [moment(record.at), record.where, record.state.replace("_", " ")]
    if record.route:
        parts.append(f"by the rule “{record.route.replace('_', ' ')}”")
    if record.index_version:
        how = f"sureness {record.score:.2f}, answered from {record.threshold:.2f}"
        parts += [f"form {record.form}", *([] if record.route else [how])]
        parts.append(f"index {record.index_version}")
    else:
        parts.append("not searched")
    if record.writer:
        parts.append(f"written by {record.writer}")
    return " · ".join(parts)


def _answered(answer: Answer) -> str:
    if not answer.index_version:
        return "I answered with what a member of the community replied to this question."
    return (
        f"I answered: the best sentences answer with a sureness of {answer.score:.2f}, and I "
        f"answer from {answer.threshold:.2f}."
    )


def _closest(answer: Answer) -> str:
    if answer.choices:
        return f"I showed the closest passages, and {_ASKED}."
    said = f"I showed the closest passages: the best sentences reach {answer.score:.2f}"
    if answer.score >= answer.threshold and answer.usage is not None:
        return f"{said}, but the language model found that the passages do not answer."
    if answer.score >= answer.threshold:
        return (
            f"{said}, which would be enough ({answer.threshold:.2f}), but the passages do not "
            "name what is asked for."
        )
    return f"{said}, and I answer from {answer.threshold:.2f}.{_shown_from(answer.basis)}"


def _not_held(answer: Answer) -> str:
    said, basis = "I said that I do not hold an answer", answer.basis
    if answer.choices:
        said = f"I hold no answer nearby, and {_ASKED}"
    if basis is None or basis.absolute <= 0:
        return f"{said}: no passage has to do with the question."
    if basis.absolute >= basis.closest:
        return f"{said}: no passage that I found holds a sentence that could answer."
    return f"{said}: the best passage scores only {basis.absolute:.2f}.{_shown_from(basis)}"


def _routed(answer: Answer) -> str:
    said = "My sources cannot answer this sort of question, so I said what the community advises."
    if not answer.index_version:
        return f"{said} I searched nothing, and compared nothing."
    return (
        f"{said} I looked for near passages beside it: the best one scores "
        f"{answer.basis.absolute if answer.basis else 0:.2f} overall."
        f"{_shown_from(answer.basis)}"
    )


def _shown_from(basis: Basis | None) -> str:
    return f" I show passages from {basis.closest:.2f}." if basis else ""


def _writer(answer: Answer) -> str:
    if not answer.writer:
        return "No language model wrote it: what is quoted is quoted word for word."
    return f"{answer.written_by} {answer.usage.words if answer.usage else ''}".strip()
