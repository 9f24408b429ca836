"""Posting exactly once, whatever the network does."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.manifest import manifest
from bot.outbox import Outbox, Post, Unverifiable, resilient
from bot.playground.identity import BOT_TOKEN
from bot.playground.workspace import Workspace
from bot.views.parts import note
from tests.fakes.bot_services import harbour_pack
from tests.fakes.posts import FakePosts
from tests.slack.bot_world import GENERAL, PRIVATE, MakeWorkspace, Serve, Start, World


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot."""
    with Start(make_workspace, serve).world() as running:
        yield running


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Workspace:
    """A workspace with the bot's own manifest."""
    return make_workspace(manifest=manifest(harbour_pack()))


@pytest.fixture
def posts() -> FakePosts:
    """An empty ledger."""
    return FakePosts()


@pytest.fixture
def outbox(workspace: Workspace, serve: Serve, posts: FakePosts) -> Outbox:
    """An outbox on the workspace."""
    client = WebClient(token=BOT_TOKEN, base_url=serve(workspace).api_url)
    return Outbox(resilient(client), posts)


def hello(channel: str = GENERAL, thread: str = "", since: str = "") -> Post:
    """Return a message that is always the same one."""
    return Post("Ev1", channel, note("Hello"), thread=thread, since=since)


@pytest.mark.parametrize("fault", ["lost_response", "http_500", "ratelimited"])
def test_a_question_gets_one_reply_although_posting_fails_at_first(
    world: World, fault: str
) -> None:
    """The reply may stand there although we were never told."""
    world.workspace.faults.add("chat.postMessage", fault)
    asked = world.mention("did trials end?")
    world.until_asked(1)
    world.until(lambda: bool(world.shelf.posts.ts), passing_s=0.5)
    world.settle()

    assert len(world.replies(asked)) == 1


def test_a_message_posted_before_is_not_posted_again(outbox: Outbox, workspace: Workspace) -> None:
    """The ledger knows it."""
    first = outbox.post(hello())
    second = outbox.post(hello())

    assert first == second
    assert len(workspace.messages(GENERAL)) == 1


def test_a_message_whose_response_was_lost_is_found_in_the_channel(
    outbox: Outbox, workspace: Workspace
) -> None:
    """Its metadata says which job it belongs to."""
    workspace.faults.add("chat.postMessage", "lost_response")
    with pytest.raises(ConnectionResetError):
        outbox.post(hello())
    found = outbox.post(hello())

    assert [message.ts for message in workspace.messages(GENERAL)] == [found]


def test_a_reply_whose_response_was_lost_is_found_in_a_long_thread(
    outbox: Outbox, workspace: Workspace
) -> None:
    """Only what came after the question is looked through."""
    ana = workspace.as_person("U0ANALYST")
    root = ana.post(GENERAL, "a long talk")
    for n in range(230):
        ana.post(GENERAL, f"word {n}", root.ts)
    workspace.faults.add("chat.postMessage", "lost_response")
    with pytest.raises(ConnectionResetError):
        outbox.post(hello(thread=root.ts))
    outbox.post(hello(thread=root.ts))
    said = [m for m in workspace.messages(GENERAL, root.ts) if m.text == "Hello"]

    assert len(said) == 1


def test_a_message_that_slack_refused_is_posted_at_the_next_attempt(
    outbox: Outbox, workspace: Workspace
) -> None:
    """A refusal is sure to have posted nothing."""
    workspace.faults.add("chat.postMessage", "error:internal_error")
    with pytest.raises(SlackApiError):
        outbox.post(hello())
    outbox.post(hello())

    assert len(workspace.messages(GENERAL)) == 1


def test_where_slack_lets_us_not_look_the_doubt_is_reported(
    outbox: Outbox, workspace: Workspace
) -> None:
    """In a private channel without the scope, posting again might post twice."""
    workspace.faults.add("chat.postMessage", "lost_response")
    with pytest.raises(ConnectionResetError):
        outbox.post(hello(PRIVATE))
    with pytest.raises(Unverifiable):
        outbox.post(hello(PRIVATE))

    assert len(workspace.messages(PRIVATE)) == 1


def test_an_asker_is_told_of_such_a_doubt(world: World) -> None:
    """They can see the answer, or ask again."""
    world.workspace.faults.add("chat.postMessage", "lost_response")
    asked = world.mention("did trials end?", PRIVATE)
    world.until_asked(1)
    world.until(lambda: bool(world.whispers("U0CURATOR")), passing_s=0.5)
    world.settle()

    assert "please ask again" in world.whisper("U0CURATOR").text
    assert len(world.replies(asked)) == 1


def test_metadata_names_the_job_and_no_person(outbox: Outbox, workspace: Workspace) -> None:
    """Every app in the workspace can read it."""
    outbox.post(hello())
    metadata = workspace.messages(GENERAL)[0].metadata or {}

    assert list(metadata["event_payload"]) == ["job_id"]
    assert "Ev1" not in str(metadata)


def test_what_one_person_sees_is_sent_at_most_once(outbox: Outbox) -> None:
    """It can be looked up nowhere."""
    sent: list[str] = []
    first = outbox.whisper("Ev1", lambda: sent.append("first"))
    second = outbox.whisper("Ev1", lambda: sent.append("second"))

    assert (first, second, sent) == (True, False, ["first"])


def test_an_interrupted_answer_to_a_command_offers_to_ask_again(world: World) -> None:
    """Nobody can see whether it was shown."""
    world.shelf.posts.begin("t1", "", "")
    world.shelf.inbox.put(
        "t1",
        "question",
        {"key": "t1", "place": "private", "user": "U0ANALYST", "channel": GENERAL, "text": "any?"},
    )
    world.let_time_pass(1)

    assert "please ask again" in world.whisper().text


def test_an_expired_address_falls_back_to_a_direct_message(world: World) -> None:
    """A command's address lives for half an hour."""
    person = world.person()
    with world.workspace.pulse.condition:
        person.slash("/ask", "did trials end?", GENERAL)
        for hook in world.workspace.state.hooks.values():
            hook.since -= 3600
    world.until(lambda: len(world.workspace.messages(person.dm_channel)) == 1)

    assert world.whispers() == []
