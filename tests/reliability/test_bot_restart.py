"""A bot that is killed at the worst moment, and started again."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.manifest import manifest
from bot.playground.identity import BOT_USER
from bot.playground.records import Channel, Message, Person
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from tests.fakes.bot_services import harbour_pack

CHANNEL, ASKER = "C0QUAY", "U0SAILOR"
WAIT_S, STEP_S = 20.0, 0.02


@dataclass
class Harbour:
    """A workspace that outlives the bot's processes."""

    folder: Path
    server: WorkspaceServer
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        return self.server.workspace

    def start_bot(self) -> None:
        """Start a process, and wait until it is connected."""
        command = [sys.executable, "-m", "tests.reliability.bot_process"]
        arguments = [self.server.api_url, str(self.folder)]
        self.processes.append(subprocess.Popen([*command, *arguments]))
        self.until(lambda: bool(self.workspace.delivery.connections))

    def kill_bot(self) -> None:
        """Kill the process as a power cut would, and wait until its socket is gone."""
        self.processes[-1].kill()
        self.processes[-1].wait()
        self.until(lambda: not self.workspace.delivery.connections)

    def ask(self) -> Message:
        """Mention the bot."""
        text = f"{self.workspace.mention} did trials end?"
        return self.workspace.as_person(ASKER).post(CHANNEL, text)

    def replies(self, asked: Message) -> list[str]:
        """Return what the bot said in the thread."""
        thread = self.workspace.messages(CHANNEL, asked.ts)
        return [message.text for message in thread if message.user == BOT_USER]

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        pause = threading.Event()
        for _ in range(int(WAIT_S / STEP_S)):
            if holds():
                return
            pause.wait(STEP_S)
        pytest.fail("what the test waits for did not happen")

    def settle(self) -> None:
        """Wait until a question that is asked last has been answered too."""
        last = self.ask()
        self.until(lambda: bool(self.replies(last)))


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Harbour]:
    """A workspace with one channel."""
    workspace = Workspace(
        manifest=manifest(harbour_pack()),
        people=[Person(ASKER, "sam", "Sam Reef")],
        channels=[Channel(CHANNEL, "quay", members=[ASKER, BOT_USER])],
    )
    server = WorkspaceServer(workspace)
    server.start()
    harbour = Harbour(tmp_path, server)
    yield harbour
    for process in harbour.processes:
        process.kill()
        process.wait()
    server.stop()


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
