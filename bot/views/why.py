"""“Why this answer?”: what was looked at, what decided, and what is on record of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.mrkdwn import link, safe
from bot.views.parts import Json, actions, button, context, header, modal, quotation, section
from bot.views.sources import KINDS, PLACE_CHARS, TITLE_CHARS
from knowledge.models.answers import DATE_UNKNOWN, Answer
from knowledge.models.days import in_words
from knowledge.models.reasons import LookedAt
from knowledge.text.reasons import (
    CHANGED,
    NOTHING_LISTED,
    NUMBERS,
    ONLY_OPEN,
    ONLY_SHARED,
    reading,
    scores,
    sources_of,
    use_of,
    verdict,
)

WHY = "Why this answer?"
KEEP_QUESTION, TAKE_BACK = "keep_question", "take_back_question"
SHOWN_PASSAGES = 10
QUOTE_CHARS = 200
LINE_CHARS, SHOWN_LINES = 400, 6
_ON_RECORD = (
    "I keep a record that this answer was given: when, its scores and its sources, and in place "
    "of your name something that stands for you. Your question is part of it only if you say so."
)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the asker, and nobody else, may decide on the question.

    Attributes:
        value: what the button carries.
        days: for how long a question is kept.
        is_kept: whether it is kept now.
        is_in_slack: whether the question stands in a message, from which it could be read.
        notice: what came of the last press, or empty.
    """

    value: str
    days: int
    is_kept: bool = False
    is_in_slack: bool = True
    notice: str = ""


def why_modal(
    answer: Answer,
    passages: Sequence[LookedAt],
    given_at: datetime | None = None,
    keeping: Keeping | None = None,
) -> Json:
    """Return the modal that says, in plain words, how an answer came about.

    Args:
        passages: those that the viewer may read.
        given_at: when the answer was given, or None when nobody knows.
        keeping: None for everybody but the asker.
    """
    blocks = _part("What I decided", verdict(answer))
    blocks += _part("How I read the question", reading(answer))
    if answer.index_version:
        blocks += _passages(passages)
    blocks += _part("What it was made with", sources_of(answer, given_at))
    if answer.citations:
        blocks.append(context(f"*Show quotes* has each quote whole. Each source is {KINDS}."))
    return modal(WHY, [*blocks, *(_question(keeping) if keeping else ())])


def _passages(passages: Sequence[LookedAt]) -> list[Json]:
    shown = passages[:SHOWN_PASSAGES]
    blocks = [header("Passages that I looked at")]
    for number, one in enumerate(shown, start=1):
        blocks += [section(_named(number, one)), *_quote(one), context(scores(one.noted))]
    if shown:
        blocks.append(context(f"*What do these numbers mean?* {NUMBERS}"))
    else:
        blocks.append(section(NOTHING_LISTED))
    return [*blocks, context(f"{ONLY_SHARED} {ONLY_OPEN}")]


def _named(number: int, one: LookedAt) -> str:
    title = link(one.url, one.title, TITLE_CHARS)
    place = safe(one.section, PLACE_CHARS)
    named = f"{title} › {place}" if place else title
    when = safe(in_words(one.date) or DATE_UNKNOWN, 20)
    return f"*Passage {number}:* {named} · {when}\n{use_of(one.noted)}"


def _quote(one: LookedAt) -> list[Json]:
    return [quotation(one.quote, QUOTE_CHARS) if one.quote else section(CHANGED)]


def _question(keeping: Keeping) -> list[Json]:
    blocks = [header("Your question"), section(_ON_RECORD)]
    if keeping.notice:
        blocks.append(section(f"*{safe(keeping.notice, LINE_CHARS)}*"))
    if keeping.is_kept:
        said = f"It is kept with the record for {keeping.days} days, for curators to look into."
        pressed = button("Take it back", TAKE_BACK, keeping.value)
    elif keeping.is_in_slack:
        said = (
            "If you like, curators can look into it. They would then read your question, "
            f"without your name, for {keeping.days} days, or until you take it back."
        )
        pressed = button("Keep my question with this record", KEEP_QUESTION, keeping.value)
    else:
        said = (
            "It was asked with a command or with a button, of which Slack keeps no copy, so it "
            "cannot be kept."
        )
        return [*blocks, section(said)]
    return [*blocks, section(said), actions("question", pressed)]


def _part(title: str, lines: Sequence[str]) -> list[Json]:
    shown = "\n".join(filter(None, (safe(line, LINE_CHARS) for line in lines[:SHOWN_LINES])))
    return [header(title), section(shown)] if shown else []
