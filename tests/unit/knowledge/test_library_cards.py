"""The reference cards of every shipped pack: complete, quotable and honest about their sources."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import frontmatter
import pytest
from markdown_it import MarkdownIt

from knowledge.adapters.community_pack import library_path, load_community, shipped_communities
from knowledge.models.documents import EvidenceLabel

KEYS = {
    "title", "source", "url", "as_of", "kind", "marking", "scope", "licence", "owner",
    "review_date", "tags",
}  # fmt: skip
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]urs?|[Uu]s|[Mm]y|[Mm]ine|[Mm]e|[Oo]urselves)\b")
LOOSE_START = re.compile(
    r"(?:It|Its|They|Their|This|These|That|Those|He|She|His|Her|Such|There|However|Also|But|And)\b"
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z#“\"])")
CARDS = [
    pytest.param(name, path, id=f"{name}/{path.stem}")
    for name in shipped_communities()
    for path in sorted(library_path(load_community(name)).glob("*.md"))
]
each_card = pytest.mark.parametrize(("community", "path"), CARDS)


def paragraphs(path: Path) -> list[str]:
    """Return a card's running text, without headings."""
    tokens = MarkdownIt().parse(frontmatter.load(str(path)).content)
    return [
        inline.content.replace("\n", " ")
        for opening, inline in pairwise(tokens)
        if opening.type == "paragraph_open"
    ]


def sentences(path: Path) -> list[str]:
    """Return a card's sentences in order."""
    return [part for text in paragraphs(path) for part in SENTENCE_END.split(text)]


def test_the_police_library_holds_at_least_forty_five_cards() -> None:
    """A newcomer finds an answer to most first questions."""
    cards = list(library_path(load_community("police_science")).glob("*.md"))

    assert len(cards) >= 45


@each_card
def test_a_card_says_what_it_is(community: str, path: Path) -> None:
    """Front matter holds every key, from the pack's own taxonomy where there is one."""
    pack = load_community(community)
    card = frontmatter.load(str(path)).metadata
    tags = card.get("tags")

    assert set(card) - {"evidence", "superseded_by", "trial"} == KEYS
    assert card["kind"] in {kind.key for kind in pack.answer_kinds}
    assert card["marking"] in {"none", "OFFICIAL"}
    assert card["scope"] == "public"
    assert isinstance(tags, list)
    assert tags
    assert set(tags) <= pack.tags
    assert all(isinstance(card[key], str) and card[key] for key in KEYS - {"tags"})


@each_card
def test_a_card_is_dated_and_names_its_source(community: str, path: Path) -> None:
    """Dates are ISO 8601, to the precision that is known, and addresses are web addresses."""
    card = {key: str(value) for key, value in frontmatter.load(str(path)).metadata.items()}

    assert card["as_of"] == "date unknown" or ISO_DATE.fullmatch(card["as_of"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", card["review_date"])
    assert re.fullmatch(r"https?://[\w.-]+\.[a-z]{2,}(?:/\S*)?", card["url"])


@each_card
def test_a_label_and_a_successor_of_a_card_are_real(community: str, path: Path) -> None:
    """A label is one of the four, and what supersedes a card lies beside it."""
    card = frontmatter.load(str(path)).metadata

    assert card.get("evidence", EvidenceLabel.OPINION) in set(EvidenceLabel)
    assert (path.parent / str(card.get("superseded_by", path.name))).is_file()


@each_card
def test_a_card_has_a_readable_length(community: str, path: Path) -> None:
    """Long enough to answer from, short enough to be read: 120 to 350 words, few headings."""
    card = frontmatter.load(str(path))

    assert 120 <= len(" ".join(paragraphs(path)).split()) <= 350
    assert len(re.findall(r"^#+ ", card.content, flags=re.MULTILINE)) <= 5
    assert len(str(card["title"])) <= 90


@each_card
def test_each_sentence_of_a_card_makes_sense_alone(community: str, path: Path) -> None:
    """Sentences are quoted one by one, so none starts with a word that points back."""
    loose = [sentence for sentence in sentences(path) if LOOSE_START.match(sentence)]

    assert loose == []
    assert all(len(sentence) <= 330 for sentence in sentences(path))
    assert all(re.search(r"[^.][.?]$", sentence) for sentence in sentences(path))
    assert not any(text.startswith("#") for text in paragraphs(path))


@each_card
def test_a_card_never_speaks_in_the_first_person(community: str, path: Path) -> None:
    """A quoted sentence must not sound as if the bot, or a person, said it of themselves."""
    spoken = [sentence for sentence in sentences(path) if FIRST_PERSON.search(sentence)]

    assert spoken == []


@pytest.mark.parametrize("community", shipped_communities())
def test_no_title_and_no_sentence_stands_twice(community: str) -> None:
    """Two cards never say the same thing in the same words."""
    cards = sorted(library_path(load_community(community)).glob("*.md"))
    titles = Counter(str(frontmatter.load(str(path))["title"]).casefold() for path in cards)
    said = Counter(sentence for path in cards for sentence in sentences(path))

    assert [title for title, count in titles.items() if count > 1] == []
    assert [sentence for sentence, count in said.items() if count > 1] == []


def test_one_card_says_whom_the_strategy_consulted_and_how() -> None:
    """The number and all five channels stand in one sentence, the people in the next."""
    path = library_path(load_community("police_science")) / "strategy-consultation.md"
    first, second = sentences(path)[:2]

    assert "over 950 people" in first
    assert "researchers, innovators and users" in second
    assert all(
        channel in first
        for channel in (
            "consultation survey", "focus groups", "interviews", "expert working group", "#WeCops",
        )
    )  # fmt: skip


def test_no_heading_of_a_card_is_a_marking() -> None:
    """Guidance about markings must not look as if it were marked."""
    pack = load_community("police_science")
    patterns = [pattern for marking in pack.markings for pattern in marking.patterns]
    lines = [
        line.lstrip("# ").strip()
        for path in library_path(pack).glob("*.md")
        for line in frontmatter.load(str(path)).content.splitlines()
    ]

    assert [line for line in lines if any(pattern.fullmatch(line) for pattern in patterns)] == []
