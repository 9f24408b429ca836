"""Slack exports: only channels that opted in, only members who consented, nobody unasked."""

from collections.abc import Mapping
from typing import Any

import pytest

from indexer.readers.origin import Origin, ReaderDefaults, Reading
from indexer.readers.slack import export
from indexer.readers.slack.export import read_slack_export
from indexer.readers.slack.text import Names, plain_text
from knowledge.errors import RefusedFile
from knowledge.models.documents import Kind
from tests.fixtures.text_files import SLACK, zipped

CHANNELS = {"C1": "lamps"}


def read(changes: Mapping[str, object] | None = None, scope: str = "community") -> Reading:
    """Read the export of the fixtures with some files changed, or left out where None."""
    files = {**SLACK, **(changes or {})}
    there = {name: content for name, content in files.items() if content is not None}
    return read_files(there, scope)


def read_files(files: Mapping[str, Any], scope: str = "community") -> Reading:
    """Read an export."""
    origin = Origin("/docs/slack.zip", "slack.zip", ReaderDefaults(scope=scope))
    return read_slack_export(zipped(files), origin)


def test_a_thread_is_a_document_with_authors_and_dates() -> None:
    """Replies of later days belong to it; bots, joins and others' words do not."""
    document = read()[0][0]

    assert document.sections[0].text == (
        "Imogen Quillfeather, 2026-03-01: Two lamps & one map, says [member]: the map\n\n"
        "moor warden, 2026-03-02: I agree with Imogen Quillfeather, and so does [member]."
    )
    assert document.info.id == "/docs/slack.zip#C1/1772360000.000100"
    assert document.info.name == "slack.zip#lamps/1772360000.000100"
    assert (document.info.title, document.info.date) == ("#lamps, 2026-03-01", "2026-03-01")


def test_a_thread_knows_whose_words_it_holds() -> None:
    """So that they can be withdrawn."""
    info = read()[0][0].info

    assert info.members == ("U1", "U3")
    assert (info.credit, info.kind) == ("Imogen Quillfeather, moor warden", Kind.OPINION)


def test_only_channels_that_opted_in_are_read() -> None:
    """By name or by id."""
    assert [document.info.title for document in read()[0]] == [
        "#lamps, 2026-03-01",
        "#closed, 2026-03-02",
    ]


@pytest.mark.parametrize(
    ("given", "scopes"),
    [
        ("community", ["community", "channel:G1"]),
        ("public", ["community", "channel:G1"]),
        ("owner:U1", ["owner:U1", "channel:G1"]),
    ],
)
def test_nobody_reads_more_than_they_could_in_slack(given: str, scopes: list[str]) -> None:
    """A private channel stays private, and no message becomes public."""
    assert [document.info.scope for document in read(scope=given)[0]] == scopes


def test_who_did_not_consent_is_nowhere() -> None:
    """Neither words nor name, not even where others name them."""
    reading = read()

    assert "Barnaby" not in repr(reading)
    assert "Nobody must read" not in repr(reading)
    assert reading[1][0].reason == (
        "1 message was written by members who did not consent and left out. "
        "Add whoever agrees to consent.csv."
    )


@pytest.mark.parametrize("consent", ["no", "", "y", "maybe"])
def test_only_yes_is_consent(consent: str) -> None:
    """Nobody's consent is guessed."""
    documents, _ = read({"consent.csv": f"member,consent\nU1,{consent}\nU3,{consent}\n"})

    assert documents == ()


def test_a_later_row_withdraws_consent() -> None:
    """The last word counts."""
    documents, _ = read({"consent.csv": "member,consent\nU1,yes\nU3,yes\nU3,no\n"})

    assert [document.info.members for document in documents] == [("U1",)]


def test_who_asked_for_no_credit_is_a_member() -> None:
    """Anonymous is the default."""
    document = read({"consent.csv": "member,consent,credit\nU1,yes,anonymous\n"})[0][0]

    assert document.sections[0].text.startswith("A member, 2026-03-01: Two lamps")
    assert "Imogen" not in repr(document)


