"""Slash commands, build reports and the bot's own pages."""

import json
from collections.abc import Callable, Iterator

import pytest

from bot.delivery import Delivery
from bot.outbox import Outbox
from bot.reports import Reports
from knowledge.errors import StoreError
from knowledge.models.work import BuildReport, Job, JobProgress, Phase, Refusal
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World

CURATOR = "U0CURATOR"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


@pytest.fixture
def reports(world: World) -> Reports:
    """Reports that a test sends by hand."""
    client = world.bot.app.client
    return Reports(
        world.shelf.jobs,
        world.shelf.documents,
        Delivery(client, Outbox(client, world.shelf.posts)),
    )


def said_to(world: World, who: str, command: str, text: str = "") -> str:
    """Give a command, and return what its giver alone is shown."""
    seen = len(world.whispers(who))
    world.person(who).slash(command, text, GENERAL)
    return world.whisper(who, seen + 1).text


def finished(world: World) -> Job:
    """Let the curator ask for a build and a worker finish it."""
    job, _ = world.shelf.jobs.request(CURATOR)
    report = BuildReport(
        added=("new.md",), refused=(Refusal(name="<!channel>.pdf", reason="no text"),), passages=12
    )
    world.shelf.jobs.finish(job.id, report)
    return job


def told(world: World, who: str = CURATOR) -> list[str]:
    """Return the direct messages that somebody got."""
    return [m.text for m in world.workspace.messages(world.person(who).dm_channel)]


def test_a_curator_queues_a_build(world: World) -> None:
    """The worker process does it."""
    reply = said_to(world, CURATOR, "/reindex")

    assert reply.startswith("Queued: a build of all sources.")
    assert world.shelf.jobs.latest() is not None


def test_a_second_request_joins_the_queued_build(world: World) -> None:
    """One build serves both."""
    said_to(world, CURATOR, "/reindex")

    assert "is queued already" in said_to(world, CURATOR, "/reindex")
    assert len(world.shelf.jobs.jobs) == 1


def test_anybody_else_is_refused_kindly(world: World) -> None:
    """Nothing is queued."""
    reply = said_to(world, "U0ANALYST", "/reindex")

    assert reply == "Only curators may do this."
    assert world.shelf.jobs.latest() is None


def test_reindex_status_says_how_far_it_is(world: World) -> None:
    """Without asking for another build."""
    job, _ = world.shelf.jobs.request(CURATOR)
    world.shelf.jobs.claim(60)
    far = JobProgress(phase=Phase.EMBEDDING, done=2, total=5)
    world.shelf.jobs.heartbeat(job.id, far, 60)

    assert "embedding 2 of 5" in said_to(world, CURATOR, "/reindex", "status")


def test_status_before_the_first_build_says_that_there_is_no_index(world: World) -> None:
    """An administrator knows what to do next."""
    world.shelf.snapshots.manifest = None

    assert "There is no index" in said_to(world, CURATOR, "/reindex", "status")


def test_help_says_how_to_ask(world: World) -> None:
    """With the community's own names."""
    world.person().slash("/science", "", GENERAL)
    shown = json.dumps(world.whisper().blocks)

    assert "/ask your question" in shown
    assert "Your question stays in this workspace." in shown


def test_status_counts_what_waits(world: World) -> None:
    """An administrator sees whether the bot keeps up."""
    reply = said_to(world, "U0ANALYST", "/science", "status")

    assert "Questions waiting: 0." in reply


def test_a_curator_sees_the_references_of_what_was_given_up(world: World) -> None:
    """Never the text; anybody else sees the number alone."""
    world.shelf.inbox.put("k1", "question", {"text": "private words"})
    item = world.shelf.inbox.rows[0]
    world.shelf.inbox.bury(item.id, "Deadline", "SG-ABCD")
    seen = said_to(world, CURATOR, "/science", "status")
    seen_by_others = said_to(world, "U0ANALYST", "/science", "status")

    assert "SG-ABCD: Deadline, 2 March 2026, 09:00 UTC" in seen
    assert "Given up: 1." in seen_by_others
    assert "SG-ABCD" not in seen_by_others


