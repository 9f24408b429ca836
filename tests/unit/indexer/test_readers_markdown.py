"""Markdown: facts from the front matter, sections with their headings, text without markup."""

from pathlib import Path

import pytest

from indexer.files import FoundFile
from indexer.readers import ReaderDefaults, read_documents
from indexer.readers.markdown import markdown_blocks, read_markdown
from indexer.readers.origin import Origin
from knowledge.errors import RefusedFile
from knowledge.models.documents import Document, Kind

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"
ORIGIN = Origin("/docs/lamp-trial.md", "lamp-trial.md", ReaderDefaults())


def read(text: str) -> Document:
    """Read Markdown that must make one document."""
    (document,), _ = read_markdown(text.encode(), ORIGIN)
    return document


def text_of(markdown: str) -> str:
    """Return the text of the blocks, one below the other."""
    return "\n".join(block.text for block in markdown_blocks(markdown) if block.text)


@pytest.fixture(scope="module")
def card() -> Document:
    """Return a library card with a bit of everything in it."""
    (document,), _ = read_documents(FoundFile(FIXTURES, "night-lights.md"), ReaderDefaults())
    return document


def test_front_matter_gives_what_a_citation_says(card: Document) -> None:
    """All that a curator writes about a card arrives."""
    info = card.info

    assert info.title == "Night lights: a trial in two towns"
    assert (info.url, info.date) == ("https://example.org/reviews/night-lights", "2026-03-01")
    assert (info.kind, info.licence, info.owner) == (Kind.PRACTICE, "MIT", "Library curators")
    assert info.review_date == "2027-05-31"


def test_a_document_with_a_source_is_a_summary_of_it(card: Document) -> None:
    """A citation then reads as the library's words about the source."""
    assert card.info.summary_of == "Northmoor Lighting Review"


def test_the_marking_none_is_no_marking(card: Document) -> None:
    """Nobody sees the word `none` as if it were a label."""
    assert card.info.marking == ""


def test_sections_have_the_path_of_headings_above_them(card: Document) -> None:
    """The title is not repeated in it."""
    assert [section.heading for section in card.sections] == [
        (),
        ("Costs",),
        ("Costs", "How the lamps were set"),
        ("Results",),
        ("Notes",),
    ]


def test_text_has_no_markup_and_no_comments(card: Document) -> None:
    """Emphasis, link addresses and remarks of the author go; wrapped lines are joined."""
    assert card.sections[0].text.split("\n\n")[0] == (
        "Two towns tried brighter street lamps for six weeks in spring."
    )


def test_a_list_is_lines_below_what_announces_it(card: Document) -> None:
    """Numbers stay, bullets go: each line can be quoted."""
    assert card.sections[0].text.split("\n\n")[1].split("\n") == [
        "The trial had three steps:",
        "1. Count the lamps that were broken.",
        "2. Replace half of them:",
        "in Northmoor first",
        "in Southvale later",
    ]


def test_each_row_of_a_table_can_be_read_by_itself(card: Document) -> None:
    """Every cell has its column's name; empty cells are left out."""
    assert card.sections[1].text.split("\n") == [
        "Town: Northmoor; Lamps: 40; Cost: £5,000",
        "Town: Southvale; Lamps: 38",
    ]


def test_code_is_kept_as_it_stands(card: Document) -> None:
    """Settings and commands are content."""
    assert card.sections[2].text == "level = 3\n\nwarm = true"


def test_footnotes_stand_at_the_end_and_leave_no_trace_in_the_text(card: Document) -> None:
    """A quote must not carry a stray figure."""
    assert card.sections[3].text == "People felt safer. Burglaries did not change."
    assert card.sections[4].text == "By their own account."


def test_the_first_heading_is_the_title_where_front_matter_gives_none() -> None:
    """It is then left out of the heading paths."""
    document = read("## Early\n\nOne.\n\n# The *lamp* trial\n\nTwo.\n\n## Later\n\nThree.")

    assert document.info.title == "The lamp trial"
    assert [section.heading for section in document.sections] == [("Early",), (), ("Later",)]


def test_a_title_of_front_matter_leaves_another_first_heading_in_the_path() -> None:
    """It says something that the title does not."""
    document = read("---\ntitle: Lamps\n---\n# Background\n\nOne.")

    assert [section.heading for section in document.sections] == [("Background",)]


def test_the_name_of_the_file_is_the_title_where_nothing_else_is() -> None:
    """People still see what they cite."""
    assert read("Just text.").info.title == "Lamp trial"


