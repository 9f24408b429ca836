"""Lists of works in six forms to the same rows."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.works.files import read_works
from indexer.works.openalex import in_order
from knowledge.errors import RefusedFile
from knowledge.models.members import WorkOrigin
from knowledge.text.orcids import orcid_of
from tests.fixtures.text_files import BIBTEX, CSL_JSON, RIS

ADA, BEN = "0000-0002-1825-0097", "0000-0001-5109-3700"
TITLE, DOI = "Lamps of the moor", "10.1234/moor.7"


def summary(**changes: Any) -> dict[str, Any]:
    """Return a work's summary as the ORCID registry writes it."""
    return {
        "put-code": 7,
        "visibility": "public",
        "type": "journal-article",
        "title": {"title": {"value": TITLE}, "subtitle": None},
        "publication-date": {"year": {"value": "2024"}, "month": {"value": "3"}, "day": None},
        "external-ids": {
            "external-id": [
                {
                    "external-id-type": "doi",
                    "external-id-value": f"https://doi.org/{DOI.upper()}",
                    "external-id-relationship": "self",
                }
            ]
        },
        "url": None,
        **changes,
    }


def record(*summaries: dict[str, Any]) -> dict[str, Any]:
    """Return an ORCID record, each work in a group of its own."""
    groups = [{"work-summary": [one]} for one in summaries]
    return {
        "orcid-identifier": {"path": ADA},
        "activities-summary": {"works": {"group": groups}},
    }


OPENALEX = {
    "id": "https://openalex.org/W1",
    "doi": f"https://doi.org/{DOI}",
    "display_name": TITLE,
    "publication_date": "2024-03-01",
    "type": "article",
    "authorships": [
        {"author": {"orcid": f"https://orcid.org/{ADA}"}},
        {"author": {"orcid": None}},
        {"author": {"orcid": f"https://orcid.org/{BEN}"}},
    ],
    "abstract_inverted_index": {"We": [0], "counted": [1, 3], "and": [2]},
}
CROSSREF = {
    "DOI": DOI,
    "title": [TITLE],
    "type": "journal-article",
    "issued": {"date-parts": [[2024, 3]]},
    "abstract": "<jats:p>We counted &amp; counted</jats:p>",
    "author": [{"family": "Quill", "ORCID": f"http://orcid.org/{ADA}"}],
}


def written(folder: Path, name: str, content: object) -> Path:
    """Write a file: a text as it is, anything else as JSON."""
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "origin"),
    [
        ("record.json", record(summary()), WorkOrigin.ORCID),
        ("works.jsonl", json.dumps(OPENALEX) + "\n\n", WorkOrigin.OPENALEX),
        ("page.json", {"meta": {}, "results": [OPENALEX]}, WorkOrigin.OPENALEX),
        ("answer.json", {"message": {"items": [CROSSREF]}}, WorkOrigin.CROSSREF),
        ("one.json", {"message": CROSSREF}, WorkOrigin.CROSSREF),
    ],
)
def test_the_same_work_is_the_same_row(
    tmp_path: Path, name: str, content: object, origin: WorkOrigin
) -> None:
    """Whichever registry described it: its DOI tells."""
    read = read_works(written(tmp_path, name, content))

    mine = {one.orcid: one for one in read.works}[ADA]
    rows = {one.id for one in read_works(written(tmp_path, "r.json", record(summary()))).works}
    assert read.refusals == ()
    assert (mine.title, mine.doi, mine.origin, mine.date[:7]) == (TITLE, DOI, origin, "2024-03")
    assert mine.id in rows
    assert mine.url == f"https://doi.org/{DOI}"


def test_each_author_has_a_row_of_their_own(tmp_path: Path) -> None:
    """Equal credit to co-authors; of those without an ORCID nothing is kept."""
    read = read_works(written(tmp_path, "works.jsonl", json.dumps(OPENALEX)))

    assert [one.orcid for one in read.works] == [ADA, BEN]
    assert {one.abstract for one in read.works} == {"We counted and counted"}
    assert [one.orcid for one in read_works(tmp_path / "works.jsonl", BEN).works] == [BEN]


