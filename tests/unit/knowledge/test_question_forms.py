"""What a question asks for, by its words."""

import pytest

from knowledge.models.answers import AnswerForm
from knowledge.text.question_forms import form_of, holding_asked_for, things_asked_for

EXAMPLES = {
    AnswerForm.LIST: [
        "What are the aims of the harbour plan?",
        "what were the main stages",
        "which boats are licensed",
        "Which wardens have keys?",
        "list the landing rules",
        "please name three kinds of mooring",
        "how many kinds of buoy are there?",
        "what types of net are allowed",
        "what does a landing permit contain",
        "what steps do I have to take",
        "And which quays run all year?",
    ],
    AnswerForm.COMPARISON: [
        "what are the arguments for and against dredging",
        "pros and cons of solar buoys",
        "trawls versus traps",
        "creels vs. pots for small boats",
        "what's the difference between a creel and a pot",
        "How is a ketch different from a yawl?",
        "should we dredge the north channel?",
        "what safeguards for night landings",
        "What are the risks of anchoring on eelgrass?",
        "what concerns were there",
        "Is a ketch better than a yawl for crabbing?",
        "what are the benefits and drawbacks of tagging",
    ],
    AnswerForm.DEFINITION: [
        "what does VHF stand for",
        "wots an MCZ",
        "What is the IFCA?",
        "what's maerl",
        "whats a ketch?",
        "define spring tide",
        "what is the meaning of slack water",
        "What does amber mean?",
        "MCZ?",
    ],
    AnswerForm.PEOPLE: [
        "who works on seabird counts",
        "who knows about moorings",
        "Who should I talk to about dredging?",
        "who's responsible for the slipway",
        "who can help with tagging",
        "I need an expert on eelgrass",
        "who owns it?",
        "whom to contact about a wreck",
    ],
    AnswerForm.SUMMARY: [
        "summarise the discussion about dredging",
        "can you sum up what was said on tagging?",
        "what did people say about the new quay",
        "What do members think of night landings?",
        "give me a summary of the survey answers on noise",
        "what came up in the focus groups",
    ],
    AnswerForm.TRIED: [
        "has anyone tried solar buoys",
        "anyone done a trial of drones for counting seals?",
        "Has any harbour used sonar gates?",
        "has anybody here already tested tags on crabs",
        "who has used a towed camera",
        "which ports have piloted shore power",
        "Is anyone using drones for counting?",
        "have other harbours tried this",
    ],
    AnswerForm.FACT: [
        "when was the quay built?",
        "how many boats are there",
        "what is the depth of the north channel",
        "what is the harbour plan for",
        "who built the lighthouse",
        "does dredging harm eelgrass?",
        "why do seals haul out",
        "how do I get a permit",
        "what does the harbour master do",
        "what does the plan mean for small boats",
        "which boat is the oldest",
        "is it binding?",
        "and at night?",
        "what about Scotland?",
        "summarise the harbour plan",
        "what is it",
        "",
    ],
}


@pytest.mark.parametrize(
    ("question", "form"), [(one, form) for form, many in EXAMPLES.items() for one in many]
)
def test_the_form_of_a_question_is_told_from_its_words(question: str, form: AnswerForm) -> None:
    """Anything that fits no rule asks for a fact."""
    assert form_of(question) is form


def test_greetings_and_curly_quotes_change_nothing() -> None:
    """People are polite, and telephones typeset."""
    assert form_of("Hi, please: what’s a ketch?") is AnswerForm.DEFINITION
    assert form_of("thanks! so, which boats are licensed") is AnswerForm.LIST


def test_the_things_that_are_to_be_listed_are_its_plurals() -> None:
    """As stems, so that a text may write them otherwise."""
    assert things_asked_for("what are the nine functions of the bus") == {"function"}
    assert holding_asked_for("what does a permit contain?") == {"contain"}
    assert holding_asked_for("what are the aims") == frozenset()
