"""References in three formats to one document an entry."""

import json
from collections.abc import Callable

import pytest

from indexer.readers.origin import Origin, ReaderDefaults, Reading
from indexer.readers.references import entries
from indexer.readers.references.bibtex import read_bibtex
from indexer.readers.references.csl_json import read_csl_json
from indexer.readers.references.entries import link_of
from indexer.readers.references.ris import read_ris
from knowledge.errors import RefusedFile
from tests.fixtures.text_files import BIBTEX, CSL_JSON, RIS

ORIGIN = Origin("/docs/moor.bib", "moor.bib", ReaderDefaults())
ABSTRACT = "We counted lamps. Most of them were too bright."


def bibtex(text: str) -> Reading:
    """Read BibTeX."""
    return read_bibtex(text.encode(), ORIGIN)


def ris(text: str) -> Reading:
    """Read RIS."""
    return read_ris(text.encode(), ORIGIN)


def csl(items: object) -> Reading:
    """Read CSL-JSON."""
    return read_csl_json(json.dumps(items).encode(), ORIGIN)


@pytest.mark.parametrize(
    ("reading", "title", "date"),
    [
        (bibtex(BIBTEX), "The Dark of the Möor", "2024-03"),
        (ris(RIS), "The dark of the moor", "2024-03-01"),
        (csl(CSL_JSON), "The dark of the moor", "2024-03-01"),
    ],
)
def test_an_entry_is_a_document_with_its_abstract(reading: Reading, title: str, date: str) -> None:
    """Three formats say the same of the same work."""
    document = reading[0][0]

    assert (document.info.id, document.info.title) == ("/docs/moor.bib#quill2024", title)
    assert document.info.date == date
    assert document.info.url.startswith("https://doi.org/10.1234/moor")
    assert document.sections[0].text == (
        f"Imogen Quillfeather and Moor Wardens (2024). {title}. Journal of Lamps.\n\n{ABSTRACT}"
    )


def test_an_entry_without_an_abstract_is_one_line() -> None:
    """Even a title is worth being found."""
    assert bibtex(BIBTEX)[0][1].sections[0].text == "Notes on walking."


@pytest.mark.parametrize(
    ("read", "text", "name", "reason"),
    [
        (bibtex, "@misc{a, title={x}, title={y}}", "a", "it states a field twice. "),
        (bibtex, "@misc{b, title={x", "b", "it is malformed. Check that its brackets"),
        (bibtex, "@misc{c, author={Odalys}}", "c", "it has no title. "),
        (bibtex, "@misc{d, title={" + "x" * 60_000 + "}}", "d", "a field has more than 50,000 "),
        (ris, "TY  - BOOK\nAU  - Odalys\nER  -\n", "1", "it has no title. "),
        (ris, "TY  - BOOK\nTI  - Lamps\n", "1", "it does not end. Write ER  - in a line"),
    ],
)
def test_a_malformed_entry_is_refused_by_its_key(
    read: Callable[[str], Reading], text: str, name: str, reason: str
) -> None:
    """Nothing but the key is repeated."""
    documents, (refused,) = read(text)

    assert documents == ()
    assert refused.name == f"moor.bib entry {name}"
    assert refused.reason.startswith(reason)
    assert "Odalys" not in refused.reason


def test_entries_around_a_malformed_one_are_read() -> None:
    """One slip costs one entry."""
    text = "@misc{a, title={One}}\n@misc{b, title={Two\n@misc{c, title={Three}}\n"
    documents, refusals = bibtex(text)

    assert [document.info.title for document in documents] == ["One", "Three"]
    assert [one.name for one in refusals] == ["moor.bib entry b"]


def test_a_key_that_stands_there_twice_is_refused_once() -> None:
    """The first entry is read."""
    documents, (refused,) = csl([*CSL_JSON, *CSL_JSON])

    assert len(documents) == 1
    assert refused.reason == "its key stands there twice. Give each entry a key of its own."


@pytest.mark.parametrize(
    ("items", "name", "reason"),
    [
        ([*CSL_JSON, {"id": 2, "type": "book", "title": ["x"]}], "2", "its title is not as"),
        ([*CSL_JSON, 7], "2", "its entry is not as CSL-JSON has it. "),
    ],
)
def test_an_item_of_another_form_is_refused_by_its_id(
    items: object, name: str, reason: str
) -> None:
    """The others are read."""
    documents, (refused,) = csl(items)

    assert len(documents) == 1
    assert refused.name == f"moor.bib entry {name}"
    assert refused.reason.startswith(reason)


def test_half_a_character_is_replaced() -> None:
    """No store can hold it."""
    ((document,), _) = csl([{"id": 1, "type": "book", "title": "The \ud800 moor"}])

    assert document.info.title == "The ? moor"


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "lamps", "version": 1}',
        "[]",
        "[1, 2]",
        '[{"id": 1, "type": "Feature", "title": "x"}]',
        '{"items": []}',
        "7",
    ],
)
def test_any_other_json_is_refused_by_name(text: str) -> None:
    """Package data must not become knowledge."""
    with pytest.raises(RefusedFile, match=r"this JSON is no list of references\. Export"):
        read_csl_json(text.encode(), ORIGIN)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"id": 1,\n]', "it is malformed JSON: line 2, column 1. "),
        ("[" * 100_000, "it is no JSON that can be read. "),
        ("9" * 10_000, "it is no JSON that can be read. "),
    ],
)
def test_malformed_json_is_refused(text: str, reason: str) -> None:
    """Deep nesting and huge numbers do no harm."""
    with pytest.raises(RefusedFile) as refused:
        read_csl_json(text.encode(), ORIGIN)

    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize(("read", "text"), [(bibtex, "Just text."), (ris, "Just text.")])
def test_a_file_without_entries_is_refused(read: Callable[[str], Reading], text: str) -> None:
    """The name of a file proves nothing."""
    with pytest.raises(RefusedFile, match="it holds no references"):
        read(text)


@pytest.mark.parametrize(
    ("url", "doi", "link"),
    [
        ("https://example.org/a", "10.1/x", "https://example.org/a"),
        ("javascript:alert(1)", "10.1/x", "https://doi.org/10.1/x"),
        ("", "https://doi.org/10.1/x y", "https://doi.org/10.1/x%20y"),
        ("", "doi:10.1/x", "https://doi.org/10.1/x"),
        ("example.org", "", ""),
    ],
)
def test_a_work_links_to_its_address_or_to_its_doi(url: str, doi: str, link: str) -> None:
    """No other scheme becomes a link."""
    assert link_of(url, doi) == link


def test_entries_beyond_the_limit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes a part for the whole."""
    monkeypatch.setattr(entries, "MAX_ENTRIES", 1)
    documents, (refused,) = bibtex(BIBTEX)

    assert len(documents) == 1
    assert refused.reason == "only its first 1 entries were read. Split it into smaller files."
