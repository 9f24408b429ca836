"""Documents through Slack: dropped, described and kept."""

from collections.abc import Iterator

import pytest

from bot.playground.identity import BOT_USER
from knowledge.models.contributions import ContributionState
from knowledge.models.documents import Kind
from knowledge.models.inspection import Inspection, Outcome
from tests.slack.bot_world import GENERAL, MakeWorkspace, Serve, Start, World
from tests.slack.document_world import CURATOR, TIDES, Desktop, files, inspector


@pytest.fixture
def world(make_workspace: MakeWorkspace, serve: Serve) -> Iterator[World]:
    """A running bot that may see private channels too."""
    with Start(make_workspace, serve).world(private_channels=True) as running:
        yield running


@pytest.fixture
def cora(world: World) -> Desktop:
    """The curator."""
    return Desktop(world, CURATOR)


def test_a_dropped_file_is_named_with_what_can_be_done(world: World, cora: Desktop) -> None:
    """Nothing of it is kept before somebody says what it is."""
    reply = cora.drop(text="for the library")
    shown = cora.shown(reply)

    assert "tides.md" in shown
    assert f"MD · {len(TIDES)} bytes" in shown
    assert "Add to knowledge…" in shown
    assert (files(world), cora.held(), world.shelf.answers.asked) == ({}, (), [])


def test_each_of_several_files_has_a_message_of_its_own(world: World, cora: Desktop) -> None:
    """So that each can be described, changed and removed by itself."""
    me = cora.me
    dropped = me.share(me.dm_channel, [("a.md", TIDES), ("b.md", TIDES), ("c.md", TIDES)])
    world.reply(dropped, count=3)

    assert sorted(one.text.split()[2] for one in world.replies(dropped)) == [
        "a.md.",
        "b.md.",
        "c.md.",
    ]


def test_the_curator_adds_a_file_as_the_form_describes_it(world: World, cora: Desktop) -> None:
    """From the drop to the kept document."""
    inspector(world).found = Inspection(
        outcome=Outcome.ALLOW, title="Tide trials", date="2026-05", extent="page 12", words=4300
    )
    reply = cora.drop()
    form = cora.open_form(reply)
    cora.me.submit(title="Tide gauge trials", owner="Harbour office", audience="public")
    cora.until_shown(reply, "Accepted")
    one = cora.held()[0]

    assert '"initial_value": "Tide trials"' in form
    assert "12 pages" in form
    assert (one.title, one.date, one.owner, one.scope, one.kind, one.state) == (
        "Tide gauge trials",
        "2026-05",
        "Harbour office",
        "public",
        Kind.EVIDENCE,
        ContributionState.ACCEPTED,
    )
    assert files(world) == {one.file: TIDES}
    assert inspector(world).abouts[-1] == "Tide gauge trials\nHarbour office"


def test_the_message_changes_in_place_and_offers_what_comes_next(cora: Desktop) -> None:
    """One message, from the first word to the last."""
    reply = cora.drop()
    cora.add(reply)
    shown = cora.shown(reply)

    assert all(word in shown for word in ("Reindex", "Change…", "Remove", "for all full members"))
    assert len(cora.world.replies(cora.now(reply))) == 1


def test_submitting_twice_keeps_one_document(world: World, cora: Desktop) -> None:
    """Slack's client sends again when the first answer is late."""
    reply = cora.drop()
    cora.open_form(reply)
    view = cora.me.modal
    assert view is not None
    with world.workspace.pulse.condition:
        cora.me.submit(view)
        cora.me.submit(view)
    cora.until_shown(reply, "Accepted")
    world.settle()

    assert len(cora.held()) == 1
    assert [one.action for one in world.shelf.audit.entries()] == ["document.accepted"]


def test_a_second_form_changes_what_the_first_has_kept(world: World, cora: Desktop) -> None:
    """The button was pressed again before the message had changed."""
    reply = cora.drop()
    old = cora.now(reply).blocks
    cora.add(reply)
    cora.now(reply).blocks = old
    cora.open_form(reply)
    cora.me.submit(title="Another title")
    cora.until_shown(reply, "Another title")

    assert [one.title for one in cora.held()] == ["Another title"]


def test_a_wrong_date_and_a_missing_channel_are_said_under_their_fields(cora: Desktop) -> None:
    """Nothing typed is lost."""
    reply = cora.drop()
    cora.open_form(reply)
    cora.me.submit(date="17/05/2026", audience="channel")
    cora.world.until(lambda: bool(cora.me.modal and cora.me.modal.errors))
    view = cora.me.modal

    assert view is not None
    assert set(view.errors) == {"date", "channel"}
    assert cora.held() == ()


def test_only_a_channel_that_one_is_in_can_be_chosen(world: World, cora: Desktop) -> None:
    """The form offers others where Slack does; the answer is no."""
    reply = cora.drop()
    cora.open_form(reply)
    cora.me.submit(audience="channel", channel="C0SHARED")
    world.until(lambda: bool(cora.me.modal and cora.me.modal.errors))
    cora.me.submit(audience="channel", channel=GENERAL)
    cora.until_shown(reply, "Accepted")

    assert cora.held()[0].scope == f"channel:{GENERAL}"


def test_a_link_alone_is_a_document(world: World, cora: Desktop) -> None:
    """And no question."""
    reply = cora.link()
    one = cora.add(reply)

    assert (one.url, files(world)[one.file]) == (
        "https://tides.example/trials",
        inspector(world).page,
    )
    assert world.shelf.answers.asked == []


def test_a_link_with_words_is_a_question(world: World, cora: Desktop) -> None:
    """Somebody asks about it."""
    world.reply(cora.me.dm("what does <https://tides.example/trials> say?"))

    assert world.shelf.answers.asked


def test_a_question_beside_a_file_is_answered_too(world: World, cora: Desktop) -> None:
    """Neither is lost."""
    dropped = cora.me.upload(cora.me.dm_channel, "a.md", TIDES, "did trials end?")
    world.reply(dropped, count=2)

    assert [asked[0] for asked in world.shelf.answers.asked] == ["did trials end?"]


def test_a_file_in_a_channel_is_left_alone(world: World, cora: Desktop) -> None:
    """People share files with each other there."""
    shared = cora.me.upload(GENERAL, "tides.md", TIDES)
    world.settle()

    assert world.replies(shared) == []


def test_the_same_file_again_is_noticed(cora: Desktop) -> None:
    """Two of one kind only compete in answers."""
    cora.add(cora.drop("first.md"))
    form = cora.open_form(cora.drop("second.md"))

    assert "held already as “Tide trials”" in form


def test_the_bots_own_messages_bring_nothing(world: World, cora: Desktop) -> None:
    """It would answer itself for ever."""
    cora.drop()
    world.settle()
    mine = [m for m in world.workspace.messages(cora.me.dm_channel) if m.user == BOT_USER]

    assert mine == []
