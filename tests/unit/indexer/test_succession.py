"""What a document names as its successor, and the document that is meant."""

import pytest

from indexer.succession import with_successors
from knowledge.models.documents import Document, DocumentInfo
from tests.factories import document, info

OLD = "old/policy.md"


def resolved(named: str, *others: DocumentInfo, name: str = OLD) -> tuple[str, list[str]]:
    """Return the id that the words lead to among held documents, and what the notes say."""
    one = document(name=name, title="The old policy", superseded_by=named)
    documents, notes = with_successors({one.info.id: one}, others)
    return documents[one.info.id].info.superseded_by, [note.text for note in notes]


@pytest.mark.parametrize(
    "named",
    [
        "../new/policy.md",
        "/docs/new/policy.md",
        "https://www.example.org/policy/",
        "the new  policy",
    ],
)
def test_a_successor_is_named_by_path_address_or_title(named: str) -> None:
    """However its owner thinks of it."""
    new = info("new/policy.md", title="The new policy", url="https://example.org/policy")

    assert resolved(named, new) == (new.id, [])


def test_a_successor_may_be_read_in_the_same_build() -> None:
    """Most often the two files lie side by side."""
    old = document(name="old.md", superseded_by="new.md")
    new = document(name="new.md")
    documents, notes = with_successors({one.info.id: one for one in (old, new)}, ())

    assert documents[old.info.id].info.superseded_by == new.info.id
    assert documents[new.info.id] is new
    assert notes == ()


@pytest.mark.parametrize("named", ["12", "#12"])
def test_a_row_of_a_table_names_another_row(named: str) -> None:
    """A later contribution replaces an earlier one."""
    assert resolved(named, info("survey.csv#12"), name="survey.csv#3")[0] == "/docs/survey.csv#12"


def test_an_address_means_the_page_rather_than_the_card_about_it() -> None:
    """A card is about a page, the page is the page."""
    url = "https://example.org/policy"
    page, card = info("page.html", url=url), info("card.md", url=url, summary_of="Example")

    assert resolved(url, card, page) == (page.id, [])


def test_a_name_that_leads_nowhere_is_noted() -> None:
    """The document counts as current, and its owner is told why."""
    successor, (note,) = resolved("nowhere.md")

    assert successor == ""
    assert "“nowhere.md”" in note


def test_a_name_that_several_documents_have_is_noted_with_all_of_them() -> None:
    """Nobody guesses which is meant."""
    others = [info(f"{n}/policy.md", title="The new policy") for n in "ab"]
    successor, (note,) = resolved("The new policy", *others)

    assert successor == ""
    assert "a/policy.md, b/policy.md" in note


def test_a_document_that_names_itself_is_noted() -> None:
    """A slip, most often of a copied file."""
    successor, (note,) = resolved("policy.md")

    assert successor == ""
    assert "itself" in note


def test_without_a_statement_nothing_changes() -> None:
    """Documents that name nobody are passed on as they are."""
    one: Document = document()

    assert with_successors({one.info.id: one}, ()) == ({one.info.id: one}, ())
