"""To which prompt a message belongs, told from where it stands and how it begins."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from knowledge.discussions.numbering import Piece, head, pieces
from knowledge.discussions.timetable import GRACE
from knowledge.models.channels import Said
from knowledge.models.discussions import Discussion, Prompt, PromptState
from knowledge.text.terms import terms

TYPING_S: Final = 60.0
"""So long after a new prompt an unmarked message is likelier meant for the one before."""

_OPEN: Final = frozenset({PromptState.OPEN, PromptState.GRACE})
_ASKED: Final = re.compile(r"\b(?:q|question)\.?\s?(\d{1,2})\b", re.IGNORECASE)


class Why(StrEnum):
    """Why the host has to say to which prompt a message belongs."""

    UNMARKED = "unmarked"
    EARLY = "early"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Part:
    """What one message says under one prompt.

    Attributes:
        prompt: number of the prompt, or 0 while the host has not said which.
        text: as it is kept: without its answer number once it lies under a prompt.
        bare: without its answer number in any case.
        guess: number that is suggested to the host, or 0.
        late: said when the prompt and its grace were over.
        why: why the host has to say, or None.
    """

    prompt: int
    text: str
    bare: str
    guess: int = 0
    late: bool = False
    why: Why | None = None


def route(one: Discussion, said: Said, under: int = 0) -> tuple[Part, ...]:
    """Tell under which prompts a message belongs.

    A thread under a prompt wins. In the channel the number counts with which a message, or a
    line of it, begins (`A2`, `A1:`, `a 1`, `1A)`, `A1/A2`). Where both stand and differ, the number
    counts if its prompt was open then; otherwise the host has to say, as of all that begins
    without a number.

    Args:
        one: the discussion as it stands.
        said: the message.
        under: number of the prompt that the message's thread is about without being its own
            thread, or 0; a hint for the host.

    Returns:
        One part a prompt, in the order of the text; nothing when it says nothing, or when it has
        no number and no prompt had been asked yet: that is not an answer.
    """
    thread = thread_prompt(one, said)
    whole = said.text.strip()
    if not whole:
        return ()
    known = {asked.number: asked for asked in one.prompts}
    numbered = pieces(whole, known)
    if not numbered and head(whole, known)[0]:
        return ()
    if not numbered:
        return (_under(thread, said, whole),) if thread else _unmarked(one, said, whole, under)
    parts: dict[int, Part] = {}
    for piece in numbered:
        for number in piece.numbers:
            part = _numbered(thread, said, piece, known[number])
            before = parts.get(number)
            parts[number] = _joined(before, part) if before else part
    return tuple(parts.values())


def thread_prompt(one: Discussion, said: Said) -> Prompt | None:
    """Return the prompt in whose thread a message stands, or None."""
    if said.thread == said.ts:
        return None
    return next((asked for asked in one.prompts if asked.message_ts == said.thread), None)


def has_begun(asked: Prompt, said: Said) -> bool:
    """Tell whether a prompt had been asked when a message was written."""
    if asked.opened_at is None:
        return False
    # Both timestamps are Slack's: no other clock comes between.
    begun = float(asked.message_ts) if asked.message_ts else asked.opened_at.timestamp()
    return begun <= float(said.ts)


def is_open(asked: Prompt, said: Said) -> bool:
    """Tell whether a prompt, or its grace, was open when a message was written."""
    if not has_begun(asked, said):
        return False
    if asked.state in _OPEN or asked.closes_at is None:
        return asked.state in _OPEN
    return float(said.ts) <= (asked.closes_at + GRACE).timestamp()


def guess(one: Discussion, said: Said, under: int = 0) -> int:
    """Return the number of the prompt that an unmarked message most likely answers, or 0.

    What it names itself (`Q2`) comes first, then what its thread is about, then the prompt whose
    own words it uses, then the one that was open; the one before while people still type.
    """
    begun = [asked for asked in one.prompts if has_begun(asked, said)]
    numbers = {asked.number for asked in begun}
    named = {int(found) for found in _ASKED.findall(said.text)} & numbers
    if len(named) == 1:
        return named.pop()
    if under in numbers:
        return under
    if not begun:
        return 0
    open_now = _latest(begun, said)
    return _by_words(begun, said.text, open_now)


def _latest(begun: list[Prompt], said: Said) -> Prompt:
    last = begun[-1]
    opened = float(last.message_ts) if last.message_ts else None
    if opened is None and last.opened_at:
        opened = last.opened_at.timestamp()
    is_fresh = opened is not None and float(said.ts) - opened < TYPING_S
    return begun[-2] if is_fresh and len(begun) > 1 else last


def _by_words(begun: list[Prompt], text: str, default: Prompt) -> int:
    said = set(terms(text))
    own = {asked.number: set(terms(asked.text)) for asked in begun}
    shared = {
        number: len(
            said & words - set().union(*(more for key, more in own.items() if key != number))
        )
        for number, words in own.items()
    }
    best = max(shared.values())
    winners = [number for number, count in shared.items() if count == best]
    is_clear = len(winners) == 1 and best > shared[default.number]
    return winners[0] if is_clear else default.number


def _unmarked(one: Discussion, said: Said, whole: str, under: int) -> tuple[Part, ...]:
    if not any(has_begun(asked, said) for asked in one.prompts):
        return ()
    likely = 0 if said.member in one.hosts else guess(one, said, under)
    return (Part(0, whole, whole, guess=likely, why=Why.UNMARKED),)


def _under(asked: Prompt, said: Said, text: str) -> Part:
    return Part(asked.number, text, text, late=_is_late(asked, said))


def _numbered(thread: Prompt | None, said: Said, piece: Piece, asked: Prompt) -> Part:
    is_elsewhere = thread is not None and thread.number != asked.number
    fits = is_open(asked, said) if is_elsewhere else has_begun(asked, said)
    if fits:
        return Part(asked.number, piece.bare, piece.bare, late=_is_late(asked, said))
    why = Why.ELSEWHERE if is_elsewhere and has_begun(asked, said) else Why.EARLY
    return Part(0, piece.text, piece.bare, guess=asked.number, why=why)


def _is_late(asked: Prompt, said: Said) -> bool:
    return not is_open(asked, said)


def _joined(first: Part, second: Part) -> Part:
    """Join what one message says twice under the same prompt."""
    return Part(
        first.prompt,
        f"{first.text}\n{second.text}",
        f"{first.bare}\n{second.bare}",
        first.guess,
        first.late,
        first.why,
    )
