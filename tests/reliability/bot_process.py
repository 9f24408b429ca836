"""The bot as a process of its own, over a real database, for a test to kill.

Run as `python -m tests.reliability.bot_process API_URL FOLDER`. It answers when the file
`FOLDER/go` exists, and makes `FOLDER/asked` when it is asked. When `FOLDER/writes` exists, it
shows its first sentence before that.
"""

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from slack_sdk import WebClient

from bot.playground.identity import APP_TOKEN, BOT_TOKEN
from bot.running import connected, quiet_slack_logs, wait_for_a_signal
from bot.settings import BotSettings
from knowledge.adapters.clock import SystemClock
from knowledge.adapters.sql.engine import open_database
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.adapters.sql.jobs import SqlJobs
from knowledge.adapters.sql.ledgers import SqlAnswerLog, SqlPosts
from knowledge.models.access import Audience
from knowledge.models.answers import Answer
from knowledge.terminal import log_to_stderr
from tests.fakes.answers import FakeAnswers, cited_answer
from tests.fakes.bot_services import Shelf, marked_harbour_pack

DEADLINE_S = 1.0
PROGRESS_S = 0.2
STEP_S = 0.01


def main(api_url: str, folder: Path) -> None:
    """Run until killed."""

    def answer(_question: str, _audience: Audience) -> Answer:
        (folder / "asked").touch()
        while not (folder / "go").exists():
            threading.Event().wait(STEP_S)
        return cited_answer()

    def write(heard: Callable[[Answer], None]) -> None:
        if (folder / "writes").exists():
            heard(cited_answer())

    log_to_stderr()
    quiet_slack_logs()
    clock, database = SystemClock(), open_database(f"sqlite:///{folder / 'knowledge.db'}")
    services = replace(
        Shelf().services,
        pack=marked_harbour_pack(),
        clock=clock,
        answers=FakeAnswers(answer, write),
        inbox=SqlInbox(database, clock),
        posts=SqlPosts(database, clock),
        answer_log=SqlAnswerLog(database, clock),
        jobs=SqlJobs(database, clock),
    )
    client = WebClient(token=BOT_TOKEN, base_url=api_url)
    settings = BotSettings(deadline_s=DEADLINE_S, progress_s=PROGRESS_S, stream_after_s=0)
    with connected(services, settings, client, APP_TOKEN):
        wait_for_a_signal()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
