"""The answer in Slack: five lines that answer, one line a source, quotes a tap away."""

import textwrap
from dataclasses import dataclass
from typing import NamedTuple

from bot.mrkdwn import clip, safe, visible
from bot.views.cards import find_button, knows_line
from bot.views.gap import gap_controls
from bot.views.parts import (
    FALLBACK_CHARS,
    Json,
    Message,
    actions,
    button,
    context,
    overflow,
    quotation,
    section,
    verbatim,
)
from bot.views.sources import source_line
from bot.views.trials import tried_button
from bot.views.why import WHY
from knowledge.models.answers import (
    KINDS_DIFFER,
    Answer,
    AnswerForm,
    AnswerSentence,
    AnswerState,
)

SHOW_QUOTES = "show_quotes"
ANSWER_MENU = "answer_menu"
ABOUT_ANSWER = "about_answer"
CHOOSE_SENSE = "choose_sense"
LINE_CHARS = 40  # measured on the page, 360 pixels wide, over the sentences of the shipped library
ANSWER_LINES = 5
ANSWER_SENTENCES = 3
# A list is shown whole where that can be read at one go; two sides need room for both.
_ROOM = {
    AnswerForm.LIST: (24, 12),
    AnswerForm.COMPARISON: (28, 6),
    AnswerForm.SUMMARY: (20, 8),
    AnswerForm.TRIED: (24, 8),
}
NEAREST = 3
MAX_SOURCES = 10
NEAREST_CHARS = 160
MAX_NOTES = 3
MAX_CHOICES = 5
MAX_CHOICE_CHARS = 1900  # what a button carries may have 2,000
HEADING_CHARS = 150
_LABELS = {
    AnswerState.CLOSEST: "*Closest passages*",
    AnswerState.NOT_HELD: "*Nearest passages; they do not answer the question*",
    AnswerState.ROUTED: "*Nearest passages; they may not answer the question*",
}
_MESSAGES = {
    AnswerState.ANSWER: "I found nothing to quote.",
    AnswerState.CLOSEST: "I am not sure that this answers you.",
    AnswerState.NOT_HELD: "The knowledge base does not hold an answer to this.",
    AnswerState.ROUTED: "This is a question for somebody else.",
}


@dataclass(frozen=True, slots=True)
class Handle:
    """What the controls under an answer carry.

    Attributes:
        key: under which the answer was logged, at most 100 characters.
        again: where the question stands, `channel|timestamp|thread`; empty when it cannot be
            asked again privately.
        hint: one sentence about follow-ups, or empty.
        gap: where a question stands that the answer leaves open (see `gap_controls`), or empty.
        asker: whose question it was; their choice of a reading is answered for all who saw it.
        own_thread: whether the thread began with a question to the bot.
        asked: where the asker's own message stands, written likewise; empty when there is none.
        knows: how many people may know what the answer leaves open; it names nobody.
    """

    key: str
    again: str = ""
    hint: str = ""
    gap: str = ""
    asker: str = ""
    own_thread: bool = True
    asked: str = ""
    knows: int = 0

    @property
    def people(self) -> str:
        """What the button that shows people carries: the answer's key, and where it was asked."""
        return f"{self.key}|{self.gap or self.asked or '||'}"

    @property
    def why(self) -> str:
        """What “Why this answer?” carries."""
        return f"{self.key}|{self.asked}"


def answer_message(answer: Answer, handle: Handle, more: int = 0) -> Message:
    """Return an answer, a list of closest passages or an abstention as a message.

    Args:
        more: sentences of the answer that are not in it, because its post never showed them.
    """
    shown = _fitting(answer) if answer.state is AnswerState.ANSWER else []
    if shown:
        left = more + len(answer.sentences) - len(shown)
        numbers = {n for one in shown for n in one.sentence.citations}
        answer = without_moot_notes(answer, numbers)
        beside = [*_writer(answer), *_notes(answer), *_caution(answer)]
        blocks = [*_headed(shown), *_goes_on(answer.form, left), *beside]
        blocks += _sources(answer, numbers)
        said = [*_read_out(shown), *answer.notes[:MAX_NOTES], answer.caution]
        text = safe(" ".join(said), FALLBACK_CHARS).strip()
    else:
        text = safe(answer.message, FALLBACK_CHARS) or _MESSAGES[answer.state]
        asking = [*_notes(answer), *_choices(answer, handle)]
        blocks = [section(text), *asking, *_caution(answer), *_nearest(answer)]
    if handle.hint:
        blocks.append(context(safe(handle.hint, 300)))
    rows = (*_gap(handle), *tried_button(answer), *_controls(answer, handle))
    return Message(text=text, blocks=(*blocks, *rows))


def short(answer: Answer) -> list[tuple[str, tuple[int, ...]]]:
    """Return as many whole sentences as there is room for: for a fact, five lines of a telephone.

    The first one is always there, cut at a word's end when it alone is longer than that.

    Returns:
        Plain text that ends with its `[n]`, and the numbers of its citations.
    """
    return [(one.line, one.sentence.citations) for one in _fitting(answer)]


