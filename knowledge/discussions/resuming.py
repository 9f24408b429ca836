"""How a discussion goes on that was paused or had failed, or sooner than it was to."""

from datetime import datetime

from knowledge.discussions.life import moved, standing
from knowledge.discussions.timetable import introductions_end
from knowledge.errors import TransitionError
from knowledge.models.discussions import Discussion, Prompt, PromptState


def resumed(one: Discussion, now: datetime) -> Discussion:
    """Return a paused or failed discussion going on, what was still to come moved by the pause."""
    paused_at = one.paused_at or now
    after = moved(one, standing(one), resumed_at=now)
    if one.first_at and not any(prompt.opened_at for prompt in one.prompts):
        after = after.model_copy(update={"first_at": one.first_at + (now - paused_at)})
    prompts = tuple(_moved_on(prompt, paused_at, now) for prompt in after.prompts)
    return after.model_copy(update={"prompts": prompts})


def _moved_on(prompt: Prompt, paused_at: datetime, now: datetime) -> Prompt:
    if prompt.state not in {PromptState.OPEN, PromptState.GRACE} or not (
        prompt.closes_at and prompt.opened_at
    ):
        return prompt
    pause = now - max(paused_at, prompt.opened_at)
    return prompt.model_copy(update={"closes_at": prompt.closes_at + pause})


def sooner(one: Discussion, now: datetime) -> Discussion:
    """Return the discussion with its introductions over."""
    if introductions_end(one) <= now:
        raise TransitionError("The first prompt is already on its way", "Wait for a minute")
    return one.model_copy(update={"first_at": now})
