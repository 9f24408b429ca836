"""Answers as forms programs export them: consent first, then a passage a question."""

import pytest

from indexer.readers.origin import Origin, ReaderDefaults, Reading
from indexer.readers.surveys import reader, tables
from indexer.readers.surveys.columns import Holds, columns_of
from indexer.readers.surveys.reader import read_csv, read_workbook
from indexer.readers.surveys.wishes import consents, credit_of
from knowledge.errors import RefusedFile
from knowledge.text.passages import split_document
from tests.fixtures.text_files import SURVEY, survey_rows, workbook

CSV = Origin("/docs/lamp_survey.csv", "lamp_survey.csv", ReaderDefaults())
EXCEL = Origin("/docs/lamps.xlsx", "lamps.xlsx", ReaderDefaults())
CONSENT = "I consent to my answers being used"
QUESTION = "What would help you most?"


def read(table: str) -> Reading:
    """Read a CSV file."""
    return read_csv(table.encode(), CSV)


@pytest.fixture(scope="module")
def survey() -> Reading:
    """The survey of the fixtures."""
    return read(SURVEY)


def test_a_respondent_is_a_document(survey: Reading) -> None:
    """It is named by the id that the forms program gave."""
    infos = [document.info for document in survey[0]]

    assert [info.id for info in infos] == ["/docs/lamp_survey.csv#1", "/docs/lamp_survey.csv#3"]
    assert infos[0].title == "Lamp survey, response 1"
    assert infos[0].date == "2026-03-01"


def test_the_question_is_the_heading_and_choices_are_left_out(survey: Reading) -> None:
    """Few words are a choice, not an answer to be quoted."""
    (section,) = survey[0][0].sections

    assert section.heading == (QUESTION,)
    assert section.text == "We need one route for broken lamps."


def test_each_answer_is_a_passage_of_its_own() -> None:
    """However short, it never stands under another question."""
    table = f"{CONSENT},{QUESTION},What should stop?\nyes,We need more light.,All the noise here.\n"
    ((document,), _) = read(table)
    passages = split_document(document, lambda text: len(text.split()))

    assert [(one.heading, one.text) for one in passages] == [
        ((QUESTION,), "We need more light."),
        (("What should stop?",), "All the noise here."),
    ]


def test_credit_is_given_as_wished(survey: Reading) -> None:
    """By name or by kind."""
    credits = [document.info.credit for document in survey[0]]

    assert credits == ["Imogen Quillfeather", "moor warden"]


def test_who_did_not_consent_is_refused_and_not_repeated(survey: Reading) -> None:
    """Not even the report may hold their words or their name."""
    (refused,) = survey[1]

    assert refused.name == "lamp_survey.csv row 3"
    assert refused.reason.startswith("no consent was given. ")
    assert "Barnaby" not in repr(survey)
    assert "Nobody must read" not in repr(survey)


def test_addresses_and_unasked_names_are_nowhere(survey: Reading) -> None:
    """Their columns never become text."""
    assert not [word for word in ("example.org", "Odalys", "Fennimore") if word in repr(survey)]


def test_without_a_column_of_consent_nothing_is_read() -> None:
    """The remedy says which column to add."""
    with pytest.raises(RefusedFile) as refused:
        read(f"Name,{QUESTION}\nImogen,We need one route for broken lamps.\n")

    assert str(refused.value) == (
        "no column says whether the respondents consented. Add a column “I consent to my answers "
        "being used” with yes in the row of each person who did."
    )


def test_all_of_several_consents_are_needed() -> None:
    """Taking part is not the same as being quoted."""
    header = f"{CONSENT},Do you consent to being quoted?,{QUESTION}"
    documents, (refused,) = read(f"{header}\nyes,no,We need one route for lamps.\n")

    assert documents == ()
    assert refused.reason.startswith("no consent was given")


@pytest.mark.parametrize(
    "answer", ["Yes", "yes.", "I agree", "Yes, I consent", "TRUE", "✓", "I consent to be quoted"]
)
def test_a_clear_yes_is_consent(answer: str) -> None:
    """In the words that forms offer."""
    assert consents(answer)


@pytest.mark.parametrize(
    "answer", ["", "No", "I do not agree", "Yes, but not by name", "maybe", "yes please", "I don't"]
)
def test_anything_else_is_no_consent(answer: str) -> None:
    """Nobody's consent is guessed."""
    assert not consents(answer)


@pytest.mark.parametrize(
    ("wish", "credit"),
    [
        ("By name", "Imogen"),
        ("My name and role", "Imogen"),
        ("Role only", "warden"),
        ("Not by name, only my role", "warden"),
        ("Anonymous", ""),
        ("Please do not name me", ""),
        ("", ""),
        ("whatever", ""),
    ],
)
def test_nobody_is_named_who_did_not_ask_for_it(wish: str, credit: str) -> None:
    """What is unclear is anonymous."""
    assert credit_of(wish, "Imogen", "warden") == credit


