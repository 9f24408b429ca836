"""Messages of followed channels: handed out, forgotten, and kept for a legal hold."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.adapters.sql.channels import SqlChannels
from knowledge.adapters.sql.holdings.channels import HeldConsents, HeldMessages
from knowledge.adapters.sql.tables import documents
from knowledge.models.channels import Consent, FollowedChannel, Said
from knowledge.models.contributions import Credit
from knowledge.models.retention import HoldKind
from knowledge.stewardship.conversations import thread_documents
from tests.fakes.clock import START
from tests.worlds import World, open_world

TS = "1700000200.000000"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Ana with her name and Ben anonymously have said something in one thread."""
    with open_world(tmp_path) as opened:
        channels = opened.channels
        since = "1700000000.000000"
        channels.follow(FollowedChannel(id="C1", name="piers", since=since, followed_by="UBEN"))
        for member, credit in (("UANA", Credit.NAME), ("UBEN", Credit.ANONYMOUS)):
            channels.agree(
                Consent(
                    member=member,
                    channel="C1",
                    credit=credit,
                    credit_line="Ana" if credit is Credit.NAME else "a member",
                    since=since,
                    notice="1",
                    given_at=START,
                )
            )
        channels.keep(said("UANA", TS, "Foghorns scare porpoises."))
        channels.keep(said("UBEN", "1700000300.000000", "Foghorns wake neighbours."))
        opened.publish(*thread_documents(channels.knowledge(), {"C1": channels.followed()[0]}))
        yield opened


def said(member: str, ts: str, text: str) -> Said:
    """Return a message of the one thread."""
    return Said(channel="C1", ts=ts, thread=TS, member=member, version=ts, text=text)


def states(world: World) -> list[str]:
    """Return the states of the thread's document."""
    with world.database.read() as connection:
        return list(connection.execute(select(documents.c.state)).scalars())


def test_a_member_is_handed_out_what_is_kept_of_them(world: World) -> None:
    """Messages, consents, and the channels that they had followed."""
    messages, consents = HeldMessages(world.database), HeldConsents(world.database)

    assert [row["text"] for row in messages.of_member("UANA")] == ["Foghorns scare porpoises."]
    assert {"asked_to_follow": "piers"} in consents.of_member("UBEN")
    assert messages.members() == consents.members() == {"UANA", "UBEN"}


def test_a_topic_is_handed_out_without_those_who_are_not_named(world: World) -> None:
    """Neither by name nor by a place where anybody could look it up."""
    found = HeldMessages(world.database).about(lambda text: "Foghorns" in text)

    assert [row.get("member") for row in found] == ["UANA", None]
    assert "UBEN" not in str(found)
    assert "1700000300" not in str(found)


def test_a_forgotten_member_leaves_nothing_in_followed_channels(world: World) -> None:
    """The thread is out of answers at once; what others said comes back with the next build."""
    erased = [
        HeldConsents(world.database).erase("UBEN"),
        HeldMessages(world.database).erase("UBEN"),
    ]

    assert erased == [2, 1]
    assert HeldMessages(world.database).of_member("UBEN") == ()
    assert HeldConsents(world.database).of_member("UBEN") == ()
    assert states(world) == []
    assert [one.said.member for one in world.channels.knowledge()] == ["UANA"]


def test_what_a_legal_hold_covers_is_hidden_and_not_deleted(world: World) -> None:
    """It answers nothing all the same."""
    until = world.clock.now() + timedelta(days=30)
    world.holds.place(HoldKind.TOPIC, "foghorns", until, "a request")
    SqlChannels(world.database, world.holds.covers_document).take_back("UANA")

    assert states(world) == ["aside"]
    assert world.tools.documents.live() == {}
    assert world.channels.said_by("UANA") == ()