def test_a_failing_command_is_told_to_its_giver_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the remedy, where there is one."""

    def locked(_user: str, _source: str) -> tuple[Job, bool]:
        raise StoreError("The database is locked", "Try again in a minute")

    monkeypatch.setattr(world.shelf.jobs, "request", locked)
    world.person(CURATOR).slash("/reindex", "", GENERAL)
    world.until(lambda: "database is locked" in "".join(m.text for m in world.whispers(CURATOR)))

    assert "SG-" in "".join(m.text for m in world.whispers(CURATOR))


def test_a_build_is_reported_to_its_requester_once(world: World, reports: Reports) -> None:
    """However often the bot looks."""
    finished(world)
    reports.tell_all()
    reports.tell_all()

    assert len(told(world)) == 1
    assert "1 added" in told(world)[0]


def test_a_report_whose_sending_was_interrupted_is_not_sent_twice(
    world: World, reports: Reports
) -> None:
    """It is looked up in the conversation first."""
    job = finished(world)
    reports.tell_all()
    world.shelf.jobs.told_ids.discard(job.id)
    for key in list(world.shelf.posts.ts):
        del world.shelf.posts.ts[key]
    reports.tell_all()

    assert len(told(world)) == 1


def test_a_report_is_tried_again_when_slack_is_away(world: World, reports: Reports) -> None:
    """Nobody has been told yet."""
    finished(world)
    world.workspace.faults.add("conversations.open", "http_500", times=3)
    reports.tell_all()
    untold = world.shelf.jobs.untold()
    reports.tell_all()

    assert len(untold) == 1
    assert len(told(world)) == 1


def test_a_requester_who_has_left_stops_nobody_else(world: World, reports: Reports) -> None:
    """And is not tried for ever."""
    world.shelf.jobs.request("U0GONE")
    finished(world)
    reports.tell_all()

    assert world.shelf.jobs.untold() == ()
    assert len(told(world)) == 1


def test_a_build_asked_for_on_the_command_line_is_told_there(
    world: World, reports: Reports
) -> None:
    """Its requester is no member."""
    job, _ = world.shelf.jobs.request("command line")
    world.shelf.jobs.finish(job.id, BuildReport())
    reports.tell_all()

    assert world.shelf.jobs.untold() == ()


def test_reports_are_sent_without_being_asked_for(
    world: World, reports: Reports, until_told: Callable[[], None]
) -> None:
    """A thread looks for them."""
    finished(world)
    quick = Reports(world.shelf.jobs, world.shelf.documents, reports._delivery, poll_s=0.01)
    quick.start()
    until_told()
    quick.stop()

    assert len(told(world)) == 1


@pytest.fixture
def until_told(world: World) -> Callable[[], None]:
    """Wait until no build is left to be told of."""
    return lambda: world.until(lambda: not world.shelf.jobs.untold())


def test_the_home_tab_says_what_the_bot_does_and_keeps(world: World) -> None:
    """And how fresh its index is."""
    person = world.person()
    person.open_home()
    world.until(lambda: person.home is not None)
    shown = json.dumps(person.home.payload if person.home else {})

    assert "Harbour Guide" in shown
    assert "Your question stays in this workspace." in shown
    assert "The index was built on" in shown


def test_a_person_is_greeted_on_first_contact_only(world: World) -> None:
    """With what is kept of their questions."""
    person = world.person()
    for _ in range(2):
        person.open_messages()
    world.until(lambda: bool(told(world, person.id)))
    world.settle()

    assert told(world, person.id) == ["Welcome aboard."]


def test_the_messages_tab_suggests_questions(world: World) -> None:
    """A newcomer sees what can be asked."""
    person = world.person()
    person.open_messages()
    world.until(lambda: person.dm_channel in world.workspace.state.prompts)
    prompts = world.workspace.state.prompts[person.dm_channel]["prompts"]

    assert prompts == [{"title": "Trials", "message": "What did trials show?"}]
