"""For, against, or neither: by cue words, with care for denials."""

import pytest

from knowledge.text.sides import sides_of, stances_asked_for
from knowledge.text.stance import Stance, stance_of

FOR, AGAINST, NEUTRAL = Stance.FOR, Stance.AGAINST, Stance.NEUTRAL


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("An argument for small boats is that they are quiet.", FOR),
        ("The trial suggests that buoys can have benefits.", FOR),
        ("Skippers with a lamp were more satisfied.", FOR),
        ("The gates have reduced waste in the harbour.", FOR),
        ("Wardens welcomed the plan.", FOR),
        ("The new gates are effective.", FOR),
        ("An argument against large boats is their wake.", AGAINST),
        ("Critics raise noise and smell.", AGAINST),
        ("The gates can damage eelgrass.", AGAINST),
        ("There is concern about the birds.", AGAINST),
        ("The pilot failed in the second year.", AGAINST),
        ("The study found no significant effect on waste.", AGAINST),
        ("The quay was built in 1890.", NEUTRAL),
        ("The gate has benefits, but critics call it expensive.", NEUTRAL),
    ],
)
def test_a_plain_cue_tells_the_side(text: str, stance: Stance) -> None:
    """Cues of both sides in one sentence tell nothing."""
    assert stance_of(text) is stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The trial showed no benefit.", AGAINST),
        ("The gates were not effective.", AGAINST),
        ("Skippers were never more satisfied.", AGAINST),
        ("The gates did not work.", AGAINST),
        ("The review found no damage to birds.", NEUTRAL),
        ("The gate is not expensive.", NEUTRAL),
        ("The plan is free from bias.", NEUTRAL),
        ("Boats were not counted, and wardens welcomed the gates.", FOR),
    ],
)
def test_a_denial_turns_merits_round_and_takes_drawbacks_back(text: str, stance: Stance) -> None:
    """“Not harmful” is not yet praise, and a denial ends with its clause."""
    assert stance_of(text) is stance


@pytest.mark.parametrize(
    "text",
    [
        "The survey asks whether the gates are harmful.",
        "A warden prevents damage to nests.",
        "Measures are meant to address criticism.",
        "The court dismissed the claim that the gates were unlawful.",
        "Skippers should ask about bias and cost.",
        "The plan aims at benefits for all.",
        "The Harm Assessment Table is on the wall.",
    ],
)
def test_a_cue_that_is_taken_back_tells_nothing(text: str) -> None:
    """Questions, aims, remedies and names are no statements."""
    assert stance_of(text) is NEUTRAL


def test_a_heading_speaks_where_the_sentence_does_not() -> None:
    """What stands under “Criticism” is criticism; what praises there still praises."""
    assert stance_of("The gates close at night.", "Criticism") is AGAINST
    assert stance_of("The gates close at night.", "Support") is FOR
    assert stance_of("The gates close at night.", "Support and criticism") is NEUTRAL
    assert stance_of("Wardens welcomed the gates.", "Criticism") is FOR


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("what is the difference between a creel and the pot?", ("creel", "pot")),
        ("How is a ketch different from a yawl?", ("ketch", "yawl")),
        ("compare gill nets with traps", ("gill nets", "traps")),
        ("creels vs. pots for small boats", ("creels", "pots")),
        ("open quays versus closed quays in the harbour plan", ("open quays", "closed quays")),
        ("is a ketch safer than a yawl?", ("ketch", "yawl")),
    ],
)
def test_two_things_are_told_apart(question: str, sides: tuple[str, str]) -> None:
    """In the words of whoever asks, without articles and circumstances."""
    assert sides_of(question) == sides


def test_a_question_on_one_thing_has_no_two() -> None:
    """Arguments are on one thing."""
    assert sides_of("what are the arguments for and against dredging?") is None


@pytest.mark.parametrize(
    ("question", "stances"),
    [
        ("arguments for and against dredging", {FOR, AGAINST}),
        ("what are the arguments on dredging?", {FOR, AGAINST}),
        ("what are the arguments against dredging", {AGAINST}),
        ("what are the benefits of dredging?", {FOR}),
        ("what are the risks of dredging?", {AGAINST}),
        ("pros and cons of dredging", {FOR, AGAINST}),
        ("what safeguards for dredging?", set()),
        ("should we dredge?", set()),
    ],
)
def test_the_sides_that_a_question_names_are_known(question: str, stances: set[Stance]) -> None:
    """They come first, and are missed when nothing is held."""
    assert stances_asked_for(question) == stances
