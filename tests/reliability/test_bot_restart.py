"""A bot that is killed at the worst moment, and started again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.harbour import CHANNEL, Harbour, open_harbour


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


@pytest.mark.parametrize("fault", ["", "chat.startStream", "chat.appendStream"])
def test_a_bot_killed_while_its_answer_grows_finishes_the_same_message(
    harbour: Harbour, fault: str
) -> None:
    """Be the stream noted or not: one that was begun is found in the thread."""
    (harbour.folder / "writes").touch()
    if fault:
        harbour.workspace.faults.add(fault, "lost_response")
    harbour.start_bot()
    asked = harbour.ask()
    harbour.until((harbour.folder / "asked").exists)
    before = [one.ts for one in harbour.workspace.messages(CHANNEL, asked.ts)]
    harbour.kill_bot()
    (harbour.folder / "go").touch()
    harbour.start_bot()
    harbour.until(lambda: harbour.replies(asked) == ["Trials ended in May. [1]"])
    harbour.settle()
    after = harbour.workspace.messages(CHANNEL, asked.ts)

    assert [one.ts for one in after] == before
    assert harbour.replies(asked) == ["Trials ended in May. [1]"]
    assert after[-1].streaming_since is None
