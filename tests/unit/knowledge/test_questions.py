"""A community's own questions, read from a file."""

import json
from pathlib import Path

import pytest

from knowledge.errors import DataError
from knowledge.models.questions import LabelledQuestion, QuestionSet, names_of
from knowledge.text.questions import read_questions

WHOLE = {
    "id": "q1",
    "question": " How many were asked? ",
    "answerable": True,
    "must_mention": ["950", "survey"],
    "source": "consultation.md",
    "earlier": ["What is the strategy?", "Who wrote it?"],
}
BARE = {"question": "What does bread cost?", "answerable": False}


def read(folder: Path, *rows: object) -> QuestionSet:
    """Write rows, a line each, and read them."""
    path = folder / "questions.jsonl"
    lines = [one if isinstance(one, str) else json.dumps(one) for one in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_questions(path)


def test_every_field_is_read(tmp_path: Path) -> None:
    """What may be left out may be left out."""
    found = read(tmp_path, WHOLE, "", BARE)
    first, second = found.questions

    assert found.name == "questions.jsonl"
    assert found.answerable == 1
    assert (first.question, first.must_mention) == ("How many were asked?", ("950", "survey"))
    assert first.source == ("consultation.md",)
    assert first.earlier == ("What is the strategy?", "Who wrote it?")
    assert (second.answerable, second.source, second.earlier) == (False, (), ())
    assert [first.label, second.label] == ["q1 (line 1)", "line 3"]


@pytest.mark.parametrize(
    "document", ["consultation.md", "Consultation.MD", "cards/consultation.md"]
)
@pytest.mark.parametrize("source", ["consultation.md", "consultation", "library/consultation.md"])
def test_a_source_is_known_by_its_file_name(document: str, source: str) -> None:
    """However much of the path somebody wrote, and with the suffix or without."""
    row = LabelledQuestion(question="What?", answerable=True, source=("other.md", source))

    assert row.accepts(names_of(document, "What was asked"))
    assert not row.accepts(names_of("consultation-2.md", "What was asked"))


@pytest.mark.parametrize("source", ["What was asked", "what was ASKED", "Either/or"])
def test_a_source_is_known_by_its_title(source: str) -> None:
    """As people see it in an answer, also with a slash in it."""
    row = LabelledQuestion.model_validate(
        {"question": "What?", "answerable": True, "source": source}
    )

    assert row.accepts(names_of("c.md", source.title()))
    assert not row.accepts(names_of("c.md", ""))


def test_the_same_questions_are_the_same_set(tmp_path: Path) -> None:
    """Whatever the order of their fields and the empty lines; one changed word makes another."""
    plain = read(tmp_path, WHOLE, BARE)
    turned = read(tmp_path, dict(reversed(WHOLE.items())), "", "", BARE)
    changed = read(tmp_path, {**WHOLE, "must_mention": ["951"]}, BARE)

    assert plain.digest == turned.digest
    assert plain.digest != changed.digest


def test_a_field_of_their_own_is_told_and_left_alone(tmp_path: Path) -> None:
    """A community may note more beside its questions."""
    found = read(tmp_path, {**WHOLE, "asked_by": "someone"}, BARE)

    assert found.unread == ("asked_by",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{'question': 1}", "line 2 is no JSON object"),
        ("[1]", "line 2 is no JSON object"),
        ("[" * 100_000, "line 2 is no JSON object"),
        ({"answerable": True}, "line 2: question: Field required"),
        ({**BARE, "question": "  "}, "line 2: question: .*1 character"),
        ({"question": "private words"}, "line 2: answerable: .* Write true or false"),
        ({**BARE, "answerable": "yes"}, "line 2: answerable: .* Write true or false"),
        ({**BARE, "must_mention": [1]}, "line 2: must_mention: .* Write a list of texts"),
        ({**BARE, "source": {"a": 1}}, "line 2: source: .* Write a file name"),
        ({**BARE, "id": "Ana Larch"}, "line 2: id: .* Write a short name"),
        ({**BARE, "id": "q1"}, "line 1: id: another line has the same"),
        (
            {**BARE, "must_mentions": ["x"]},
            "line 2: “must_mentions” is no field. Write must_mention",
        ),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(tmp_path: Path, row: object, said: str) -> None:
    """And nothing of its text is repeated."""
    with pytest.raises(DataError, match=said) as raised:
        read(tmp_path, WHOLE, row)

    assert "private" not in str(raised.value)
    assert "Larch" not in str(raised.value)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """Missing, empty, or in another encoding."""
    (tmp_path / "latin.jsonl").write_bytes('{"question": "é"}'.encode("latin-1"))

    with pytest.raises(DataError, match="No such file"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(DataError, match="not in UTF-8"):
        read_questions(tmp_path / "latin.jsonl")
    with pytest.raises(DataError, match="holds no question"):
        read(tmp_path, "")
