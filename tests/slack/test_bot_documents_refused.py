"""Documents that cannot be taken: each with its reason, and nothing of it stored."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.manifest import manifest
from bot.playground.file_host import DOWNLOAD
from bot.views.documents import ADD_DOCUMENT, CHANGE_DOCUMENT, REINDEX_DOCUMENT
from knowledge.adapters.inspector import SubprocessInspector
from knowledge.errors import StoreError
from knowledge.models.contributions import Contribution, ContributionState
from knowledge.ports import MAX_UPLOAD_BYTES
from tests.fakes.bot_services import Shelf, harbour_pack
from tests.fakes.contributions import FakeContributions
from tests.fakes.uploads import FakeUploads
from tests.fixtures.pdf_files import long_paper
from tests.slack.bot_world import MakeWorkspace, Serve, Start, World, running
from tests.slack.document_world import TIDES, Desktop

KEPT_NOTHING = "I have kept nothing of it"


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot whose looks are quick."""
    with Start(make_workspace, serve).world() as running_bot:
        yield running_bot


@pytest.fixture
def strict(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot that really reads what it is given."""
    shelf = Shelf(inspector=SubprocessInspector())
    with Start(make_workspace, serve, shelf).world() as running_bot:
        yield running_bot


def nothing_kept(world: World) -> bool:
    """Tell whether neither bytes nor rows are there."""
    assert isinstance(world.shelf.uploads, FakeUploads)
    return world.shelf.uploads.files == {} and world.shelf.contributions.held == {}


def locked_paper() -> bytes:
    """Return a PDF with a password."""
    return long_paper(5).locked()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("locked.pdf", locked_paper(), "password"),
        ("broken.pdf", b"%PDF-1.7 and then nothing", "cut off"),
        ("letter.docx", long_paper(5).data(), "a PDF"),
        ("film.mp4", b"\x00\x01\x02" * 50, "format"),
        ("blank.md", b"   \n\n", "no text"),
    ],
)
def test_what_cannot_be_read_is_explained(
    strict: World, name: str, data: bytes, reason: str
) -> None:
    """Locked, broken, under a wrong name, of no known format, without text."""
    cora = Desktop(strict)
    said = cora.open_form(cora.drop(name, data))

    assert reason in said
    assert KEPT_NOTHING in said
    assert '"submit"' not in said
    assert nothing_kept(strict)


def test_a_link_into_a_private_network_is_not_followed(strict: World) -> None:
    """Otherwise anybody could look behind the community's doors."""
    cora = Desktop(strict)
    said = cora.open_form(cora.link("http://127.0.0.1:1/secret"))

    assert "private network" in said
    assert nothing_kept(strict)


def test_an_empty_file_is_refused_at_once(world: World) -> None:
    """Slack says how large it is."""
    reply = Desktop(world).drop("empty.md", b"")

    assert "The file is empty" in reply.text
    assert world.workspace.downloads == []


def test_a_file_that_is_too_large_is_never_downloaded(world: World) -> None:
    """Its size is known beforehand."""
    reply = Desktop(world).drop("huge.pdf", b"x" * (MAX_UPLOAD_BYTES + 1))

    assert "I take up to 20" in reply.text
    assert world.workspace.downloads == []


def test_a_file_that_lies_elsewhere_gets_no_token(world: World) -> None:
    """The bot's token is for Slack alone."""
    me = world.person("U0CURATOR")
    reply = world.reply(me.share(me.dm_channel, [("Tide table", "https://drive.example/t")]))

    assert "in another service" in reply.text
    assert world.workspace.downloads == []


def test_a_file_that_was_deleted_meanwhile_is_explained(world: World) -> None:
    """The button stays behind."""
    cora = Desktop(world)
    dropped = cora.me.upload(cora.me.dm_channel, "tides.md", TIDES)
    reply = world.reply(dropped)
    cora.me.delete_file(dropped.files[0])

    assert "no longer in Slack" in cora.open_form(reply)


def test_a_file_deleted_between_form_and_submission_loses_nothing(world: World) -> None:
    """The message says what happened, and offers to try again."""
    cora = Desktop(world)
    dropped = cora.me.upload(cora.me.dm_channel, "tides.md", TIDES)
    reply = world.reply(dropped)
    cora.open_form(reply)
    cora.me.delete_file(dropped.files[0])
    cora.me.submit()
    cora.until_shown(reply, "no longer in Slack")

    assert "Add to knowledge…" in cora.shown(reply)
    assert nothing_kept(world)


@pytest.mark.parametrize("fault", ["http_500", "ratelimited"])
def test_a_download_that_fails_once_is_tried_again(world: World, fault: str) -> None:
    """Slack has bad moments."""
    cora = Desktop(world)
    reply = cora.drop()
    world.workspace.faults.add(DOWNLOAD, fault)
    cora.press(reply, ADD_DOCUMENT)
    world.until(lambda: '"submit"' in cora.modal(), passing_s=1)

    assert nothing_kept(world)


def test_a_download_that_fails_for_good_is_explained(world: World) -> None:
    """With a number under which an administrator finds more."""
    cora = Desktop(world)
    reply = cora.drop()
    world.workspace.faults.add(DOWNLOAD, "http_500", times=99)
    cora.press(reply, ADD_DOCUMENT)
    world.until(lambda: "Reference: SG-" in cora.modal(), passing_s=1)

    assert "could not be read this time" in cora.modal()
    assert KEPT_NOTHING in cora.modal()


def test_a_store_that_refuses_leaves_no_file_behind(world: World) -> None:
    """The row comes last; when it cannot, the bytes go."""

    class Full(FakeContributions):
        """Refuses every row."""

        def offer(self, contribution: Contribution) -> Contribution:
            """Refuse."""
            raise StoreError(f"No room for {contribution.id}", "Make room")

    cora = Desktop(world)
    reply = cora.drop()
    cora.open_form(reply)
    object.__setattr__(world.shelf.services, "contributions", Full())
    cora.me.submit()
    world.until(lambda: "No room for" in cora.shown(reply), passing_s=1)

    assert nothing_kept(world)


def test_without_the_scope_the_bot_says_how_to_grant_it(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """The scope is optional; so is the feature."""
    declined: dict[str, Any] = manifest(harbour_pack())
    declined["oauth_config"]["scopes"]["bot"].remove("files:read")
    workspace, shelf = make_workspace(manifest=declined), Shelf()
    with running(serve(workspace), shelf) as bot:
        world = World(workspace, bot, shelf)
        said = Desktop(world).drop().text
        linked = Desktop(world).link()

        assert "files:read" in said
        assert "Add to knowledge…" in Desktop(world).shown(linked)


def test_a_button_pressed_too_late_is_explained(world: World) -> None:
    """A trigger lives for three seconds."""
    cora = Desktop(world)
    reply = cora.drop()
    world.workspace.faults.add("views.open", "error:expired_trigger_id")
    cora.press(reply, ADD_DOCUMENT)

    assert "Press the button again" in cora.whispered()


def test_a_deleted_message_is_said_anew(world: World) -> None:
    """What became of the document is not lost with it."""
    cora = Desktop(world)
    reply = cora.drop()
    cora.open_form(reply)
    with world.workspace.pulse.condition:
        world.workspace.conversations.delete(cora.now(reply))
    cora.me.submit()
    world.until(lambda: len(cora.held()) == 1)
    thread = str(reply.thread_ts)
    world.until(
        lambda: "Accepted" in str(world.workspace.messages(reply.channel, thread)[-1].blocks)
    )

    assert len(world.workspace.messages(reply.channel, thread)) == 2


def test_a_modal_that_was_closed_meanwhile_is_left_alone(world: World) -> None:
    """The look comes to nothing."""
    cora = Desktop(world)
    reply = cora.drop()
    world.workspace.faults.add(DOWNLOAD, "ratelimited")
    cora.press(reply, ADD_DOCUMENT)
    world.until(lambda: cora.me.modal is not None)
    cora.me.close_modal()
    world.settle()

    assert world.shelf.inbox.dead() == ()
    assert nothing_kept(world)


def test_old_buttons_of_a_removed_document_only_show_that_it_is_gone(world: World) -> None:
    """Somebody else's screen may be a while behind."""
    cora = Desktop(world)
    reply = cora.drop()
    one = cora.add(reply)
    world.shelf.contributions.move(one.id, ContributionState.WITHDRAWN)
    cora.press(reply, REINDEX_DOCUMENT)
    cora.until_shown(reply, "Removed")

    assert world.shelf.jobs.latest() is None


def test_who_is_no_longer_a_curator_changes_nothing(
    make_workspace: MakeWorkspace, serve: Serve
) -> None:
    """Roles are looked at with each press."""
    workspace, shelf = make_workspace(manifest=manifest(harbour_pack())), Shelf()
    server = serve(workspace)
    with running(server, shelf) as bot:
        cora = Desktop(World(workspace, bot, shelf))
        reply = cora.drop()
        cora.add(reply)
    with running(server, shelf, admins=("U0CHEMIST",)) as bot:
        cora = Desktop(World(workspace, bot, shelf))
        cora.press(reply, CHANGE_DOCUMENT)

        assert "Only curators" in cora.whispered()
        assert cora.me.modal is None
