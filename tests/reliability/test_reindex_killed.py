"""Workers and the bot are killed at fifty moments of rebuilding, and nothing is harmed."""

import json
import random
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.manifest import manifest
from bot.playground.identity import BOT_USER
from bot.playground.records import Channel, Person
from bot.playground.server import WorkspaceServer
from bot.playground.workspace import Workspace
from knowledge.adapters.snapshot.layout import current_folder, verify
from knowledge.bootstrap import Stores, open_stores, retriever
from knowledge.models.access import Audience
from knowledge.models.work import Job, JobState, Source
from knowledge.search.query import understand
from knowledge.text.glossary import Glossary
from tests.fakes.bot_services import harbour_pack
from tests.reliability.index_world import (
    DOCUMENTS,
    Processes,
    prepare,
    settings_of,
    write_edition,
)

ROUNDS = 50
SAM, KIM = "U0SAILOR", "U0KEEPER"
WAIT_S, STEP_S = 30.0, 0.05
EVERYBODY = Audience.of(full_member=True)
EDITION = re.compile(r"edition (\d+)")


@pytest.fixture
def server() -> Iterator[WorkspaceServer]:
    """A workspace that outlives the bot's processes."""
    workspace = Workspace(
        manifest=manifest(harbour_pack()),
        people=[Person(SAM, "sam", "Sam Reef"), Person(KIM, "kim", "Kim Light")],
        channels=[Channel("C0QUAY", "quay", members=[SAM, KIM, BOT_USER])],
    )
    server = WorkspaceServer(workspace)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def processes(tmp_path: Path, server: WorkspaceServer) -> Iterator[Processes]:
    """Processes on a home of their own, killed at the latest when the test ends."""
    home = tmp_path / "home"
    prepare(home)
    made = Processes(home, server.api_url, random.Random(20261124))  # noqa: S311 - a test
    yield made
    made.kill([*made.bots, *made.workers])


def editions(stores: Stores) -> set[str]:
    """Return the editions that a search finds passages of."""
    query = understand("late night bus of a lamp", Glossary(()))
    hits = retriever(stores).search(query, EVERYBODY, DOCUMENTS).hits
    return {found[1] for hit in hits if (found := EDITION.search(hit.stored.passage.text))}


def check(stores: Stores, allowed: set[str]) -> None:
    """Check that there is a whole snapshot of one edition that was asked for."""
    assert verify(current_folder(stores.home)).passages == DOCUMENTS
    found = editions(stores)
    assert len(found) == 1
    assert found <= allowed


def test_nothing_is_lost_or_doubled_whoever_is_killed_when(
    tmp_path: Path, server: WorkspaceServer, processes: Processes
) -> None:
    """Each job ends, each snapshot is whole, each passage and each message stands once."""
    docs = tmp_path / "docs"
    write_edition(docs, 0)
    with open_stores(settings_of(processes.home)) as stores:
        stores.sources.remember([Source.folder(str(docs))])
        stores.jobs.request(SAM)
        processes.start_worker()
        _until(lambda: not stores.jobs.waiting())
        processes.kill(processes.workers)
        whole_s = _seconds_of(stores.jobs.latest())
        published = {"0"}
        for number in range(1, ROUNDS + 1):
            write_edition(docs, number)
            published.add(str(number))
            stores.jobs.request(*processes.moments.choice([(SAM, ""), (KIM, "docs"), ("", "")]))
            _play(processes, stores, whole_s)
            check(stores, published)
            published = editions(stores)
        processes.ensure_bot()
        processes.start_worker()
        _until(lambda: not stores.jobs.waiting() and not stores.jobs.untold())
        processes.kill([*processes.bots, *processes.workers])

        check(stores, {str(ROUNDS)})
        texts = Counter(one.passage.text for one in stores.documents.next_passages(()))
        assert len(texts) == DOCUMENTS
        assert set(texts.values()) == {1}
    assert processes.kills >= ROUNDS
    assert processes.in_the_midst >= ROUNDS / 5
    _each_job_is_done_and_told_once(processes.home, server.workspace)


def _seconds_of(job: Job | None) -> float:
    assert job is not None
    assert job.report is not None
    return job.report.seconds


def _play(processes: Processes, stores: Stores, whole_s: float) -> None:
    """Let the processes run, and kill some of them at a random moment of a build."""
    victim = processes.moments.choice(["worker", "bot", "both"])
    processes.ensure_bot()
    processes.start_worker()
    if processes.moments.random() < 0.7:
        _until(lambda: any(j.state is JobState.RUNNING for j in stores.jobs.under_way()))
        processes.wait_at_most(1.5 * whole_s)
    else:
        processes.wait_at_most(0.5)
    if victim != "worker":
        processes.kill(processes.bots)
    if victim == "bot":
        # The new bot starts a worker of its own, while the old one is still at work.
        processes.start_worker()
        processes.wait_at_most(whole_s / 2)
    processes.kill(processes.workers)
    if any(job.state is JobState.RUNNING for job in stores.jobs.under_way()):
        processes.in_the_midst += 1


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(int(WAIT_S / STEP_S)):
        if holds():
            return
        threading.Event().wait(STEP_S)
    pytest.fail("what the test waits for did not happen")


def _each_job_is_done_and_told_once(home: Path, workspace: Workspace) -> None:
    with closing(sqlite3.connect(home / "knowledge.db")) as connection:
        rows = connection.execute("SELECT state, told, requested_by FROM jobs").fetchall()
    asked = Counter(person for *_, people in rows for person in json.loads(people))

    assert {(state, told) for state, told, _ in rows} == {("done", 1)}
    for person in (SAM, KIM):
        dm = workspace.as_person(person).dm_channel
        said = [message.text for message in workspace.messages(dm)]
        assert len(said) == asked[person]
        assert all("The index is up to date" in text for text in said)
