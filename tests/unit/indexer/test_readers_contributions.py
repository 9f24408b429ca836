"""Tables of contributions: consent first, credit as asked for, and nothing else of anybody."""

from pathlib import Path

import pytest

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults, read_documents
from indexer.readers.origin import Origin, Reading
from indexer.readers.surveys.contributions import read_contributions
from knowledge.errors import RefusedFile
from knowledge.models.documents import Kind

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"
ORIGIN = Origin("/docs/survey.csv", "survey.csv", ReaderDefaults())


def read(table: str) -> Reading:
    """Read a table."""
    return read_contributions(table.encode(), ORIGIN)


def refusals(table: str) -> list[tuple[str, str]]:
    """Return names and reasons of the rows that were refused."""
    return [(refused.name, refused.reason) for refused in read(table)[1]]


@pytest.fixture(scope="module")
def survey() -> Reading:
    """Return what a table of four rows gives, one of them without consent."""
    return read_documents(FoundFile(FIXTURES, "contributions.csv"), ReaderDefaults())


def test_each_row_is_a_document_with_its_id_in_its_name(survey: Reading) -> None:
    """A single contribution can be withdrawn."""
    infos = [document.info for document in survey[0]]

    assert [info.name.partition("#")[2] for info in infos] == ["s-001", "s-003", "s-004"]
    assert infos[0].id == f"{FIXTURES.as_posix()}/contributions.csv#s-001"


def test_the_title_says_how_the_contribution_came(survey: Reading) -> None:
    """People see what they cite."""
    assert [document.info.title for document in survey[0]] == [
        "Survey contribution s-001",
        "Focus group contribution s-003",
        "Interview contribution s-004",
    ]


def test_the_question_is_the_heading(survey: Reading) -> None:
    """An answer is understood with its question."""
    (section,) = survey[0][0].sections

    assert section.heading == ("What would help?",)
    assert section.text == 'We need "one" route, please.'


def test_credit_is_given_as_asked_for(survey: Reading) -> None:
    """By name, by kind or not at all."""
    assert [document.info.credit for document in survey[0]] == [
        "Imogen Quillfeather",
        "night walker",
        "",
    ]


def test_nothing_but_the_credit_is_kept_of_a_contributor(survey: Reading) -> None:
    """Names of those who did not ask for it are nowhere in what is stored or reported."""
    everything = repr(survey)

    assert "Imogen Quillfeather" in everything
    assert not [name for name in ("Fennimore", "Oddment", "Thistlewick") if name in everything]


def test_a_row_without_consent_is_refused_and_not_repeated(survey: Reading) -> None:
    """Not even the report may hold its text."""
    (refused,) = survey[1]

    assert refused.name == "contributions.csv row 3"
    assert refused.reason == "no consent was given. Write yes under consent if it was."
    assert not refused.whole_file


@pytest.mark.parametrize("consent", ["", "no", "maybe", "y", "yes please", "true"])
def test_only_yes_is_consent(consent: str) -> None:
    """Nobody's consent is guessed."""
    documents, (refused,) = read(f"id,text,consent\n1,Lamps.,{consent}\n")

    assert documents == ()
    assert refused.reason.startswith("no consent was given")


def test_date_scope_and_kind_of_a_row_hold() -> None:
    """Kinds of documents are told from kinds of people."""
    (document,), _ = read(
        "id,date,kind,text,consent,scope\n1,2026-03-01,practice,Lamps.,yes,public\n"
    )

    assert (document.info.date, document.info.scope) == ("2026-03-01", "public")
    assert document.info.kind is Kind.PRACTICE


def test_a_contribution_is_an_opinion_unless_it_says_otherwise(survey: Reading) -> None:
    """What somebody said is no evidence yet."""
    assert {document.info.kind for document in survey[0]} == {Kind.OPINION}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    """Spreadsheets write what their country uses."""
    header = delimiter.join(["id", '"text"', "Consent "])
    row = delimiter.join(["1", '"One, two; three."', "yes"])
    (document,), _ = read(f"\ufeff{header}\n{row}\n")

    assert document.sections[0].text == "One, two; three."


def test_line_breaks_within_a_cell_are_paragraphs() -> None:
    """Long contributions have some."""
    (document,), _ = read('id,text,consent\n1,"One.\n\nTwo.",yes\n')

    assert document.sections[0].text == "One.\n\nTwo."


def test_blank_rows_are_passed_over_and_counted() -> None:
    """Row numbers are those that a spreadsheet shows."""
    assert refusals("id,text,consent\n\n,,\n1,Lamps.,no\n")[0][0] == "survey.csv row 4"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2,Lamps", "it has 2 cells, not 6. Put text that holds the delimiter in quotation marks."),
        ("2,Lamps,yes,,,,more", "it has 7 cells, not 6. "),
        ("2,,yes,,,", "its text is empty. "),
        (",Lamps,yes,,,", "its id is empty. "),
        ("1,Lamps,yes,,,", "its id stands in an earlier row. "),
        ("2,Lamps,yes,03/04/2026,,", "its date cannot be read. Write it as 2026-05-17"),
        ("2,Lamps,yes,,everywhere,", "its scope is unknown. Write public, community"),
        ("2,Lamps,yes,,,initials", "its credit is unknown. Write name, kind or anonymous"),
        ('2,"Lamps" and,yes,,,', "its quotation marks are malformed"),
        ('2,"Lamps,yes,,,', "its quotation marks are malformed"),
    ],
)
def test_a_bad_row_is_refused_and_the_rows_before_it_are_read(row: str, reason: str) -> None:
    """The reason says what to do, and never repeats the text."""
    documents, (refused,) = read(f"id,text,consent,date,scope,credit\n1,One.,yes,,,\n{row}\n")

    assert [document.info.name for document in documents] == ["survey.csv#1"]
    assert (refused.name, refused.reason[: len(reason)]) == ("survey.csv row 3", reason)
    assert "Lamps" not in refused.reason


def test_rows_below_a_malformed_one_are_read() -> None:
    """One slip of a quotation mark costs one row."""
    documents, _ = read('id,text,consent\n1,"a" b,yes\n2,Two.,yes\n')

    assert [document.info.name for document in documents] == ["survey.csv#2"]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("id,name,text\n1,2,3\n", "it lacks the column consent (found: id, name, text). Name the"),
        ("a;b\n1;2\n", "it lacks the columns id, text, consent (found: a, b). Name the columns"),
        ("\n\n", "it lacks the columns id, text, consent (found: none). "),
        ('"open\n', "it lacks the columns id, text, consent (found: none). "),
        ("id,text,consent,TEXT\n", "the column text stands there twice. "),
        ("id,text,consent\n", "the table has no rows. "),
    ],
)
def test_what_is_no_table_of_contributions_is_refused_once(table: str, reason: str) -> None:
    """The person learns which columns are missing and which were found."""
    with pytest.raises(RefusedFile) as refused:
        read(table)

    assert str(refused.value).startswith(reason)


def test_extra_columns_are_ignored() -> None:
    """Nobody's e-mail address is read from a column that was left in the table."""
    ((document,), _) = read("id,text,consent,email\n1,One.,yes,odalys@example.org\n")

    assert "odalys" not in document.model_dump_json()
