"""How well questions are answered, asked for and told in Slack."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.charts import Charts
from bot.delivery import Delivery
from bot.outbox import Outbox
from bot.playground.file_host import UPLOAD
from bot.playground.records import File
from bot.reports import Reports
from knowledge.evaluation.comparison import compare
from knowledge.evaluation.statistics import share
from knowledge.models.evaluation import EVALUATION, Checked, Evaluation, Outcome
from knowledge.models.work import BuildReport, Job, JobProgress, Phase
from tests.factories import evaluation
from tests.fakes.bot_services import Shelf
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World

CURATOR, MEMBER = "U0CURATOR", "U0ANALYST"
ROWS = (
    '{"question": "secret tides", "answerable": true, "source": "tides.md", "id": "tides"}\n'
    '{"question": "secret bread", "answerable": false}\n'
)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """The community's questions."""
    path = tmp_path / "questions.jsonl"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve, questions: Path) -> Iterator[World]:
    """A running bot whose community has questions of its own."""
    start = Start(make_workspace, serve, Shelf(questions=questions))
    with start.world() as running:
        running.bot.reports.stop()  # tests send reports by hand
        yield running


@pytest.fixture
def reports(world: World) -> Reports:
    """Reports that a test sends by hand."""
    client = world.bot.app.client
    outbox = Outbox(client, world.shelf.posts)
    charts = Charts(client, outbox, world.shelf.evaluations)
    delivery = Delivery(client, outbox)
    return Reports(world.shelf.jobs, world.shelf.documents, delivery, charts=charts)


def said(world: World, text: str, who: str = CURATOR) -> str:
    """Give a subcommand, and return what its giver alone is shown."""
    seen = len(world.whispers(who))
    world.person(who).slash("/science", text, GENERAL)
    shown = world.whisper(who, seen + 1)
    return f"{shown.text}\n{json.dumps(shown.blocks, ensure_ascii=False)}"


def run(world: World, *right: int) -> Evaluation:
    """Store a run in which these of the questions were answered well."""
    outcomes = [
        Outcome(line=line, id=f"q{line}", marks={"answered": float(one)})
        for line, one in enumerate(right, start=1)
    ]
    figure = share("answered", [bool(one) for one in right])
    return world.shelf.evaluations.add(evaluation(figures=(figure,), outcomes=tuple(outcomes)))


def finished(world: World, *who: str) -> Job:
    """Let people have the questions asked, and a worker ask them for the second time."""
    for one in who or (CURATOR,):
        world.shelf.jobs.request(one, EVALUATION)
    job = world.shelf.jobs.claim(60)
    assert job is not None
    before, now = run(world, 1, 0, 0, 1), run(world, 1, 1, 1, 0)
    checked = Checked(evaluation=now, questions=4, answerable=4, comparison=compare(before, now))
    world.shelf.jobs.finish(job.id, BuildReport(source=EVALUATION, checked=checked.brief()))
    return job


def told(world: World, who: str = CURATOR) -> list[str]:
    """Return what stands in somebody's direct messages, blocks and all."""
    messages = world.workspace.messages(world.person(who).dm_channel)
    shown = [f"{one.text}\n{json.dumps(one.blocks, ensure_ascii=False)}" for one in messages]
    return [one.replace("\u00a0", " ") for one in shown]


def pictures(world: World) -> list[File]:
    """Return the files that were shared."""
    return list(world.workspace.state.files.values())


def test_a_curator_has_the_questions_asked(world: World) -> None:
    """A worker does it; another curator joins."""
    first, again = said(world, "evaluate"), said(world, "evaluate")
    job = world.shelf.jobs.latest()

    assert "Queued. A direct message brings you the figures." in first
    assert "being asked already" in again
    assert job is not None
    assert (job.source, job.requested_by) == (EVALUATION, (CURATOR,))
    assert [one.action for one in world.shelf.audit.entries()] == ["evaluation.requested"] * 2


def test_anybody_else_is_refused_kindly(world: World) -> None:
    """Neither asked nor shown."""
    for word in ("evaluate", "questions"):
        assert "Only curators may do this." in said(world, word, MEMBER)
    assert world.shelf.jobs.latest() is None


def test_a_wrong_line_is_told_at_once(world: World, questions: Path) -> None:
    """With its number and field, and nothing that stands in it."""
    questions.write_text('{"question": "secret tides"}\n')
    reply = said(world, "evaluate")

    assert "questions.jsonl line 1: answerable" in reply
    assert "secret" not in reply
    assert world.shelf.jobs.latest() is None


