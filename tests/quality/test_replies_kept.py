"""A thanked reply, from the question that nobody could answer to the next one who asks it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.bootstrap import open_services
from knowledge.models.access import COMMUNITY, Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.contributions import Contribution, Credit
from knowledge.models.offers import Decision, Offer
from knowledge.models.waiting import Call, Wait
from knowledge.services import Services
from knowledge.settings import KnowledgeSettings
from knowledge.stewardship.calling import Wanted
from knowledge.stewardship.offering import handle_of
from tests.conftest import ROOT, environment

pytestmark = pytest.mark.model

ASKER, AUTHOR, CURATOR = "U0ASKER", "U0AUTHOR", "U0CURATOR"
QUESTION = "How long does the battery of a handheld fingerprint scanner last in the cold?"
REPLY = (
    "Ours gave up after about two hours at minus five. Keeping the spare pack inside a jacket got "
    "us through a whole night shift."
)
MEMBER = Audience.of(full_member=True)


@pytest.fixture
def opened(library_home: Path, tmp_path: Path) -> Iterator[tuple[Services, Path]]:
    """The shipped library in a home of its own, and everything that the bot uses."""
    home = tmp_path / "home"
    shutil.copytree(library_home, home, symlinks=True)
    with open_services(KnowledgeSettings(home=home)) as services:
        yield services, home


def ask_around(services: Services) -> tuple[Wait, Call]:
    """Let somebody ask a channel, where it stands now, and wait."""
    question = services.fit_to_keep(QUESTION)
    wait = services.waiting.wait(ASKER, question)
    call = services.calling.call(Wanted(ASKER, question, "C1", named=False))
    assert wait is not None
    assert call is not None
    services.calling.posted(call, "5.0")
    return wait, call


def keep_reply(services: Services, call: Call) -> Contribution:
    """Let a reply be thanked, its author agree, and a curator accept."""
    services.calling.thank(call, "slack:C1/6.0")
    offered = services.offering.offer(
        Offer(
            origin="slack:C1/6.0",
            channel="slack_message",
            title=call.question,
            question=call.question,
            text=REPLY,
            scope=COMMUNITY,
            member=AUTHOR,
            credit=Credit.ANONYMOUS,
            credit_line="a member",
        )
    )
    assert offered is not None
    return services.offering.accept(handle_of(offered), CURATOR, Decision())


def build(home: Path) -> None:
    """Take in what was accepted."""
    command = [sys.executable, "-m", "indexer", "build", "--source", "contributions"]
    ours = environment(home)
    subprocess.run(command, env=ours, cwd=ROOT, capture_output=True, timeout=240, check=True)


def said(answer: Answer | None) -> str:
    """Return the words of an answer."""
    return " ".join(one.text for one in answer.sentences) if answer else ""


def test_whoever_waits_is_told_the_reply_and_the_next_one_who_asks_is_answered(
    opened: tuple[Services, Path],
) -> None:
    """In other words, too; a guest is told nothing of what is for members."""
    services, home = opened
    before = services.answers.ask(QUESTION, MEMBER)
    wait, call = ask_around(services)
    one = keep_reply(services, call)
    build(home)
    told = services.waiting.answer(wait, MEMBER)
    next_one = services.answers.ask(QUESTION, MEMBER)
    reworded = services.answers.ask(
        "cold weather: how long do batteries of handheld fingerprint scanners last?", MEMBER
    )

    assert before.state is not AnswerState.ANSWER
    assert said(told) == REPLY
    for answer in (next_one, reworded):
        assert answer.state is AnswerState.ANSWER
        assert answer.citations[0].document_id == one.document_id
        assert (answer.citations[0].title, answer.citations[0].section) == (QUESTION, "")
    assert services.waiting.answer(wait, Audience()) is None


def test_a_reply_that_is_withdrawn_is_told_nobody_any_more(opened: tuple[Services, Path]) -> None:
    """From that moment on."""
    services, home = opened
    wait, call = ask_around(services)
    one = keep_reply(services, call)
    build(home)
    before = services.waiting.answer(wait, MEMBER)
    services.offering.withdraw(one.id, AUTHOR)

    assert said(before) == REPLY
    assert services.waiting.answer(wait, MEMBER) is None
