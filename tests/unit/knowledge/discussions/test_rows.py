"""Remarks in a file."""

from pathlib import Path

import pytest

from knowledge.discussions.agreement import Tally
from knowledge.discussions.rows import Cast, read_rows
from knowledge.errors import DataError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file lies."""
    return tmp_path / "remarks.jsonl"


def test_ids_texts_authors_and_votes_are_read(path: Path) -> None:
    """Numbers may be ids; blank lines and a byte order mark are passed over."""
    path.write_text(
        '\ufeff{"id": 7, "text": " share ", "author": "U1", "votes": {"agree": 2, "👎": 1}}\n\n'
        '{"id": "b", "text": "do not", "author": null, "votes": [1, -1, 0, 1]}\n'
        '{"id": "c", "text": "tea", "votes": [{"voter": "U9", "value": -1, "kind": "officer"}]}\n',
        encoding="utf-8",
    )

    first, second, third = read_rows(path).rows

    assert (first.id, first.text, first.author) == ("7", "share", "U1")
    assert first.votes.tally == Tally(2, 1, 0)
    assert (second.author, second.votes.tally) == ("", Tally(2, 1, 1))
    assert third.votes.cast == (Cast(voter="U9", value=-1, kind="officer"),)
    assert third.line == 4


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", "line 2 is no JSON object"),
        ('{"id": "1"', "line 2 is no JSON object"),
        ('{"text": "x"}', "line 2: id: Field required"),
        ('{"id": "", "text": "x"}', "line 2: id: "),
        ('{"id": true, "text": "x"}', "line 2: id: "),
        ('{"id": "1"}', "line 2: text: Field required"),
        ('{"id": "1", "text": "   "}', "line 2: text: "),
        ('{"id": "1", "text": 5}', "line 2: text: "),
        ('{"id": "1", "text": "x", "author": ["secret"]}', "line 2: author: "),
        ('{"id": "1", "text": "x", "votes": 5}', "line 2: votes: neither counts nor a list"),
        ('{"id": "1", "text": "x", "votes": {"agree": -1}}', "line 2: votes: a count"),
        ('{"id": "1", "text": "x", "votes": {"agree": true}}', "line 2: votes: a count"),
        ('{"id": "1", "text": "x", "votes": {"secret": 1}}', "line 2: votes: a side"),
        ('{"id": "1", "text": "x", "votes": [2]}', "line 2: votes: a vote"),
        ('{"id": "1", "text": "x", "votes": [1, "secret"]}', "line 2: votes: a vote"),
        (
            '{"id": "1", "text": "x", "votes": [{"kind": "secret"}]}',
            "line 2: votes: a vote without",
        ),
        ('{"id": "0", "text": "x"}', "line 2: id: line 1 has the same"),
        ('{"id": "1", "text": "x", "autor": "U1"}', "line 2: “autor” is no field"),
    ],
)
def test_what_is_wrong_is_named_and_never_repeated(path: Path, line: str, said: str) -> None:
    """File, line, field and remedy; nothing of what stands there."""
    path.write_text(f'{{"id": "0", "text": "x"}}\n{line}\n', encoding="utf-8")

    with pytest.raises(DataError) as caught:
        read_rows(path)

    assert str(caught.value).startswith(f"remarks.jsonl {said}")
    assert "secret" not in str(caught.value)
    assert caught.value.remedy


def test_a_file_that_cannot_be_used_is_refused(path: Path) -> None:
    """Missing, empty, or in another encoding."""
    with pytest.raises(DataError, match="cannot be read"):
        read_rows(path)
    path.write_text("\n\n")
    with pytest.raises(DataError, match="holds no remark"):
        read_rows(path)
    path.write_bytes(b'{"id": "1", "text": "caf\xe9"}')
    with pytest.raises(DataError, match="not in UTF-8"):
        read_rows(path)


def test_fields_that_mean_nothing_are_told(path: Path) -> None:
    """They are left out, and nobody has to guess why."""
    path.write_text('{"id": "1", "text": "x", "stance": 1, "labels": []}')

    assert read_rows(path).unread == ("labels", "stance")
