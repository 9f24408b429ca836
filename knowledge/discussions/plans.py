"""What a host enters for a discussion, and whether it can be kept as it stands."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict

from knowledge.discussions.local_time import resolve
from knowledge.errors import PlanError
from knowledge.models.discussions import Discussion, Options

TITLE_CHARS: Final = 150
PROMPT_CHARS: Final = 600
MOST_PROMPTS: Final = 20
MINUTES: Final = (1, 20_160)
AHEAD: Final = timedelta(days=366)
WRAP_UP_MINUTE: Final = 55
"""Of an evening; a prompt's usual time is what is left after the introductions, shared out."""

_INTRODUCTIONS_MINUTES: Final = 7
_USUAL: Final = (8, 12)
_NUMBERING: Final = re.compile(r"^\s*(?:[-*•]|[Qq]?\s?\d{1,2}\s?[.:)])\s+")


class PromptPlan(BaseModel):
    """A prompt as it was entered.

    Attributes:
        minutes: how long it is open, or 0 for as long as the plan says.
        background: titles and addresses of what to read before.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    minutes: int = 0
    background: tuple[tuple[str, str], ...] = ()


class Plan(BaseModel):
    """What a host enters: six things, and options that may stay as they are.

    Attributes:
        day, time: of the community's clock, `2026-11-25` and `21:00`.
        minutes: how long each prompt is open, or 0 for the usual time.
        cohosts: member ids.
        template: key of the community pack's template, or empty.
        previous: id of the discussion that it is compared with, or empty.
        notice: version of the notice on how data is used.
        rehearsal: it is played in its host's direct messages, fast.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    channel: str
    day: str
    time: str
    prompts: tuple[PromptPlan, ...]
    minutes: int = 0
    topic: str = ""
    sponsor: str = ""
    cohosts: tuple[str, ...] = ()
    template: str = ""
    options: Options = Options()
    previous: str = ""
    attributed: bool = True
    licence: str = ""
    notice: str = ""
    rehearsal: bool = False

    @property
    def local_start(self) -> str:
        """Wall time of its start."""
        return f"{self.day}T{self.time}"


def prompts_of(text: str) -> tuple[PromptPlan, ...]:
    """Return prompts entered one a line, without the numbers or dashes before them."""
    lines = (_NUMBERING.sub("", line).strip() for line in text.splitlines())
    return tuple(PromptPlan(text=line) for line in lines if line)


def rehearsal_of(one: Discussion, channel: str) -> Plan:
    """Return the plan by which a discussion is rehearsed.

    Args:
        one: the discussion.
        channel: id of the direct messages of who rehearses it.
    """
    day, _, time = one.local_start.partition("T")
    prompts = tuple(
        PromptPlan(text=prompt.text, minutes=prompt.minutes, background=prompt.background)
        for prompt in one.prompts
    )
    kept = one.model_dump(include={"title", "topic", "sponsor", "template", "options", "notice"})
    return Plan.model_validate(
        {
            **kept,
            "channel": channel,
            "day": day,
            "time": time,
            "prompts": prompts,
            "rehearsal": True,
        }
    )


def usual_minutes(prompts: int) -> int:
    """Return how long each prompt of an evening is open."""
    shared = (WRAP_UP_MINUTE - _INTRODUCTIONS_MINUTES) // max(prompts, 1)
    return min(max(shared, _USUAL[0]), _USUAL[1])


def problems(plan: Plan, zone: str, now: datetime) -> tuple[PlanError, ...]:
    """Return all that stands in the way of a plan, at most one for each of its fields.

    Args:
        plan: as it was entered.
        zone: name of the community's clock.
        now: the present moment.
    """
    found: dict[str, PlanError] = {}
    for problem in _problems(plan, zone, now):
        found.setdefault(problem.field, problem)
    return tuple(found.values())


def _problems(plan: Plan, zone: str, now: datetime) -> Iterator[PlanError]:
    if not plan.title.strip():
        yield PlanError(
            "title", "The discussion has no title", "Say in a few words what it is about"
        )
    if len(plan.title) > TITLE_CHARS:
        yield PlanError(
            "title", "The title is too long", f"Use no more than {TITLE_CHARS} characters"
        )
    if not plan.channel:
        yield PlanError("channel", "No channel was chosen", "Choose where the discussion is held")
    yield from _of_start(plan, zone, now)
    yield from _of_prompts(plan)
    yield from _of_minutes(plan)


def _of_start(plan: Plan, zone: str, now: datetime) -> Iterator[PlanError]:
    try:
        start = resolve(plan.local_start, zone)
    except PlanError as error:
        yield error
        return
    if start < now and not plan.rehearsal:
        yield PlanError("time", "This time is past", "Choose a day and time to come")
    if start > now + AHEAD:
        yield PlanError("day", "This is more than a year ahead", "Choose a day within a year")


def _of_prompts(plan: Plan) -> Iterator[PlanError]:
    texts = [" ".join(prompt.text.split()) for prompt in plan.prompts]
    if not texts or not all(texts):
        yield PlanError("prompts", "There is no prompt", "Enter 3 to 6 questions, one a line")
    if len(texts) > MOST_PROMPTS:
        yield PlanError(
            "prompts",
            f"There are {len(texts)} prompts",
            f"Keep the best, at most {MOST_PROMPTS}; 3 to 6 fit into an hour",
        )
    long = [number for number, text in enumerate(texts, start=1) if len(text) > PROMPT_CHARS]
    if long:
        yield PlanError(
            "prompts",
            f"Prompt {long[0]} is too long",
            f"Use no more than {PROMPT_CHARS} characters, or make two of it",
        )
    twice = [text for text, count in Counter(map(str.casefold, texts)).items() if count > 1]
    if twice:
        first = [text.casefold() for text in texts].index(twice[0]) + 1
        yield PlanError("prompts", f"Prompt {first} comes twice", "Leave one of the two out")


def _of_minutes(plan: Plan) -> Iterator[PlanError]:
    least, most = MINUTES
    given = [minutes for minutes in (plan.minutes, *(p.minutes for p in plan.prompts)) if minutes]
    if any(not least <= minutes <= most for minutes in given):
        yield PlanError(
            "minutes", "A prompt cannot be open for so long", f"Choose {least} to {most} minutes"
        )
