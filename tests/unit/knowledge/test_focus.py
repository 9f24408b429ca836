"""What a question asks for, and what holds a thing of that kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.focus import Focus, content_terms, focus_of, holds
from knowledge.text.terms import terms

KINDS = {
    "how long is the footage kept": Focus.DURATION,
    "how many months does a trial last": Focus.DURATION,
    "how often does the board meet": Focus.FREQUENCY,
    "how much does membership cost": Focus.MONEY,
    "what is the yearly budget of the lab": Focus.MONEY,
    "how many people were asked": Focus.NUMBER,
    "what is the error rate of the sensor": Focus.NUMBER,
    "when was the code amended": Focus.DATE,
    "what year did it begin": Focus.DATE,
    "who wrote the strategy": Focus.PERSON,
    "so who chairs it": Focus.PERSON,
    "where can I find the map": Focus.PLACE,
    "does the trial work": Focus.JUDGEMENT,
    "how effective is the patrol": Focus.JUDGEMENT,
    "which company sells the scanner": Focus.NAME,
    "what is the code": Focus.OPEN,
    "when does a force need an assessment": Focus.OPEN,
    "has anyone tried drones": Focus.OPEN,
    "what should forces ask": Focus.OPEN,
}


@pytest.mark.parametrize(("question", "focus"), KINDS.items())
def test_question_words_say_what_is_asked_for(question: str, focus: Focus) -> None:
    """In the spelling of people in a hurry."""
    assert focus_of(question).focus is focus
    assert focus_of(f"{question}?").focus is focus


@pytest.mark.parametrize(
    ("question", "said", "otherwise"),
    [
        ("how long is it kept", "It is kept for 30 days.", "It is kept with care."),
        ("how often do they meet", "They meet each quarter.", "They meet in 2024."),
        ("how much does it cost", "It costs nothing.", "It costs effort, 3 of them say."),
        ("how many projects ran", "It paid for 53 projects.", "It paid for projects in 1998."),
        ("how many people came", "Over 950 took part.", "Many took part."),
        ("when was it founded", "It was founded in 1998.", "It was founded long ago."),
        ("who founded it", "Then Ada Byron founded it.", "It was founded then."),
        ("where is it listed", "It stands on the website.", "It is listed."),
        ("which company built the bot", "The bot is by Acme.", "The bot is by a company."),
    ],
)
def test_a_text_holds_what_is_wanted_or_not(question: str, said: str, otherwise: str) -> None:
    """A number alone is no number of projects."""
    wanted = focus_of(question)

    assert holds(wanted, said)
    assert not holds(wanted, otherwise)


def test_an_open_question_wants_nothing_of_a_kind() -> None:
    """Any sentence may answer it."""
    assert holds(focus_of("what is the code"), "Whatever.")


def test_what_the_question_names_is_no_name_for_it() -> None:
    """“Which force …” is not answered with the project that it asks about."""
    wanted = focus_of("which force ran the Lantern project")

    assert not holds(wanted, "The project called Lantern ran.")
    assert holds(wanted, "The project called Lantern ran in Exampleshire.")


def test_words_that_shape_a_question_are_no_content() -> None:
    """Unless there are no others."""
    assert content_terms(terms("how many drones are used")) == ("drone",)
    assert content_terms(terms("how many")) == ("mani",)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_the_rules(question: str, text: str) -> None:
    """Whatever is typed or indexed."""
    assert holds(focus_of(question), text) in {True, False}
