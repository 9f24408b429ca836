"""Which name is to be defined, which sentence does so, who does what, and what letters are."""

import pytest

from knowledge.models.community import GlossaryEntry
from knowledge.text.definitions import defined_in, defines
from knowledge.text.glossary import Glossary, letters_in
from knowledge.text.question_forms import asks_for_effect, seeks_somebody
from knowledge.text.roles import says_who


def entry(acronym: str, expansion: str, status: str = "sourced") -> GlossaryEntry:
    """A glossary row."""
    return GlossaryEntry.model_validate(
        {
            "acronym": acronym,
            "expansion": expansion,
            "kind": "body",
            "status": status,
            "source": "",
            "ambiguous_note": "",
            "variants": (),
        }
    )


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what does VHF stand for?", "VHF"),
        ("what does the amber light mean", "amber light"),
        ("wots an MCZ", "MCZ"),
        ("What is the IFCA?", "IFCA"),
        ("what's maerl", "maerl"),
        ("define slack water", "slack water"),
        ("the meaning of neap tide", "neap tide"),
        ("MCZ?", "MCZ"),
    ],
)
def test_the_name_that_is_to_be_defined_is_found(question: str, name: str) -> None:
    """Without its article."""
    assert defined_in(question) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("VHF stands for very high frequency.", ["VHF"]),
        ("A creel is a trap.", ["creel"]),
        ("The Marine Conservation Zone (MCZ) covers the bay.", ["Marine Conservation Zone"]),
        ("In short, MCZ means a protected place.", ["MCZ"]),
    ],
)
def test_a_sentence_that_defines_is_known(text: str, names: list[str]) -> None:
    """It begins with the name, or says what it stands for."""
    assert defines(text, names)


@pytest.mark.parametrize(
    "text", ["A creel is not a pot.", "Boats use VHF.", "Skippers of a creel boat are many."]
)
def test_a_sentence_that_only_uses_the_name_is_not_taken(text: str) -> None:
    """Nor one that says what it is not."""
    assert not defines(text, ["creel", "VHF"])


def test_letters_are_looked_up_in_any_case_and_in_the_plural() -> None:
    """All senses come, in the order of the glossary."""
    glossary = Glossary([entry("MCZ", "zone"), entry("MCZ", "other", "recalled"), entry("IT", "x")])

    assert [one.expansion for one in glossary.senses("mczs")] == ["zone", "other"]
    assert [one.expansion for one in glossary.senses("MCZs")] == ["zone", "other"]
    assert glossary.senses("it") == ()
    assert glossary.senses("unheard") == ()


def test_words_in_capitals_are_letters() -> None:
    """Also with a hyphen, an ampersand or a plural; a name is none."""
    assert letters_in("The P-ACEs and R&D of an MCZ, says Ann B.") == ["P-ACEs", "R&D", "MCZ"]


@pytest.mark.parametrize(
    "question",
    [
        "does the gate work?",
        "do tidal gates reduce waste",
        "is the gate effective?",
        "how effective are the gates",
        "what effect did the gates have",
        "is there any evidence that gates work",
    ],
)
def test_a_question_on_an_effect_is_known(question: str) -> None:
    """Funding is no answer to it."""
    assert asks_for_effect(question)


@pytest.mark.parametrize(
    "question",
    ["how does the fund work?", "why do wardens repeat each other's work", "who works on gates"],
)
def test_other_questions_on_work_are_none(question: str) -> None:
    """They ask how, why or who."""
    assert not asks_for_effect(question)


def test_looking_for_a_person_is_told_from_asking_who_is_in_charge() -> None:
    """The one is sent to people, the other to what sources say."""
    assert seeks_somebody("who works on seals?")
    assert seeks_somebody("whom should I talk to about nets?")
    assert not seeks_somebody("who is responsible for the slipway?")


def test_a_sentence_that_names_who_does_what_is_known() -> None:
    """A name, and a verb of charge."""
    assert says_who("The Harbour Board is responsible for the slipway.")
    assert not says_who("It rained at noon.")
