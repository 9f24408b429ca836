"""The playground's sample community: valid, plainly fictional, and known to the playground only."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.playground.sample_community import SAMPLE, sample_channels, sample_people
from indexer.readers.origin import Origin, ReaderDefaults
from indexer.readers.surveys.contributions import read_contributions
from knowledge.adapters.community_pack import load_community
from knowledge.models.access import checked_scope
from knowledge.models.documents import Kind

ROOT = Path(__file__).parents[3]
PLACES = ("Exampleshire", "Mockton", "Pretendham", "Sampleton", "Madeup", "Imaginary", "Notreal")
COLUMNS = ["id", "channel", "date", "kind", "text", "contributor", "credit", "consent", "scope"]
FILES = sorted((SAMPLE / "contributions").glob("*.csv"))
each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def entries(name: str) -> list[dict[str, Any]]:
    """Return the people or the channels as written in their file."""
    document = json.loads((SAMPLE / f"{name}.json").read_text(encoding="utf-8"))
    listed: list[dict[str, Any]] = document[name]
    return listed


def rows(path: Path) -> list[dict[str, str]]:
    """Return a table's rows."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


def test_the_playground_reads_the_sample() -> None:
    """People and channels are of the form that the playground knows."""
    people, channels = sample_people(), sample_channels()

    assert 12 <= len(people) <= 16
    assert len(channels) == 6


def test_every_name_says_that_it_is_fictional() -> None:
    """Nobody can mistake a person, an organisation or a file for a real one."""
    for person in entries("people"):
        assert person["real_name"].endswith(" (fictional)")
        assert person["organisation"].endswith(" (fictional)")
    for name in ("people", "channels"):
        note = json.loads((SAMPLE / f"{name}.json").read_text(encoding="utf-8"))["note"]
        assert "fictional" in note
    assert "everything in it is invented" in (SAMPLE / "README.md").read_text(encoding="utf-8")


def test_all_four_member_kinds_and_every_sort_of_outsider_are_there() -> None:
    """What guests and partners see can be tried."""
    people = entries("people")
    kinds = {term.key for term in load_community("police_science").member_kinds}
    full = [p for p in people if not p.get("is_restricted") and not p.get("is_stranger")]
    guests = [p for p in people if p.get("is_restricted") and not p.get("is_ultra_restricted")]

    assert {person["kind"] for person in full} == kinds
    assert len(guests) == 1
    assert len([p for p in people if p.get("is_ultra_restricted")]) == 1
    assert len([p for p in people if p.get("is_stranger")]) == 1
    assert any(person.get("is_admin") for person in people)


def test_ids_are_unique_and_channels_know_their_members() -> None:
    """People, channels and contributions each have a name of their own."""
    people = [person["id"] for person in entries("people")]
    channels = [channel["id"] for channel in entries("channels")]
    contributions = [row["id"] for path in FILES for row in rows(path)]
    counted = Counter([*people, *channels, *contributions])
    members = {member for channel in entries("channels") for member in channel["members"]}

    assert [name for name, count in counted.items() if count > 1] == []
    assert members == set(people)


def test_outsiders_are_only_where_slack_lets_them_be() -> None:
    """A one-channel guest is in one channel, a partner in shared channels only."""
    people = {person["id"]: person for person in entries("people")}
    rooms = {
        name: [channel for channel in entries("channels") if name in channel["members"]]
        for name in people
    }
    single = [name for name, person in people.items() if person.get("is_ultra_restricted")]
    partners = [name for name, person in people.items() if person.get("is_stranger")]

    assert all(len(rooms[name]) == 1 for name in single)
    assert all(room.get("is_ext_shared") for name in partners for room in rooms[name])
    assert [c["id"] for c in entries("channels") if c.get("is_private")] == ["C0CURATORS"]


def test_all_five_channels_of_the_strategy_are_there() -> None:
    """Survey, focus group, interview, expert working group and #WeCops session."""
    ways = {row["channel"] for path in FILES for row in rows(path)}

    assert ways == {
        "Survey", "Focus group", "Interview", "Expert working group", "#WeCops session",
    }  # fmt: skip


@each_file
def test_a_table_of_contributions_is_well_formed(path: Path) -> None:
    """Six to ten rows with known values, one of them without consent."""
    table = rows(path)

    assert 6 <= len(table) <= 10
    assert list(table[0]) == COLUMNS
    assert {row["credit"] for row in table} <= {"name", "kind", "anonymous"}
    assert {row["kind"] for row in table} <= set(Kind)
    assert [row["consent"] for row in table].count("no") == 1
    assert {row["consent"] for row in table} == {"yes", "no"}
    assert all(checked_scope(row["scope"]) for row in table)


@each_file
def test_a_contribution_is_plainly_fictional(path: Path) -> None:
    """Each text names an invented place or body, and each contributor is an invented person."""
    names = {person["real_name"] for person in entries("people")}

    assert all(any(place in row["text"] for place in PLACES) for row in rows(path))
    assert {row["contributor"] for row in rows(path)} <= names


@each_file
def test_the_indexer_takes_all_rows_but_those_without_consent(path: Path) -> None:
    """The sample is real input: one refusal, and it is the row that says no."""
    documents, refusals = read_contributions(
        path.read_bytes(), Origin(path.name, path.name, ReaderDefaults())
    )

    assert len(documents) == len(rows(path)) - 1
    assert ["no consent was given" in refusal.reason for refusal in refusals] == [True]


def test_nothing_outside_the_playground_knows_the_sample() -> None:
    """What is invented stays out of the product's knowledge."""
    people, channels = entries("people"), entries("channels")
    invented = {entry["id"] for entry in (*people, *channels)} | {
        word.removesuffix(" (fictional)")
        for person in people
        for word in (person["name"], person["real_name"], person["organisation"])
    }
    texts = {
        path: path.read_text(encoding="utf-8")
        for room in ("knowledge", "indexer")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".toml", ".csv", ".md", ".json"}
    }

    assert len(texts) > 50
    assert [
        (path.name, word) for path, text in texts.items() for word in invented if word in text
    ] == []
