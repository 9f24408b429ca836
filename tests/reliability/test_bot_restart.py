"""A bot that is killed at the worst moment, and started again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.harbour import Harbour, open_harbour


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Harbour]:
    """A workspace with one channel."""
    with open_harbour(tmp_path) as opened:
        yield opened


def test_a_bot_killed_between_acknowledgement_and_answer_answers_once_after_its_restart(
    harbour: Harbour,
) -> None:
    """The question was stored before it was acknowledged."""
    harbour.start_bot()
    asked = harbour.ask()
    harbour.until((harbour.folder / "asked").exists)
    harbour.until(harbour.workspace.settled)
    harbour.kill_bot()
    (harbour.folder / "go").touch()
    harbour.start_bot()
    harbour.until(lambda: bool(harbour.replies(asked)))
    harbour.settle()

    assert harbour.replies(asked) == ["Trials ended in May. [1]"]


def test_a_bot_killed_before_it_hears_that_it_has_posted_does_not_post_again(
    harbour: Harbour,
) -> None:
    """The reply is found by its metadata."""
    (harbour.folder / "go").touch()
    harbour.workspace.faults.add("chat.postMessage", "lost_response")
    harbour.start_bot()
    asked = harbour.ask()
    harbour.until(lambda: bool(harbour.replies(asked)))
    harbour.kill_bot()
    (harbour.folder / "asked").unlink()
    harbour.start_bot()
    harbour.until((harbour.folder / "asked").exists)
    harbour.settle()

    assert harbour.replies(asked) == ["Trials ended in May. [1]"]


def test_a_question_asked_while_the_bot_is_down_is_answered_when_it_is_back(
    harbour: Harbour,
) -> None:
    """Slack keeps the event until a socket takes it."""
    (harbour.folder / "go").touch()
    asked = harbour.ask()
    harbour.start_bot()
    harbour.until(lambda: bool(harbour.replies(asked)))

    assert harbour.replies(asked) == ["Trials ended in May. [1]"]
