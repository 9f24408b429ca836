"""Lists in running text."""

import pytest

from knowledge.text.enumerations import Line, Run, counts_out, enumerates, runs


def lines(*texts: str) -> list[Line]:
    """Sentences of one paragraph on one line."""
    return [Line(text) for text in texts]


@pytest.mark.parametrize(
    "items",
    [
        ["The first aim is speed.", "The second aim is care.", "The third aim is cost."],
        ["Data are kept under the first rule.", "Safe, second rule.", "Short, third rule."],
        ["Code A deals with boats.", "Code B deals with nets.", "Code C is on rods."],
        ["Level 1 is low.", "Level 2 is middling.", "Level 3 is high."],
        ["The north quay takes boats.", "The south quay is dry.", "The west quay is closed."],
        ["Effect says what changed.", "Cost says what it took.", "Hidden cost says the rest."],
        ["To lead means this.", "To follow means that.", "To join means both."],
    ],
)
def test_sentences_of_one_pattern_are_a_list(items: list[str]) -> None:
    """Numbered in words, labelled, or alike but for one thing."""
    told = runs(lines("Boats are many.", *items, "Weather changes."))

    assert told == (Run(1, 3, 3),)


@pytest.mark.parametrize(
    "items",
    [
        ["Boats land at night.", "Wardens count them.", "A permit costs nothing."],
        ["The society holds that boats rest.", "The society describes boats.", "It may rain."],
        ["The first aim is speed.", "The second rule is care.", "The third thing is cost."],
        ["The quay is old.", "The boat is new."],
    ],
)
def test_other_sentences_are_no_list(items: list[str]) -> None:
    """Two that are alike are none either."""
    assert runs(lines(*items)) == ()


def test_what_says_how_many_belongs_to_the_list() -> None:
    """And tells whether it is whole."""
    items = ["The first aim is speed.", "The second aim is care.", "The third aim is cost."]
    (whole,) = runs(lines("The plan has three aims.", *items))
    (part,) = runs(lines("The plan has five aims.", *items))

    assert whole == Run(0, 3, 3, 3)
    assert not whole.is_partial
    assert part == Run(0, 3, 3, 5)
    assert part.is_partial


def test_a_list_that_begins_with_the_second_has_its_first_before_it() -> None:
    """Not every first item is called so."""
    (found,) = runs(
        lines(
            "The model has four parts.",
            "A code stands at its centre.",
            "The second part is to look.",
            "The third part is to think.",
            "The fourth part is to act.",
        )
    )

    assert found == Run(0, 4, 4, 4)


def test_lines_under_a_colon_are_a_list_with_all_their_sentences() -> None:
    """As bullets come from a document."""
    text = [
        Line("Bring these:", 0, 0, 3),
        Line("A rope.", 0, 1, 3),
        Line("It must be long.", 0, 1, 3),
        Line("A lamp.", 0, 2, 3),
        Line("Then go.", 1, 0, 1),
    ]

    assert runs(text) == (Run(0, 3, 2),)


def test_sentences_with_the_verb_that_was_asked_for_are_a_list() -> None:
    """As “what does it contain?” does."""
    text = lines(
        "A permit of this harbour contains a map.",
        "Tables of tides are contained as well.",
        "It contains a seal.",
    )

    assert runs(text) == ()
    assert runs(text, {"contain"}) == (Run(0, 2, 3),)


@pytest.mark.parametrize(
    "text",
    [
        "The plan has three aims: speed, care and cost.",
        "VHF stands for very, high, and frequency.",
        "Members are Northmoor, Southmoor, Eastmoor and Westmoor.",
    ],
)
def test_a_sentence_can_be_a_list_in_itself(text: str) -> None:
    """Three things or more, after a word that opens a list."""
    assert enumerates(text)


@pytest.mark.parametrize("text", ["Boats are old and new.", "On Monday, at noon, boats left."])
def test_commas_alone_make_no_list(text: str) -> None:
    """They part clauses too."""
    assert not enumerates(text)


def test_a_sentence_counts_out_the_things_that_were_asked_for() -> None:
    """The number stands before them, and they follow."""
    text = "The plan has three main aims: speed, care and cost."

    assert counts_out(text, {"aim"})
    assert not counts_out(text, {"quay"})
    assert not counts_out("The plan has three main aims.", {"aim"})
