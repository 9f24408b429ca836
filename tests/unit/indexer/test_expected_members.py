"""Lists of members to rows that wait."""

from pathlib import Path

import pytest

from indexer.works.members import Kinds, read_members
from knowledge.errors import RefusedFile
from knowledge.models.members import ExpectedMember

KINDS = Kinds(frozenset({"researcher", "innovator"}), frozenset({"university", "charity"}))
HEAD = "email,kind,organisation,organisation_kind,topics,orcid"


def listed(folder: Path, text: str) -> Path:
    """Write a list."""
    path = folder / "members.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_what_is_expected_of_a_person(tmp_path: Path) -> None:
    """However its cells are spaced."""
    row = "Ada@Lamps.example, Researcher,University of  Lamps,university,moths; lamps;,"
    read = read_members(listed(tmp_path, f"{HEAD}\n{row}\n"), KINDS)

    assert read.refusals == ()
    assert read.rows == (
        ExpectedMember(
            email="ada@lamps.example",
            kind="researcher",
            organisation="University of Lamps",
            organisation_kind="university",
            topics=("moths", "lamps"),
        ),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("nobody,,,,,", "email: “nobody”"),
        (",researcher,,,,", "neither member nor email"),
        ("a@b.example,wizard,,,,", "kind: there is no “wizard”. Use one of innovator, researcher"),
        ("a@b.example,,,guild,,", "organisation_kind"),
        ("a@b.example,,,,,0000-0000-0000-0000", "orcid"),
        ("a@b.example,,,,,,more", "more cells"),
        (f"a@b.example,,{'x' * 301},,,", "organisation: more than 300"),
        ("c@d.example,,,,,", "twice"),
        ('"a@b.example', "quotation marks"),
    ],
)
def test_a_bad_row_is_named_and_harms_no_other(tmp_path: Path, row: str, said: str) -> None:
    """With the row's number and the column's name."""
    read = read_members(listed(tmp_path, f"{HEAD}\nc@d.example,,,,,\n{row}\n"), KINDS)

    assert [one.email for one in read.rows] == ["c@d.example"]
    assert read.refusals[0].name == "members.csv row 3"
    assert said in read.refusals[0].reason


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,email\nA,a@b.example\n", "no column “name”"),
        ("kind\nresearcher\n", "neither a column"),
        ("email\n", "no members"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """With the columns that there may be."""
    with pytest.raises(RefusedFile, match=said):
        read_members(listed(tmp_path, text), KINDS)