def test_a_heading_in_a_quotation_does_not_divide_the_document() -> None:
    """It is somebody else's."""
    document = read("# Lamps\n\n> # Theirs\n>\n> Quoted.\n\nOurs.")

    assert [section.heading for section in document.sections] == [()]
    assert document.sections[0].text == "Theirs\n\nQuoted.\n\nOurs."


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("one  \ntwo", "one\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("a `b` ~~c~~ **d**", "a b c d"),
        ("![A lamp at night](lamp.png)", "A lamp at night"),
        ("<https://example.org>", "https://example.org"),
        ("Moss &amp; Quill", "Moss & Quill"),
        ("<div><p>In <b>HTML</b></p></div>", "In HTML"),
        ("<!-- hidden -->", ""),
        ("3. three\n4. four", "3. three\n4. four"),
        ("* a\n\n  b\n* c", "a\nb\nc"),
        ("1. a\n\n   b\n2. c", "1. a\nb\n2. c"),
        ("---", ""),
    ],
)
def test_markup_becomes_plain_text(markdown: str, text: str) -> None:
    """Each kind of markup has one plain form."""
    assert text_of(markdown) == text


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("2026-03-01T10:00:00Z", "2026-03-01"),
        ("2026-03-01 10:00:00 +0000", "2026-03-01"),
        ("1 March 2026", "2026-03-01"),
        ("March 1, 2026", "2026-03-01"),
        ("Mar 2026", "2026-03"),
        ("date unknown", ""),
        ("2026-13-01", ""),
        ("03/04/2026", ""),
    ],
)
def test_dates_become_iso_dates_or_unknown(written: str, date: str) -> None:
    """A date that could mean two days is not guessed."""
    assert read(f"---\nas_of: {written}\n---\nText.").info.date == date


def test_a_source_that_is_an_address_is_named_by_its_site() -> None:
    """The address itself becomes the link."""
    info = read("---\nsource: https://www.example.org/lamps\n---\nText.").info

    assert (info.summary_of, info.url) == ("example.org", "https://www.example.org/lamps")


def test_unknown_keys_and_values_of_odd_shape_are_ignored() -> None:
    """Front matter of other systems does no harm."""
    info = read("---\nlayout: post\ntitle: [a, b]\nowner:\n  name: x\n---\nText.").info

    assert (info.title, info.owner) == ("Lamp trial", "")


def test_the_scope_of_front_matter_holds() -> None:
    """A single card can be public."""
    assert read("---\nscope: public\n---\nText.").info.scope == "public"


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("title: a: b", "its front matter is malformed in line 2: mapping values"),
        ("a: 1\nb: [", "its front matter is malformed in line 4"),
        ("scope: private", "“private” is no access scope. Use public, community"),
        ("kind: opinon", "“opinon” is no kind of document. Write opinion."),
        ("kind: song", "“song” is no kind of document. Use one of policy, evidence, practice"),
    ],
)
def test_front_matter_that_cannot_be_trusted_refuses_the_file(front: str, message: str) -> None:
    """Whom a text is for and what it is are never guessed."""
    with pytest.raises(RefusedFile) as refused:
        read(f"---\n{front}\n---\nText.")

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nOne.\n\n---\n\nTwo.",
        "One.\n\n---\nLamp: 1\n\n---\n\nTwo.",
        "---\nOne.\n\nTwo.",
        "One.\n\n---\nTwo.\n\n---\n\nThree.",
    ],
)
def test_rules_of_dashes_are_not_taken_for_front_matter(text: str) -> None:
    """No paragraph is lost between two of them."""
    found = " ".join(section.text for section in read(text).sections)

    assert [word for word in ("One.", "Two.") if word in found] == ["One.", "Two."]


def test_a_long_title_is_shortened() -> None:
    """A paragraph marked up as a heading does not fill the citation."""
    title = read(f"# {'lamp ' * 100}\n\nText.").info.title

    assert len(title) <= 200
    assert title.endswith("lamp…")


def test_front_matter_states_a_trial() -> None:
    """What, where, stage and result; what it does not say stays empty."""
    trial = read(
        "---\ntrial:\n  what: lamps\n  where: Tern\n  result: Failed\n---\nText."
    ).info.trial

    assert trial is not None
    assert (trial.what, trial.facts, trial.contact) == ("lamps", "Tern · it did not work", "")
    assert read("Text.").info.trial is None


@pytest.mark.parametrize(
    ("stated", "remedy"),
    [
        ("trial: lamps", "Write what, where, stage, result and lesson"),
        ("trial:\n  where: Tern", "Add a line that begins what:"),
        ("trial:\n  what: lamps\n  result: worke", "Write worked"),
    ],
)
def test_a_trial_that_makes_no_sense_is_refused(stated: str, remedy: str) -> None:
    """With what to write instead."""
    with pytest.raises(RefusedFile) as refused:
        read(f"---\n{stated}\n---\nText.")

    assert refused.value.remedy == remedy
