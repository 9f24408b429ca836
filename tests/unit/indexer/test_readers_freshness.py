"""What files state of their age, their owner, their support and their successor."""

from datetime import timedelta

import pytest

from indexer.readers import ReaderDefaults
from indexer.readers.html.reader import read_html
from indexer.readers.markdown import read_markdown
from indexer.readers.origin import Origin
from indexer.readers.surveys.contributions import read_contributions
from knowledge.errors import RefusedFile
from knowledge.models.documents import DocumentInfo, EvidenceLabel

DEFAULTS = ReaderDefaults()


def card(*lines: str) -> DocumentInfo:
    """Read a card with these lines in its front matter."""
    text = "\n".join(["---", *lines, "---", "Lamps were tried in two towns."])
    origin = Origin("/docs/lamps.md", "lamps.md", ReaderDefaults())
    return read_markdown(text.encode(), origin)[0][0].info


def row(
    *, defaults: ReaderDefaults = DEFAULTS, **cells: str
) -> tuple[list[DocumentInfo], list[str]]:
    """Read a table of one row; return what it says, or why it was refused."""
    cells = {"id": "s-1", "text": "We tried lamps.", "consent": "yes", **cells}
    table = f"{','.join(cells)}\n{','.join(cells.values())}\n"
    origin = Origin("/docs/survey.csv", "survey.csv", defaults)
    documents, refused = read_contributions(table.encode(), origin)
    return [one.info for one in documents], [one.reason for one in refused]


@pytest.mark.parametrize("dash", ["_", "-"])
def test_front_matter_states_all_of_it(dash: str) -> None:
    """Keys may be written with a dash."""
    info = card(
        "owner: Library curators",
        f"as{dash}of: 2024-05",
        f"review{dash}date: 31 May 2027",
        "evidence: Peer-reviewed",
        f"superseded{dash}by: newer/lamps.md",
    )

    assert info.owner == "Library curators"
    assert (info.date, info.review_date) == ("2024-05", "2027-05-31")
    assert info.evidence == "peer-reviewed"
    assert info.superseded_by == "newer/lamps.md"


def test_a_table_of_contributions_states_all_of_it() -> None:
    """Each row has its own columns."""
    (info,), _ = row(
        owner="Secretariat",
        as_of="2024-05",
        review_date="2027",
        evidence="practice",
        superseded_by="s-2",
    )

    assert (info.owner, info.date, info.review_date) == ("Secretariat", "2024-05", "2027")
    assert (info.evidence, info.superseded_by) == ("practice", "s-2")


def test_an_empty_cell_leaves_owner_and_review_date_to_the_source() -> None:
    """A column that exists for another row overrules nothing."""
    source = ReaderDefaults(owner="Wardens", review_every=timedelta(days=365))
    (info,), _ = row(owner="", review_date="", date="2025-03-01", defaults=source)

    assert (info.owner, info.review_date) == ("Wardens", "2026-03-01")


def test_what_is_not_stated_is_unknown() -> None:
    """No label is guessed from the kind, and no review date from the date."""
    info = card("kind: opinion", "as_of: 2001-01-01")

    assert (info.owner, info.review_date, info.evidence, info.superseded_by) == ("", "", "", "")


@pytest.mark.parametrize("label", list(EvidenceLabel))
def test_every_evidence_label_is_known_to_both_readers(label: str) -> None:
    """There are four."""
    assert card(f"evidence: {label}").evidence == label
    assert row(evidence=label)[0][0].evidence == label


def test_another_evidence_label_is_refused_by_name() -> None:
    """A slip must not read as no label."""
    with pytest.raises(RefusedFile, match=r"“evaluatd” is no evidence label\. Write evaluated"):
        card("evidence: evaluatd")
    with pytest.raises(RefusedFile, match="Use one of evaluated, peer-reviewed, practice, opinion"):
        card("evidence: strong")


def test_another_evidence_label_in_a_table_is_refused_without_repeating_it() -> None:
    """What stands in a row may be anybody's words."""
    (reason,) = row(evidence="Ann said so")[1]

    assert "evidence label is unknown" in reason
    assert "Ann" not in reason


def test_a_review_date_in_a_table_that_cannot_be_read_is_refused() -> None:
    """It would never come due."""
    assert "its review date cannot be read" in row(review_date="next spring")[1][0]


def test_a_web_page_names_its_successor_in_dublin_core() -> None:
    """The term that publishers use; a page gives itself no evidence label."""
    page = (
        "<html><head><meta name='DCTERMS.isReplacedBy' content='https://example.org/new'>"
        "<meta name='evidence' content='evaluated'></head>"
        "<body><p>Lamps were tried in two towns.</p></body></html>"
    )
    origin = Origin("/docs/lamps.html", "lamps.html", ReaderDefaults())
    info = read_html(page.encode(), origin)[0][0].info

    assert info.superseded_by == "https://example.org/new"
    assert info.evidence == ""