@pytest.mark.parametrize("missing", ["consent.csv", "opted_in.csv"])
def test_an_export_without_its_two_tables_is_refused(missing: str) -> None:
    """The remedy says what to put where."""
    with pytest.raises(RefusedFile) as refused:
        read({missing: None})

    assert str(refused.value) == (
        "it does not state who consented and which channels opted in. Put two tables beside its "
        "users.json: consent.csv with the columns member and consent, and opted_in.csv with the "
        "column channel."
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"consent.csv": "id,yes\n"}, "its consent.csv lacks the columns member, consent. "),
        ({"opted_in.csv": "name\nlamps\n"}, "its opted_in.csv lacks the column channel. "),
        ({"opted_in.csv": 'channel\n"a" b\n'}, "row 2 of its opted_in.csv cannot be read. "),
        ({"users.json": "["}, "its users.json is damaged. "),
    ],
)
def test_a_damaged_table_is_refused(changes: dict[str, object], reason: str) -> None:
    """Consent that cannot be read is none."""
    with pytest.raises(RefusedFile) as refused:
        read(changes)

    assert str(refused.value).startswith(reason)


def test_what_cannot_be_followed_is_named_and_the_rest_is_read() -> None:
    """Each by file and row."""
    changes: dict[str, object] = {
        "consent.csv": "member,consent,credit\nU1,yes,initials\nU3,yes,\n",
        "opted_in.csv": "channel\nlamps\nnowhere\n",
        "lamps/2026-03-03.json": "[",
        "lamps/2026-03-04.json": [{"user": "U3", "ts": "soon"}, 7],
    }
    documents, refusals = read(changes)

    assert len(documents) == 1
    assert [(one.name, one.reason.split(".")[0]) for one in refusals] == [
        ("slack.zip consent.csv row 2", "its credit is unknown"),
        ("slack.zip opted_in.csv row 3", "this channel is not in the export"),
        ("slack.zip lamps/2026-03-03.json", "it is damaged"),
        ("slack.zip lamps/2026-03-04.json", "damaged messages in it: 2"),
        ("slack.zip", "2 messages were written by members who did not consent and left out"),
    ]


def test_an_export_may_lie_in_a_folder_of_the_archive() -> None:
    """That is how people pack it again."""
    documents, _ = read_files({f"export/{name}": content for name, content in SLACK.items()})

    assert len(documents) == 2


def test_any_other_archive_is_refused() -> None:
    """The files in it can be read by themselves."""
    with pytest.raises(RefusedFile, match="this archive is no Slack export"):
        read_files({"notes.txt": "Lamps."})


def test_messages_beyond_the_limit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes a part for the whole."""
    monkeypatch.setattr(export, "MAX_MESSAGES", 1)
    documents, refusals = read()

    assert len(documents) == 1
    assert refusals[0].reason == "only its first 1 messages were read. Export a shorter time."


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*bold* _slanted_ ~struck~ *_both_*", "bold slanted struck both"),
        ("snake_case and 2*3*4", "snake_case and 2*3*4"),
        ("`x &lt; 1`", "x < 1"),
        ("```\na\nb```", "a\nb"),
        ("&gt; quoted\nsaid", "quoted\nsaid"),
        ("<@U1> and <@U2|barnaby>", "[member] and [member]"),
        ("<#C1|lamps> <#C9|secret>", "#lamps [channel]"),
        ("<!here> <!subteam^S1|@wardens> <!date^1^{date}|1 March>", "@here [group] 1 March"),
        ("<https://example.org|a map> <https://example.org>", "a map https://example.org"),
        ("<mailto:imogen@example.org|imogen@example.org>", "[address]"),
        ("lamps :bulb: at 10:30:00 :+1::skin-tone-2:", "lamps at 10:30:00"),
        ("• one\n• two", "one\ntwo"),
    ],
)
def test_markup_becomes_plain_text(text: str, plain: str) -> None:
    """Mentions name nobody, links keep their words."""
    assert plain_text(text, lambda _member: "[member]", CHANNELS) == plain


def test_full_names_are_hidden_wherever_they_stand() -> None:
    """Not parts of longer words."""
    hidden = Names(["Al Moor", "Al Moor Junior", "Al"]).hidden(
        "Al Moor Junior, Al Moor and Al Moorhen"
    )

    assert hidden == "[member], [member] and Al Moorhen"
