"""Builds of single sources, and the one message that tells how a build goes."""

import json
from collections.abc import Iterator

import pytest

from bot.delivery import Delivery
from bot.outbox import Outbox
from bot.reports import Reports
from knowledge.models.documents import DocumentInfo
from knowledge.models.thresholds import Thresholds
from knowledge.models.work import BuildReport, Held, Job, JobProgress, Phase, Source
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World

CURATOR, OTHER = "U0CURATOR", "U0ANALYST"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot that knows two sources."""
    start = Start(make_workspace, serve)
    start.shelf.sources.remember([Source.folder("/srv/notes"), Source.folder("/srv/minutes")])
    with start.world() as running:
        running.bot.reports.stop()  # tests send reports by hand
        yield running


def reports_of(world: World) -> Reports:
    """Return reports as a bot that has just been started makes them."""
    client = world.bot.app.client
    return Reports(
        world.shelf.jobs,
        world.shelf.documents,
        Delivery(client, Outbox(client, world.shelf.posts)),
    )


@pytest.fixture
def reports(world: World) -> Reports:
    """Reports that a test sends by hand."""
    return reports_of(world)


def said(world: World, text: str) -> str:
    """Let the curator give the command, and return what they alone are shown."""
    seen = len(world.whispers(CURATOR))
    world.person(CURATOR).slash("/reindex", text, GENERAL)
    shown = world.whisper(CURATOR, seen + 1)
    return f"{shown.text}\n{json.dumps(shown.blocks, ensure_ascii=False)}"


def direct(world: World, who: str = CURATOR) -> list[str]:
    """Return the direct messages that somebody sees now."""
    return [m.text for m in world.workspace.messages(world.person(who).dm_channel)]


def running(world: World, *people: str, source: str = "") -> Job:
    """Let people ask for a build, and a worker begin it."""
    for one in people or (CURATOR,):
        world.shelf.jobs.request(one, source)
    claimed = world.shelf.jobs.claim(60)
    assert claimed is not None
    return claimed


def advance(world: World, job: Job, done: int) -> None:
    """Let the worker embed some of nine texts."""
    far = JobProgress(phase=Phase.EMBEDDING, done=done, total=9)
    world.shelf.jobs.heartbeat(job.id, far, 60)


def test_one_source_is_built_by_its_key(world: World) -> None:
    """Nothing else is read."""
    reply = said(world, "notes")
    job = world.shelf.jobs.latest()

    assert "a build of notes" in reply
    assert job is not None
    assert job.source == "notes"


def test_an_unknown_source_is_answered_with_the_known_ones(world: World) -> None:
    """And nothing is queued."""
    reply = said(world, "note")

    assert "Did you mean notes?" in reply
    assert "notes, minutes" in reply
    assert world.shelf.jobs.latest() is None


def test_the_status_tells_how_each_source_stands(world: World) -> None:
    """What is held of it, when it was read, and what is going on."""
    job = running(world, source="notes")
    world.shelf.jobs.finish(job.id, BuildReport(source="notes"))
    advance(world, running(world, source="minutes"), 4)
    shown = said(world, "status")

    assert "*notes* (folder): 0 documents; read on 2 March 2026, 09:00 UTC" in shown
    assert "*minutes* (folder): 0 documents; never read on request; now embedding 4 of 9" in shown


def test_progress_is_shown_in_place_and_then_the_report(world: World, reports: Reports) -> None:
    """One message, whatever happens."""
    world.shelf.jobs.request(CURATOR, "notes")
    reports.tell_all()
    waiting = direct(world)
    job = running(world, source="notes")
    advance(world, job, 3)
    reports.tell_all()
    embedding = direct(world)
    world.shelf.jobs.finish(job.id, BuildReport(source="notes", added=("new.md",)))
    reports.tell_all()

    assert waiting == ["Building notes: waiting for its turn …"]
    assert embedding == ["Building notes: embedding 3 of 9 …"]
    assert len(direct(world)) == 1
    assert direct(world)[0].startswith("The index is up to date with notes: 1 added")
    assert world.shelf.jobs.untold() == ()


def test_everybody_who_joined_is_shown_the_same(world: World, reports: Reports) -> None:
    """In a message of their own."""
    job = running(world, CURATOR, OTHER)
    reports.tell_all()
    world.shelf.jobs.finish(job.id, BuildReport())
    reports.tell_all()

    assert direct(world) == direct(world, OTHER)
    assert len(direct(world)) == 1


def test_a_restarted_bot_goes_on_with_the_same_message(world: World, reports: Reports) -> None:
    """The ledger knows where it stands."""
    job = running(world)
    reports.tell_all()
    advance(world, job, 5)
    reports_of(world).tell_all()

    assert direct(world) == ["Building all sources: embedding 5 of 9 …"]


def test_nothing_is_sent_when_nothing_has_changed(world: World, reports: Reports) -> None:
    """Slack counts updates."""
    advance(world, running(world), 2)
    reports.tell_all()
    world.workspace.faults.add("chat.update", "http_500", times=99)
    reports.tell_all()

    assert direct(world) == ["Building all sources: embedding 2 of 9 …"]


def test_a_report_that_cannot_replace_its_message_is_tried_again(
    world: World, reports: Reports
) -> None:
    """Its requester has not been told yet."""
    job = running(world)
    reports.tell_all()
    world.shelf.jobs.finish(job.id, BuildReport(added=("a.md",)))
    world.workspace.faults.add("chat.update", "http_500", times=3)
    reports.tell_all()
    untold = world.shelf.jobs.untold()
    reports.tell_all()

    assert len(untold) == 1
    assert world.shelf.jobs.untold() == ()
    assert "1 added" in direct(world)[0]


def test_a_message_that_was_deleted_is_followed_by_a_new_one(
    world: World, reports: Reports
) -> None:
    """The report must reach its requester."""
    job = running(world)
    reports.tell_all()
    client = world.bot.app.client
    dm = world.person(CURATOR).dm_channel
    client.chat_delete(channel=dm, ts=world.workspace.messages(dm)[0].ts)
    world.shelf.jobs.finish(job.id, BuildReport(added=("a.md",)))
    reports.tell_all()
    reports.tell_all()

    assert [("1 added" in text) for text in direct(world)] == [True]


def test_the_report_tells_what_is_held_and_how_the_calibration_changed(
    world: World, reports: Reports
) -> None:
    """A curator sees what waits for them, and why answers may differ."""
    job = running(world)
    report = BuildReport(
        held=(Held(name="plan.md", reason="It is marked AMBER."),),
        before=Thresholds(answer=0.48, closest=0.4, sure=0.38, origin="a test"),
        thresholds=Thresholds(answer=0.5, closest=0.4, sure=0.41, origin="a newer test"),
    )
    world.shelf.jobs.finish(job.id, report)
    reports.tell_all()
    (message,) = world.workspace.messages(world.person(CURATOR).dm_channel)
    shown = json.dumps(message.blocks, ensure_ascii=False)

    assert "plan.md: It is marked AMBER." in shown
    assert "I answer when I am .41 sure or more (before: .38)" in shown
    assert "Thresholds: a newer test." in shown


def test_what_people_sent_is_named_in_words(world: World, reports: Reports) -> None:
    """Never by an id; by its title only where that is nobody's own words, and open to all."""
    facts = {"name": "tides.pdf", "title": "Tide trials"}
    sent: dict[str, dict[str, object]] = {
        "upload:1": {},
        "upload:2": {"members": ("U0ANALYST",)},
        "upload:3": {"scope": "channel:C0PRIVATE"},
        "contribution:4": {"members": ("U0ANALYST",)},
        "slack:C1/1.0": {"name": "#general, thread of 2 March", "members": ("U0ANALYST",)},
    }
    for one, more in sent.items():
        info = DocumentInfo.model_validate({"id": one, **facts, **more})
        world.shelf.documents.held[one] = info
    job = running(world)
    added = ("upload:1", "upload:2", "upload:3", "contribution:4", "slack:C1/1.0", "gone.md")
    world.shelf.jobs.finish(job.id, BuildReport(added=added, removed=("upload:5",)))
    reports.tell_all()
    shown = json.dumps(
        world.workspace.messages(world.person(CURATOR).dm_channel)[-1].blocks, ensure_ascii=False
    )

    assert shown.count("Tide trials") == 1
    assert shown.count("a document sent in a direct message") == 3
    assert "a contribution" in shown
    assert "#general, thread of 2 March" in shown
    assert "gone.md" in shown
    assert "upload:" not in shown