class _Shown(NamedTuple):
    """A sentence as it is shown; `heading` stands above it, or is empty."""

    line: str
    heading: str
    sentence: AnswerSentence


def _fitting(answer: Answer) -> list[_Shown]:
    room, most = _ROOM.get(answer.form, (ANSWER_LINES, ANSWER_SENTENCES))
    lines_left, longest = room, room if answer.form is AnswerForm.LIST else ANSWER_LINES
    shown: list[_Shown] = []
    above = ""
    for sentence in answer.sentences[:most]:
        marks = "".join(f"[{n}]" for n in sentence.citations)
        words = clip(visible(sentence.text), longest * LINE_CHARS)
        if not words:
            continue
        heading = "" if sentence.heading == above else visible(sentence.heading)
        needed = _lines(f"{words} {marks}") + bool(heading)
        if needed > lines_left and shown:
            break
        while needed > lines_left and len(words) > 1:
            words = clip(words, len(words) - 1)
            needed = _lines(f"{words} {marks}") + bool(heading)
        lines_left -= needed
        above = sentence.heading or above
        shown.append(_Shown(f"{words} {marks}".rstrip(), heading, sentence))
    return shown


def _headed(shown: list[_Shown]) -> list[Json]:
    """Return a paragraph for what stands under one heading, each with its heading before it."""
    blocks: list[Json] = []
    lines: list[str] = []
    for one in shown:
        if one.heading:
            blocks += [verbatim(*lines)] if lines else []
            blocks.append(section(f"*{safe(one.heading, HEADING_CHARS)}*"))
            lines = []
        lines.append(one.line)
    return [*blocks, verbatim(*lines)]


def _read_out(shown: list[_Shown]) -> list[str]:
    return [f"{one.heading}: {one.line}" if one.heading else one.line for one in shown]


def _goes_on(form: AnswerForm, left: int) -> list[Json]:
    """Say that there is more than is shown, where a reader would take it for all."""
    if left < 1 or form not in _ROOM:
        return []
    if form is AnswerForm.LIST:
        return [context(f"The list goes on: {left} more under *Show quotes*.")]
    return [context("There is more under *Show quotes*.")]


def without_moot_notes(answer: Answer, shown: set[int]) -> Answer:
    """Drop the note on kinds that differ where all sources that are shown are of one."""
    if len({one.kind for one in answer.citations if one.n in shown}) > 1:
        return answer
    notes = tuple(one for one in answer.notes if not one.startswith(KINDS_DIFFER))
    return answer.model_copy(update={"notes": notes})


def _sources(answer: Answer, shown: set[int]) -> list[Json]:
    # What the sentences left out rest on is found behind “Show quotes”.
    cited = [citation for citation in answer.citations if citation.n in shown]
    return [context(source_line(citation)) for citation in cited[:MAX_SOURCES]]


def _notes(answer: Answer) -> list[Json]:
    return [context(safe(one, 300)) for one in answer.notes[:MAX_NOTES]]


def _choices(answer: Answer, handle: Handle) -> list[Json]:
    """Return a button a reading, one below the other: their labels are long for a telephone."""
    asker = f"{handle.asker}|{'own' if handle.own_thread else ''}"
    offered = [one for one in answer.choices if len(one.question) <= MAX_CHOICE_CHARS]
    return [
        actions(f"choice_{n}", button(one.label, CHOOSE_SENSE, f"{asker}|{one.question}"))
        for n, one in enumerate(offered[:MAX_CHOICES])
    ]


def _writer(answer: Answer) -> list[Json]:
    return [context(safe(answer.written_by, 300))] if answer.writer else []


def _caution(answer: Answer) -> list[Json]:
    words = safe(answer.caution, FALLBACK_CHARS)
    return [section(words)] if words else []


def _nearest(answer: Answer) -> list[Json]:
    if not answer.citations:
        return []
    blocks = [section(_LABELS.get(answer.state, _LABELS[AnswerState.CLOSEST]))]
    for citation in answer.citations[:NEAREST]:
        said = [] if citation.is_withdrawn else [quotation(citation.quote, NEAREST_CHARS)]
        stated = [context(safe(citation.trial.facts, 300))] if citation.trial else []
        blocks += [*said, *stated, context(source_line(citation))]
    return blocks


def _gap(handle: Handle) -> list[Json]:
    if not handle.gap:
        return []
    return [*knows_line(handle.knows), *gap_controls(handle.gap, find_button(handle.people))]


def _controls(answer: Answer, handle: Handle) -> list[Json]:
    menu = {WHY: f"about|{handle.why}"}
    if handle.again:
        menu["Answer me privately"] = f"privately|{handle.again}"
    shown = [button("Show quotes", SHOW_QUOTES, handle.key)] if answer.citations else []
    if answer.state is AnswerState.ANSWER:
        shown.append(find_button(handle.people))
    if len(menu) > 1:
        shown.append(overflow(ANSWER_MENU, menu))
    else:
        shown.append(button(WHY, ABOUT_ANSWER, handle.why))
    return [actions("answer", *shown)]


def _lines(text: str) -> int:
    return len(textwrap.wrap(text, LINE_CHARS))