@pytest.mark.parametrize(
    ("header", "holds"),
    [
        ("ID", Holds.ID),
        ("Completion time", Holds.DAY),
        ("Start time", Holds.NOTHING),
        ("Email Address", Holds.PERSONAL),
        ("Which organisation do you work for?", Holds.PERSONAL),
        ("May we contact you about your answers?", Holds.PERSONAL),
        ("Name", Holds.NAME),
        ("Which of these best describes you?", Holds.KIND),
        ("How may we credit you?", Holds.CREDIT),
        ("Do you consent to your words being quoted?", Holds.CONSENT),
        ("I agree that my answers may be used in the knowledge base", Holds.CONSENT),
        ("Do you agree that lamps are too bright?", Holds.ANSWER),
        ("How should consent be asked for in trials of new lamps?", Holds.ANSWER),
        (
            "What would make lamps better in your organisation and in others you know?",
            Holds.ANSWER,
        ),
        ("", Holds.NOTHING),
    ],
)
def test_a_column_is_told_by_its_header(header: str, holds: Holds) -> None:
    """Questions about consent or organisations are questions."""
    (column,) = columns_of([header], [])

    assert column.holds is holds


def test_a_column_of_addresses_gives_itself_away() -> None:
    """Whatever its header says."""
    (column,) = columns_of(["Where may we send what comes of this?"], [["imogen@example.org"]])

    assert column.holds is Holds.PERSONAL


def test_a_question_whose_answers_repeat_offered_choices() -> None:
    """However many words a choice has."""
    choice = "It is far too bright"
    rows = "".join(f"yes,{choice},It is lamp number {at} that flickers.\n" for at in range(8))
    documents, _ = read(f"{CONSENT},Is it too bright?,Which lamp flickers?\n{rows}")

    assert choice not in repr(documents)
    assert len(documents) == 8


def test_respondents_who_only_chose_are_counted() -> None:
    """They did nothing wrong, and nothing of theirs can be quoted."""
    documents, (refused,) = read(f"{CONSENT},{QUESTION}\nyes,Lamps\n")

    assert documents == ()
    assert refused.reason.startswith("1 consenting respondent wrote no answer of 4 words or more. ")


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("a;b\n1;2\n", "it is neither a table of contributions nor the answers to a survey. "),
        ("\n\n", "it is neither a table of contributions"),
        ("id,name,text\n1,2,3\n", "it lacks the column consent (found: id, name, text). "),
        (f"{CONSENT},{QUESTION}\n", "the table has no rows. "),
        (",".join(["What is it that helps?"] * 501) + "\n", "it has more than 500 columns. "),
    ],
)
def test_what_is_no_survey_is_refused_once(table: str, reason: str) -> None:
    """The cells of an unknown table are not repeated."""
    with pytest.raises(RefusedFile) as refused:
        read(table)

    assert str(refused.value).startswith(reason)


def test_a_malformed_row_costs_one_row() -> None:
    """Quotation marks slip."""
    text = "We need one route for lamps."
    documents, (refused,) = read(f'{CONSENT},{QUESTION}\nyes,"{text}" x\nyes,{text}\n')

    assert [document.info.name for document in documents] == ["lamp_survey.csv#row-3"]
    assert refused.reason.startswith("its quotation marks are malformed")


def test_rows_beyond_the_limit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes a part for the whole."""
    monkeypatch.setattr(reader, "MAX_ROWS", 1)
    monkeypatch.setattr(tables, "MAX_ROWS", 1)
    documents, (refused,) = read(SURVEY)

    assert len(documents) == 1
    assert refused.name == "lamp_survey.csv from row 3"
    assert refused.reason == "only its first 1 rows were read. Split it into smaller tables."


def test_a_table_of_contributions_is_still_read() -> None:
    """In the form that it had before."""
    ((document,), _) = read("id,text,consent\n1,Lamps.,yes\n")

    assert document.info.id == "/docs/lamp_survey.csv#1"


def test_each_sheet_of_a_workbook_is_a_table() -> None:
    """In either form; hidden sheets are named, empty ones are nothing."""
    sheets = {
        "Answers": survey_rows(),
        "Old": [["secret"]],
        "Empty": [],
        "Talks": [["id", "text", "consent", "question"], ["a1", "Lamps are good.", "yes"]],
    }
    documents, refusals = read_workbook(workbook(sheets, hidden=["Old"]), EXCEL)

    assert [document.info.name for document in documents] == [
        "lamps.xlsx#Answers#1",
        "lamps.xlsx#Answers#3",
        "lamps.xlsx#Talks#a1",
    ]
    assert documents[0].info.title == "Lamps, Answers, response 1"
    assert [(one.name, one.reason.split(".")[0]) for one in refusals] == [
        ("lamps.xlsx#Answers row 3", "no consent was given"),
        ("lamps.xlsx#Old", "this sheet is hidden"),
    ]


def test_a_cell_far_below_does_not_fill_the_memory() -> None:
    """Rows that hold nothing are passed over, and at some point the sheet has ended."""
    rows: list[list[object]] = [["id", "text", "consent"], [1, "Lamps are good.", "yes"]]
    data = workbook({"Sheet": [*rows, *[[None]] * 6_000, [2, "Far below.", "yes"]]})
    documents, refusals = read_workbook(data, EXCEL)

    assert [document.info.title for document in documents] == ["Contribution 1"]
    assert refusals == ()


def test_a_damaged_workbook_is_refused() -> None:
    """Whatever the parser stumbles over."""
    with pytest.raises(RefusedFile, match="it is not an Excel workbook, or it is damaged"):
        read_workbook(workbook({"Sheet": [["a"]]})[:-40], EXCEL)


def test_a_workbook_of_empty_sheets_is_refused() -> None:
    """There is nothing to read."""
    with pytest.raises(RefusedFile, match="none of its sheets holds a table"):
        read_workbook(workbook({"Sheet": []}), EXCEL)
