"""A workspace that outlives the bot's processes, for tests that kill them."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from bot.manifest import manifest
from bot.playground.identity import BOT_USER
from bot.playground.records import Channel, Message, Person
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from knowledge.adapters.sql.engine import Database, open_database
from tests.fakes.bot_services import harbour_pack

CHANNEL, ASKER = "C0QUAY", "U0SAILOR"
WAIT_S, STEP_S = 20.0, 0.02


@dataclass
class Harbour:
    """A workspace that outlives the bot's processes.

    Attributes:
        folder: the bot's, with all that it keeps.
        log: where the processes write their log; nowhere special when None.
    """

    folder: Path
    server: WorkspaceServer
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    log: IO[bytes] | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace."""
        return self.server.workspace

    def start_bot(self) -> None:
        """Start a process, and wait until it is connected."""
        command = [sys.executable, "-m", "tests.reliability.bot_process"]
        arguments = [self.server.api_url, str(self.folder)]
        self.processes.append(subprocess.Popen([*command, *arguments], stderr=self.log))
        self.until(lambda: bool(self.workspace.delivery.connections))

    def kill_bot(self) -> None:
        """Kill the process as a power cut would, and wait until its socket is gone."""
        self.processes[-1].kill()
        self.processes[-1].wait()
        self.until(lambda: not self.workspace.delivery.connections)

    def ask(self, words: str = "did trials end?") -> Message:
        """Mention the bot."""
        text = f"{self.workspace.mention} {words}"
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


@contextmanager
def open_harbour(folder: Path) -> Iterator[Harbour]:
    """A workspace with one channel."""
    workspace = Workspace(
        manifest=manifest(harbour_pack()),
        people=[Person(ASKER, "sam", "Sam Reef")],
        channels=[Channel(CHANNEL, "quay", members=[ASKER, BOT_USER])],
    )
    server = WorkspaceServer(workspace)
    server.start()
    harbour = Harbour(folder, server)
    yield harbour
    for process in harbour.processes:
        process.kill()
        process.wait()
    server.stop()


@contextmanager
def many_harbours(
    new_folder: Callable[[], Path],
) -> Iterator[Callable[[], tuple[Harbour, Database]]]:
    """Yield what makes a harbour with its database, again and again.

    Args:
        new_folder: makes a folder for each of them.
    """
    with ExitStack() as stack:

        def make() -> tuple[Harbour, Database]:
            folder = new_folder()
            harbour = stack.enter_context(open_harbour(folder))
            database = open_database(f"sqlite:///{folder / 'knowledge.db'}")
            stack.callback(database.close)
            return harbour, database

        yield make
