"""What runs beside the bot: the index worker, the checks, the pace of posts."""

import subprocess
import sys
import threading
from dataclasses import dataclass, field

import pytest
from slack_sdk import WebClient

from bot.child import Child, start_worker
from bot.doctor import Check, check_index, check_language_model, check_slack, examine
from bot.outbox import Pace
from bot.references import job_id_of, reference_of
from bot.settings import SlackSettings
from knowledge.errors import KnowledgeError, SettingsError, WriterError
from knowledge.models.answers import Usage
from knowledge.models.writing import Draft
from tests.fakes.bot_services import Shelf
from tests.fakes.writer import FakeWriter


@dataclass
class Mortal:
    """A process that ends at once, or when it is told to."""

    lives: bool = False
    stubborn: bool = False
    ended: threading.Event = field(default_factory=threading.Event)
    said: list[str] = field(default_factory=list)

    def wait(self, timeout: float | None = None) -> int:
        """Return at the end."""
        if timeout is not None and self.stubborn:
            raise subprocess.TimeoutExpired("worker", timeout)
        if self.lives:
            self.ended.wait(5)
        return 1

    def terminate(self) -> None:
        """Note it, and end."""
        self.said.append("terminate")
        self.ended.set()

    def kill(self) -> None:
        """Note it."""
        self.said.append("kill")


def test_a_worker_that_dies_is_started_again_at_growing_intervals() -> None:
    """A broken set-up must not spin."""
    pauses: list[float] = []

    def pause(seconds: float) -> bool:
        pauses.append(seconds)
        return len(pauses) == 8

    Child(Mortal, pause).keep_alive()

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_worker_ends_with_the_bot() -> None:
    """And is not started again."""
    started: list[Mortal] = []
    up = threading.Event()

    def start() -> Mortal:
        started.append(Mortal(lives=True))
        up.set()
        return started[-1]

    child = Child(start)
    child.start()
    up.wait(5)
    child.stop()

    assert [process.said for process in started] == [["terminate"]]


def test_a_worker_that_does_not_listen_is_killed() -> None:
    """The bot must be able to stop."""
    process = Mortal(stubborn=True)
    child = Child(lambda: process, lambda _seconds: True)
    child.keep_alive()
    child.stop()

    assert process.said == ["terminate", "kill"]


def test_the_worker_is_a_process_of_its_own() -> None:
    """Building an index must not slow answers down."""
    process = start_worker((sys.executable, "-c", "raise SystemExit(7)"))

    assert process.wait() == 7


def test_messages_to_one_channel_are_a_second_apart() -> None:
    """Slack asks for it; other channels do not wait."""
    slept: list[float] = []
    pace = Pace(now=lambda: 100.0, sleep=slept.append)
    for channel in ("C1", "C1", "C2", "C1"):
        pace.wait(channel)

    assert slept == [1.0, 2.0]


def test_a_reference_is_short_and_always_the_same() -> None:
    """It stands in the log and in the message."""
    assert reference_of("Ev1") == reference_of("Ev1") != reference_of("Ev2")
    assert len(reference_of("Ev1")) == len("SG-7F3K")


def test_a_job_id_does_not_tell_its_key() -> None:
    """Every app in the workspace can read it."""
    assert "Ev1" not in job_id_of("Ev1")


def broken() -> str:
    """A check that finds something."""
    raise KnowledgeError("It is broken", "Mend it")


def test_the_doctor_goes_on_after_a_finding() -> None:
    """All that is wrong is said at once."""
    findings = list(examine([Check("one", broken), Check("two", lambda: "fine")]))

    assert [str(finding) for finding in findings] == [
        "FAIL one: It is broken. Mend it.",
        "ok   two: fine",
    ]


def test_the_doctor_minds_no_missing_tokens_before_slack_is_wanted() -> None:
    """The playground needs none."""
    words = check_slack(SlackSettings(), frozenset(), lambda token: WebClient(token=token))

    assert "only the playground" in words


def test_the_doctor_asks_the_index_a_question() -> None:
    """Only then are model, store and snapshot known to fit."""
    assert check_index(Shelf().services) == "version v1, model a model"


def test_one_token_without_the_other_is_a_finding() -> None:
    """Socket Mode needs both."""
    slack = SlackSettings.model_validate({"bot_token": "xoxb-0123456789ab"})
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN is not set"):
        check_slack(slack, frozenset(), lambda token: WebClient(token=token))


def test_the_doctor_tries_the_language_model_with_words_of_our_own() -> None:
    """No text of the community's leaves for that."""
    fake = FakeWriter([Draft(sentences=(), usage=Usage(input_tokens=9, output_tokens=3))])

    assert "none is set" in check_language_model(None)
    assert check_language_model(fake).startswith("a-model at models.example answers.")
    assert "library opens" in fake.briefs[0].material


def test_the_doctor_says_what_is_wrong_with_the_language_model() -> None:
    """With the remedy."""
    fake = FakeWriter([WriterError("It gave no answer", "Check the key")])
    found = list(examine([Check("language model", lambda: check_language_model(fake))]))

    assert str(found[0]) == "FAIL language model: It gave no answer. Check the key."
