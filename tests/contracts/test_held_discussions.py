"""What is held of members in discussions: handed out, and erased."""

import pytest

from knowledge.adapters.sql.discussions.courses import SqlDiscussions
from knowledge.adapters.sql.discussions.remarks import SqlRemarks
from knowledge.adapters.sql.engine import Database
from knowledge.adapters.sql.holdings.discussions import HeldHosting, HeldRemarks
from knowledge.models.contributions import Credit
from knowledge.models.remarks import RemarkState
from tests.contracts.test_discussions import ID, discussion, event, remark, vote


@pytest.fixture
def filled(database: Database) -> Database:
    """Ana has said something by name and hosts; Ben has voted, and left."""
    held, said = SqlDiscussions(database), SqlRemarks(database)
    held.add(discussion(host="UANA", cohosts=("UBEN",), console_ts={"UANA": "1.0"}))
    held.log(event("started", by="UANA"))
    said.put(remark(credit=Credit.NAME, name="Ana", url="https://a.example/p1"))
    said.put(remark(2, author="", token="t" * 16))
    said.vote(vote(1))
    said.opt_out(ID, "UBEN")
    return database


def test_all_who_are_in_it_are_known(filled: Database) -> None:
    """Whoever said nothing too."""
    assert HeldRemarks(filled).members() == {"UANA", "UBEN"}
    assert HeldHosting(filled).members() == {"UANA", "UBEN"}


def test_everybody_is_handed_out_their_own(filled: Database) -> None:
    """And nobody else's."""
    (own,) = HeldRemarks(filled).of_member("UANA")
    cast, left = HeldRemarks(filled).of_member("UBEN")
    hosts = HeldHosting(filled)

    assert (own["text"], own["name"]) == ("Lamp 1.", "Ana")
    assert (cast["vote"], left) == (1, {"discussion": ID, "left": True})
    assert [one.get("title") or one["did"] for one in hosts.of_member("UANA")] == [
        "Lamps",
        "started",
    ]
    assert len(hosts.of_member("UBEN")) == 1
    assert hosts.of_member("UNOBODY") == ()


def test_what_is_about_a_topic_names_nobody(filled: Database) -> None:
    """What was said, and under which title."""
    (first, _second) = HeldRemarks(filled).about(lambda text: "Lamp" in text)
    (hosted,) = HeldHosting(filled).about(lambda text: "pays" in text)

    assert first == {"discussion": ID, "prompt": 1, "text": "Lamp 1."}
    assert "UANA" not in str(hosted)


def test_whoever_is_forgotten_leaves_no_trace(filled: Database) -> None:
    """There was a remark, and a discussion goes on with who is left."""
    erased = HeldRemarks(filled).erase("UANA"), HeldRemarks(filled).erase("UBEN")
    hosting = HeldHosting(filled).erase("UANA"), HeldHosting(filled).erase("UANA")
    said, held = SqlRemarks(filled), SqlDiscussions(filled)
    first, second = said.of(ID)
    one = held.get(ID)

    assert (erased, hosting) == ((1, 1), (2, 0))
    assert (first.state, first.text, first.author, first.name, first.url) == (
        RemarkState.WITHDRAWN, "", "", "", "",
    )  # fmt: skip
    assert second.state is RemarkState.IN
    assert (said.votes(ID), said.opted_out(ID)) == ((), frozenset())
    assert one is not None
    assert (one.hosts, one.console_ts, one.version) == (("UBEN",), {}, 2)
    assert [line.by for line in held.events(ID)] == [""]
    assert HeldRemarks(filled).members() == frozenset()


def test_nobody_in_particular_is_never_erased(filled: Database) -> None:
    """What has no author belongs to nobody."""
    assert (HeldRemarks(filled).erase(""), HeldHosting(filled).erase("")) == (0, 0)
    assert len(SqlRemarks(filled).of(ID)) == 2
