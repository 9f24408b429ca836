"""Acronyms with several senses."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.senses import Reading
from knowledge.models.community import GlossaryEntry
from knowledge.search.query import understand
from knowledge.text.glossary import Glossary
from knowledge.text.senses import Collision, Collisions


def entry(acronym: str, expansion: str, note: str = "", *variants: str) -> GlossaryEntry:
    """A row of a glossary."""
    return GlossaryEntry(
        acronym=acronym,
        expansion=expansion,
        kind="body",
        status="recalled",
        source="",
        ambiguous_note=note,
        variants=variants,
    )


GLOSSARY = Collisions(
    [
        entry("CSA", "Chief Scientific Adviser", "CSA = coastal sea area (the commoner sense)"),
        entry("CSA", "coastal sea area", "", "shore zone"),
        entry("APP", "Approved Practice Paper", "app = mobile application"),
        entry("NPS", "Northern Port Service (proposed)", "NPS = new port study; NPS = net score"),
        entry("PACE", "Port Act", "typed for P-ACE"),
        entry("ARI", "Area of Research Interest"),
    ]
)


def only(question: str) -> Collision:
    """The one collision of a question."""
    (found,) = GLOSSARY.of(question)
    return found


@pytest.mark.parametrize(
    ("question", "acronyms"),
    [
        ("what does the CSA do", ["CSA"]),
        ("what does the csa do", ["CSA"]),
        ("two CSAs met", ["CSA"]),
        ("what is APP", ["APP"]),
        ("is there an app", []),
        ("what is PACE", []),
        ("what is an ARI", []),
        ("CSA and CSA and NPS", ["CSA", "NPS"]),
    ],
)
def test_only_what_has_several_senses_collides(question: str, acronyms: list[str]) -> None:
    """In lower case only where there are several rows; other remarks count for nothing."""
    assert [one.acronym for one in GLOSSARY.of(question)] == acronyms


def test_rows_and_remarks_give_each_sense_once() -> None:
    """Without what stands in brackets."""
    assert [one.expansion for one in only("CSA?").senses] == [
        "Chief Scientific Adviser",
        "coastal sea area",
    ]
    assert [(one.expansion, one.is_ours) for one in only("NPS?").senses] == [
        ("Northern Port Service", True),
        ("new port study", False),
        ("net score", False),
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (["what does the CSA do"], None),
        (["does the CSA advise on science"], "Chief Scientific Adviser"),
        (["how big is the CSA at sea"], "coastal sea area"),
        (["which shore is the CSA"], "coastal sea area"),
        (["what does the CSA do", "who is the chief adviser"], "Chief Scientific Adviser"),
        (["does the chief know the sea, and the CSA"], None),
    ],
)
def test_other_words_point_to_a_sense_or_to_none(said: list[str], meant: str | None) -> None:
    """The question's own, and those before it in the thread."""
    found = only(said[0]).meant_by(said)

    assert (found and found.expansion) == meant


def test_the_fuller_question_reads_well() -> None:
    """It is what the asker's button asks."""
    csa = only("Is there a CSA, and what does a CSA cover?")
    area = csa.senses[1]

    assert csa.in_full("Is there an CSA?", area) == "Is there a coastal sea area (CSA)?"
    assert csa.in_full("what does the CSA do", csa.senses[0]) == (
        "what does the Chief Scientific Adviser (CSA) do"
    )


def test_a_question_that_spells_it_out_needs_no_reading() -> None:
    """As the fuller question does."""
    assert only("what is the coastal sea area (CSA)").is_spelt_out(
        "what is the coastal sea area (CSA)"
    )
    assert not only("what is the CSA").is_spelt_out("what is the CSA")


@given(st.text(max_size=200))
def test_no_question_breaks_it(question: str) -> None:
    """Whatever is typed."""
    for one in GLOSSARY.of(question):
        assert one.in_full(question, one.senses[0])


def test_a_reading_changes_nothing_of_a_question_but_its_senses() -> None:
    """Misspelt words are still looked for, and what was said is still known."""
    query = understand("how many objectivs has the CSA", Glossary(()), "who advises?")
    collision = only("how many objectives has the CSA")
    narrowed = Reading(senses=((collision.term, collision.senses[0]),)).narrowed(query)

    assert narrowed.senses != query.senses
    assert replace(narrowed, senses=query.senses) == query
