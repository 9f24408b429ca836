"""Plain text: paragraphs, and headings where there is no doubt."""

from pathlib import Path

import pytest

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults, read_documents
from indexer.readers.origin import Origin
from indexer.readers.text import read_text
from knowledge.models.documents import Document

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"
ORIGIN = Origin("/docs/lamp_trial.txt", "lamp_trial.txt", ReaderDefaults())
PROSE = "The lamps were counted."


def read(text: str) -> Document:
    """Read a text that must make one document."""
    (document,), _ = read_text(text.encode(), ORIGIN)
    return document


def headings(text: str) -> list[tuple[str, ...]]:
    """Return the heading paths of a text."""
    return [section.heading for section in read(text).sections]


@pytest.fixture(scope="module")
def notes() -> Document:
    """Return notes with furniture, three kinds of headings and a list."""
    (document,), _ = read_documents(FoundFile(FIXTURES, "field-notes.txt"), ReaderDefaults())
    return document


def test_the_opening_is_the_title_without_furniture_and_over_two_lines(notes: Document) -> None:
    """`Skip to main content` is never a title."""
    assert notes.info.title == "Lamp trial field notes"


def test_numbers_capitals_and_underlines_make_headings(notes: Document) -> None:
    """Each on a line of its own."""
    assert [s.heading for s in notes.sections] == [
        ("1. Background",),
        ("WHAT WE FOUND",),
        ("Contact",),
    ]


def test_lines_that_were_wrapped_are_joined(notes: Document) -> None:
    """A sentence can then be quoted whole."""
    assert notes.sections[0].text == (
        "The trial ran in two towns over six weeks and was led by the lighting team, who kept a "
        "diary of every lamp they had replaced. It was funded by a small grant."
    )


def test_items_of_a_list_stay_lines(notes: Document) -> None:
    """Bullets go, as in Markdown."""
    assert notes.sections[1].text.split("\n") == [
        "lamps were brighter",
        "people liked them, mostly those who walk at night",
    ]


def test_short_lines_stay_lines(notes: Document) -> None:
    """An address was not wrapped."""
    assert notes.sections[2].text == "Lighting team\nNorthmoor"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    """Text taken from a PDF repeats them on every page."""
    (document,), _ = read_documents(FoundFile(FIXTURES, "running-heads.txt"), ReaderDefaults())

    assert document.info.title == "Running heads"
    assert [section.text.split("\n\n") for section in document.sections] == [
        [
            "The lamps were counted twice in the first week of the trial.",
            "The second count found two lamps that the first had missed.",
            "The third count was never made.",
        ]
    ]


def test_running_heads_are_kept_at_the_edges() -> None:
    """A marking may be among them."""
    text = "\f".join(f"RESTRICTED\n\nThe lamps of {at} were counted.\n\n{at}" for at in range(3))
    (document,), _ = read_text(text.encode(), ORIGIN)

    assert document.edges == ("RESTRICTED", "0", "1", "2")
    assert "RESTRICTED" not in document.sections[0].text


@pytest.mark.parametrize("rest", ["& lamps\nin Northmoor", "and lamps", "of the lamp"])
def test_the_rest_of_a_broken_heading_is_neither_title_nor_text(rest: str) -> None:
    """Scraped pages lose the first half of a heading."""
    document = read(f"{rest}\n\n{PROSE}")

    assert document.info.title == "Lamp trial"
    assert [section.text for section in document.sections] == [PROSE]


@pytest.mark.parametrize(
    "opening",
    ["It rained that day.", "- count the lamps", f"{'lamp ' * 20}", "one\ntwo\nthree\nfour"],
)
def test_an_opening_that_is_text_stays_text(opening: str) -> None:
    """A title is short and no sentence."""
    document = read(f"{opening}\n\n{PROSE}")

    assert document.info.title == "Lamp trial"
    assert len(document.sections[0].text.split("\n\n")) == 2


def test_a_text_of_one_line_is_text() -> None:
    """Without it there would be nothing to quote."""
    assert [section.text for section in read("Lamps in Northmoor").sections] == [
        "Lamps in Northmoor"
    ]


def test_a_text_of_nothing_but_headings_is_read_as_text() -> None:
    """A list of topics is content."""
    document = read("Lamps\n\n1. Costs\n\n2. Results")

    assert document.sections[0].text == "Lamps\n\n1. Costs\n\n2. Results"


@pytest.mark.parametrize(
    "line",
    [
        "1. Count the lamps before dusk.",
        "UV",
        "NEVER TOUCH A HOT LAMP!",
        "2026 was a dark year",
        "A" * 90,
    ],
)
def test_a_line_in_doubt_is_no_heading(line: str) -> None:
    """Acronyms, steps and warnings are text."""
    assert headings(f"{PROSE}\n\n{line}\n\n{PROSE}") == [()]


def test_a_heading_further_down_is_not_the_title() -> None:
    """It names its own section alone."""
    document = read(f"{PROSE}\n\nCOSTS\n\n{PROSE}")

    assert document.info.title == "Lamp trial"
    assert document.sections[1].heading == ("COSTS",)


def test_section_numbers_make_levels() -> None:
    """2.1 stands below 2."""
    found = headings(
        f"{PROSE}\n\n2 Costs\n\n{PROSE}\n\n2.1 Lamps\n\n{PROSE}\n\n3 Results\n\n{PROSE}"
    )

    assert found == [(), ("2 Costs",), ("2 Costs", "2.1 Lamps"), ("3 Results",)]


def test_an_underlined_opening_is_the_title() -> None:
    """Whether text follows at once or after a blank line."""
    assert read(f"Lamps\n=====\n{PROSE}").info.title == "Lamps"
    assert read(f"Lamps\n-----\n\n{PROSE}").info.title == "Lamps"


def test_a_dash_within_a_line_stays() -> None:
    """Only the one at its beginning is a bullet."""
    assert read("Lamps – old - and * new.").sections[0].text == "Lamps – old - and * new."


def test_a_word_split_at_the_margin_keeps_its_hyphen_and_gets_no_space() -> None:
    """`long-term` stays what it was."""
    text = "The county lighting committee asked for a long-\nterm plan."

    assert read(text).sections[0].text.endswith("asked for a long-term plan.")


def test_lines_far_longer_than_any_margin_stay_lines() -> None:
    """Each is a paragraph of an editor that does not wrap."""
    line = f"{PROSE} " * 6

    assert read(f"{line}\n{line}").sections[0].text.count("\n") == 1


def test_a_sentence_that_ends_well_before_the_margin_ends_its_line() -> None:
    """The next one was begun on a new line on purpose."""
    text = (
        "The lamps were counted twice in the first week of the trial in Northmoor by\n"
        "two people from the county who walked by night.\n"
        "The lanterns were not."
    )

    assert read(text).sections[0].text.count("\n") == 1


def test_windows_line_ends_are_line_ends() -> None:
    """No stray character stays at the end of a line."""
    assert read("One.\r\nTwo.\r\n\r\nThree.").sections[0].text == "One.\nTwo.\n\nThree."