def test_without_a_file_one_is_told_how_to_get_one(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """By name of the setting, with an example."""
    with Start(make_workspace, serve).world() as bare:
        for word in ("evaluate", "questions"):
            assert "KNOWLEDGE_QUESTIONS" in said(bare, word)
        assert bare.shelf.jobs.latest() is None


def test_a_curator_sees_which_questions_are_asked(world: World) -> None:
    """How many of which sort; none of them is shown."""
    reply = said(world, "questions")

    assert "I ask 2 questions of *questions.jsonl*: 1 that can be answered" in reply
    assert "1 name their source, 0 what must be mentioned." in reply
    assert "Last asked as they are now: never." in reply
    assert "secret" not in reply


def test_progress_is_told_in_questions(world: World, reports: Reports) -> None:
    """In the message that the figures will stand in."""
    world.shelf.jobs.request(CURATOR, EVALUATION)
    reports.tell_all()
    waiting = told(world)
    job = world.shelf.jobs.claim(60)
    assert job is not None
    far = JobProgress(phase=Phase.ASKING, done=3, total=40)
    world.shelf.jobs.heartbeat(job.id, far, 60)
    reports.tell_all()

    assert waiting[0].startswith("Asking the community's questions: waiting for its turn …")
    assert told(world)[0].startswith("Asking the community's questions: 3 of 40 …")
    assert "An evaluation is running: asking 3 of 40." in said(world, "status")


def test_the_figures_come_with_intervals_and_what_changed(world: World, reports: Reports) -> None:
    """To the curator alone, once."""
    finished(world)
    reports.tell_all()
    reports.tell_all()
    figures, _chart = told(world)

    assert "Can be answered, and is: 75 % (30 % to 95 %, 4 questions), before 50 %" in figures
    assert "2 better, 1 worse; that may be chance (p = 1.000)." in figures
    assert "q2 (line 2): now right: can be answered, and is" in figures
    assert "q4 (line 4): now wrong: can be answered, and is" in figures
    assert told(world, MEMBER) == []
    assert world.shelf.jobs.untold() == ()


def test_the_chart_follows_with_words_for_who_cannot_see_it(world: World, reports: Reports) -> None:
    """Once, however often the bot looks."""
    finished(world)
    reports.tell_all()
    reports.tell_all()
    (picture,) = pictures(world)

    assert picture.content.startswith(b"\x89PNG")
    assert picture.channel == world.person(CURATOR).dm_channel
    assert picture.title == "Quality over time"
    assert "Can be answered, and is: 50%, now 75% (30% to 95%)." in picture.alt_text
    assert "files:write" not in "".join(told(world))


def test_where_files_may_not_be_written_the_figures_say_how(world: World, reports: Reports) -> None:
    """The rest is told as ever."""
    granted = world.workspace.manifest.scopes - {"files:write"}
    world.workspace.manifest = replace(world.workspace.manifest, scopes=granted)
    finished(world)
    reports.tell_all()
    (figures,) = told(world)

    assert "2 better, 1 worse" in figures
    assert "grant the app the optional scope files:write" in figures
    assert pictures(world) == []
    assert world.shelf.jobs.untold() == ()


@pytest.mark.parametrize("method", [UPLOAD, "files.completeUploadExternal"])
def test_a_chart_that_fails_keeps_nobody_from_the_figures(
    world: World, reports: Reports, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is not tried for ever."""
    world.workspace.faults.add(method, "http_500", times=9)
    finished(world)
    reports.tell_all()
    (figures,) = told(world)

    assert "2 better, 1 worse" in figures
    assert "The chart did not reach Slack this time" in figures
    assert world.shelf.jobs.untold() == ()
    assert "SG-" in caplog.text


def test_a_chart_whose_sharing_was_interrupted_is_not_shared_twice(
    world: World, reports: Reports
) -> None:
    """Whether it arrived cannot be told, so it is not sent again."""
    world.workspace.faults.add("files.completeUploadExternal", "lost_response")
    job = finished(world)
    reports.tell_all()
    world.shelf.jobs.told_ids.discard(job.id)
    reports.tell_all()

    assert len(pictures(world)) == 1


def test_everybody_who_joined_is_told(world: World, reports: Reports) -> None:
    """Each with a chart of their own."""
    finished(world, CURATOR, MEMBER)
    reports.tell_all()

    assert len(told(world)) == len(told(world, MEMBER)) == 2
    assert len(pictures(world)) == 2


def test_a_failure_is_told_in_words(world: World, reports: Reports) -> None:
    """With the remedy."""
    job, _ = world.shelf.jobs.request(CURATOR, EVALUATION)
    world.shelf.jobs.fail(job.id, "Nothing has been published. Build the index.")
    reports.tell_all()

    assert told(world)[0].startswith(
        "The questions could not be asked: Nothing has been published. Build the index."
    )
    assert "The last evaluation that was asked for failed." in said(world, "status")


@pytest.mark.parametrize(
    ("checked", "shown"),
    [
        (
            lambda world: Checked(evaluation=run(world, 1, 0), questions=2, answerable=2),
            "Asked 2 questions. Can be answered, and is: 50 % (9 % to 91 %, 2 questions).",
        ),
        (
            lambda _world: Checked(evaluation=evaluation(), trouble="q.jsonl line 3: no JSON."),
            "The community's questions were not asked: q.jsonl line 3: no JSON.",
        ),
    ],
)
def test_the_report_of_a_build_tells_the_figures(
    world: World, reports: Reports, checked: Any, shown: str
) -> None:
    """Or why there are none."""
    job, _ = world.shelf.jobs.request(CURATOR)
    report = BuildReport(added=("new.md",), checked=checked(world))
    world.shelf.jobs.finish(job.id, report)
    reports.tell_all()

    assert shown in told(world)[0]


@pytest.mark.browser
def test_figures_and_chart_fit_a_telephone(
    world: World, reports: Reports, browser_page: Page
) -> None:
    """Nothing is wider than the screen."""
    finished(world)
    reports.tell_all()
    browser_page.set_viewport_size({"width": 360, "height": 640})
    place = f"as/{CURATOR}/{world.person(CURATOR).dm_channel}"
    browser_page.goto(f"{world.workspace.state.base_url}/{place}")
    chart = browser_page.get_by_role("img", name="Chart of quality over time")
    expect(chart).to_be_visible()
    browser_page.wait_for_function("document.querySelector('.files img').complete")

    assert chart.evaluate("image => image.naturalWidth") == 715
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360
