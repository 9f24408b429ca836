"""What tells of a trial, and of a trial of what."""

import pytest

from knowledge.models.trials import Trial, TrialResult
from knowledge.text.question_forms import what_was_tried
from knowledge.text.trying import affirmed_terms, subject_terms, tells_of_trying


@pytest.mark.parametrize(
    "text",
    [
        "The harbour tested sonar gates in 2020.",
        "Two ports piloted shore power and stopped.",
        "The trial of drones showed no difference.",
        "We ran a small pilot.",
    ],
)
def test_a_sentence_tells_of_a_trial(text: str) -> None:
    """Whatever came of it."""
    assert tells_of_trying(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sonar gates were not tested.",
        "Gates should be tested first.",
        "Nobody has tried sonar gates.",
        "A trial costs money.",
        "It applies to the tested settings.",
        "It is unclear whether anybody tried it.",
    ],
)
def test_what_was_not_done_is_no_trial(text: str) -> None:
    """Nor what could or should be done."""
    assert not tells_of_trying(text)


def test_what_is_denied_is_not_spoken_of() -> None:
    """Otherwise a trial of cameras would pass for one of face matching."""
    held = affirmed_terms("The trial tested cameras and did not test face matching.")

    assert "camera" in held
    assert held.isdisjoint({"face", "match"})


@pytest.mark.parametrize(
    ("question", "tried"),
    [
        ("anyone done face matching on body worn video?", ("face", "match", "bodi", "worn")),
        ("Has any harbour used sonar gates?", ("sonar", "gate")),
        ("anyone done a trial of drones for counting seals?", ("drone", "count", "seal")),
        ("has shore power been tried?", ("shore", "power")),
    ],
)
def test_what_was_tried_is_read_from_the_question(question: str, tried: tuple[str, ...]) -> None:
    """Without the words that ask."""
    found = subject_terms(what_was_tried(question))

    assert found[: len(tried)] == tried
    assert "trial" not in found


def test_the_facts_of_a_trial_stand_in_one_line() -> None:
    """A failure as plainly as a success."""
    failed = Trial(what="gates", where="Tern Port", stage="Pilot", result=TrialResult.FAILED)

    assert failed.facts == "Tern Port · Pilot · it did not work"
    assert Trial(what="gates").facts == "result not stated"


def test_a_trial_of_nobody_names_no_place() -> None:
    """For what was said under a rule of no attribution."""
    told = Trial(what="gates", where="Tern Port", contact="Ana Larch").of_nobody()

    assert list(told.texts()) == ["gates", "", "", "", ""]