@pytest.mark.parametrize("visibility", ["limited", "private", "", None])
def test_what_is_not_public_is_not_read(tmp_path: Path, visibility: str | None) -> None:
    """A downloaded record of one's own holds it, too."""
    hidden = summary(title={"title": {"value": "Hidden"}}, visibility=visibility)
    read = read_works(written(tmp_path, "record.json", record(hidden, summary())))

    assert [one.title for one in read.works] == [TITLE]


def test_a_list_of_references_is_the_one_persons_who_is_named(tmp_path: Path) -> None:
    """Such lists hold no ORCIDs."""
    for name, content in [("a.bib", BIBTEX), ("a.ris", RIS), ("a.json", CSL_JSON)]:
        path = written(tmp_path, name, content)
        read = read_works(path, ADA)

        assert {one.orcid for one in read.works} == {ADA}
        assert "--orcid" in read_works(path).refusals[0].reason


def test_somebody_elses_record_is_refused(tmp_path: Path) -> None:
    """Works bind to their own author alone."""
    with pytest.raises(RefusedFile, match=ADA):
        read_works(written(tmp_path, "record.json", record(summary())), BEN)
    read = read_works(written(tmp_path, "answer.json", {"message": CROSSREF}), BEN)
    assert read.works == ()
    assert "other ORCIDs" in read.refusals[0].reason


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", "{", "line 1, column 2"),
        ("a.json", "[" * 100_000, "no JSON that can be read"),
        ("a.json", {"anything": 1}, "no list of references"),
        ("a.json", [], "no list of references"),
        ("a.txt", "words", "no list of works"),
        ("a.json", record(), "no public works"),
        ("a.jsonl", "\n", "no public works"),
        ("a.json", '{"orcid-identifier": 5}', "no public works"),
        ("a.json", '{"orcid-identifier": {}, "activities-summary": {"works": "x"}}', "no public"),
        ("a.json", '{"group": [{"work-summary": true}, null]}', "no public works"),
    ],
)
def test_a_file_of_something_else_is_refused(
    tmp_path: Path, name: str, content: object, said: str
) -> None:
    """With what is wrong, and what to give."""
    with pytest.raises(RefusedFile, match=said):
        read_works(written(tmp_path, name, content))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", "{}\n" + json.dumps(OPENALEX), "no work as OpenAlex has it"),
        ("a.jsonl", json.dumps(OPENALEX | {"authorships": 1}) + "\n" + json.dumps(OPENALEX),
         "authorships"),
        ("a.json", record(summary(title=None), summary()), "no title"),
        ("a.json", record(summary(title={"title": {"value": 3}}), summary()), "title"),
        ("a.json", {"message": {"items": [CROSSREF | {"issued": 4}, CROSSREF]}}, "issued"),
        ("a.json", {"results": [OPENALEX | {"authorships": []}, OPENALEX]}, "by an ORCID"),
    ],
)  # fmt: skip
def test_a_malformed_entry_harms_no_other(
    tmp_path: Path, name: str, content: object, said: str
) -> None:
    """It is named; the rest is read."""
    read = read_works(written(tmp_path, name, content))

    assert {one.title for one in read.works} == {TITLE}
    assert len(read.refusals) == 1
    assert said in read.refusals[0].reason
    assert name in read.refusals[0].name


@given(st.lists(st.sampled_from("abcde"), max_size=30))
def test_an_inverted_index_comes_back_in_order(words: list[str]) -> None:
    """Word for word."""
    inverted: dict[str, tuple[int, ...]] = {}
    for place, word in enumerate(words):
        inverted[word] = (*inverted.get(word, ()), place)

    assert in_order(inverted) == " ".join(words)


@given(st.integers(0, 15), st.integers(1, 9))
def test_a_mistyped_orcid_is_none(place: int, by: int) -> None:
    """One digit changed, and the checksum says so."""
    digits = ADA.replace("-", "")
    changed = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]

    assert orcid_of(ADA) == orcid_of(f" https://orcid.org/{digits} ") == ADA
    assert orcid_of(changed) == ""
