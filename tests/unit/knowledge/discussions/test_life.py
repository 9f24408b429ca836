from datetime import timedelta

import pytest

from knowledge.discussions.life import (
    NEXT,
    NEXT_PROMPT,
    after,
    halted,
    moved,
    moved_prompt,
    standing,
)
from knowledge.errors import TransitionError
from knowledge.models.discussions import Discussion, DiscussionState, Prompt, PromptState
from tests.discussing import NOW

_S = DiscussionState
COURSE = ("draft", "scheduled", "announced", "live", "closing", "late", "curating", "published")


def discussion(state: DiscussionState, **changes: object) -> Discussion:
    """A discussion of one prompt."""
    return Discussion.model_validate(
        {
            "id": "d",
            "title": "Evidence",
            "channel": "C1",
            "host": "U1",
            "prompts": ({"number": 1, "text": "What now?"},),
            "local_start": "2026-11-25T21:00",
            "zone": "Europe/London",
            "starts_at": NOW + timedelta(days=14),
            "created_at": NOW,
            "state": state,
            **changes,
        }
    )


def test_a_discussion_goes_its_course_to_the_index() -> None:
    """The states follow one another."""
    one = discussion(_S.DRAFT)
    for state in (*COURSE[1:], "indexed"):
        one = moved(one, _S(state))

    assert one.state is _S.INDEXED


def test_both_tables_know_every_state() -> None:
    """No state is forgotten."""
    assert set(NEXT) == set(DiscussionState)
    assert set(NEXT_PROMPT) == set(PromptState)


@pytest.mark.parametrize("state", sorted(set(_S) - {_S.PAUSED, _S.FAILED}))
def test_what_may_not_follow_is_refused(state: DiscussionState) -> None:
    """An illegal step is a typed error."""
    one = discussion(state)

    for to in set(_S) - NEXT[state]:
        with pytest.raises(TransitionError):
            moved(one, to)
    assert one.state is state


@pytest.mark.parametrize("state", ["draft", "scheduled", "announced", "live"])
def test_it_is_cancelled_before_it_closes(state: str) -> None:
    """Also from a pause; and the secret of anonymous authors is gone."""
    one = discussion(_S(state), salt="secret")
    held = halted(one, NOW, "The channel was archived")

    assert moved(one, _S.CANCELLED).salt == ""
    assert moved(held, _S.CANCELLED).held_from == ""


@pytest.mark.parametrize("state", ["closing", "late", "curating", "published"])
def test_it_is_not_cancelled_afterwards(state: str) -> None:
    """What was said stays said."""
    held = halted(discussion(_S(state)), NOW, "The channel was archived")

    assert _S.CANCELLED not in after(held)
    with pytest.raises(TransitionError):
        moved(held, _S.CANCELLED)


def test_a_pause_leads_back_to_where_it_came_from_only() -> None:
    """No state is skipped by pausing."""
    held = halted(discussion(_S.ANNOUNCED), NOW, "The channel was archived")

    assert after(held) == {_S.ANNOUNCED, _S.CANCELLED, _S.FAILED}
    back = moved(held, _S.ANNOUNCED)
    assert (back.trouble, back.paused_at, back.held_from) == ("", None, "")


def test_what_fails_in_a_pause_still_knows_where_it_came_from() -> None:
    """One resume leads back."""
    paused = moved(discussion(_S.LIVE), _S.PAUSED, paused_at=NOW)
    failed = moved(paused, _S.FAILED, trouble="The report could not be written")

    assert standing(failed) is _S.LIVE


def test_what_cannot_be_paused_fails_with_its_reason() -> None:
    """And the reason is there to be read."""
    failed = halted(discussion(_S.CURATING), NOW, "The report could not be written")

    assert (failed.state, failed.trouble) == (_S.FAILED, "The report could not be written")


def test_publication_destroys_the_secret() -> None:
    """Nobody can find out who was anonymous."""
    assert moved(discussion(_S.CURATING, salt="secret"), _S.PUBLISHED).salt == ""


def test_a_prompt_goes_its_course_and_no_other() -> None:
    """From pending to themed; what was asked cannot be skipped."""
    prompt = Prompt(number=1, text="What now?")
    for state in ("open", "grace", "closed", "themed"):
        prompt = moved_prompt(prompt, PromptState(state))
        with pytest.raises(TransitionError):
            moved_prompt(prompt, PromptState.SKIPPED)

    with pytest.raises(TransitionError):
        moved_prompt(prompt, PromptState.OPEN)
