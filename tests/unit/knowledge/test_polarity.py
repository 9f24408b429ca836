"""Sentences that turn their source round."""

import pytest

from knowledge.text.polarity import turned


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Forces share data.", "Forces do not share data."),
        ("Forces do not share data.", "Forces share data."),
        ("Forces don't share data.", "Forces share data."),
        ("Forces no longer share data.", "Forces share data."),
        ("Forces fail to share data.", "Forces share data."),
        ("Forces share data without delay.", "Forces share data."),
        ("Data is not shared, it is sold.", "Data is shared, it is not sold."),
        ("All forces share data.", "Some forces share data."),
        ("Most forces share data.", "Forces share data."),
        ("Only forces share data.", "Forces share data."),
        ("Forces share data.", "Few forces share data."),
        ("Crime rose.", "Crime fell."),
        ("It came before the trial.", "It came after the trial."),
        ("It was effective.", "It was ineffective."),
        ("It was unlawful.", "It was lawful."),
        ("Forces must share data.", "Forces share data."),
        ("Forces should share data.", "Forces share data."),
        ("It works.", "It may work."),
        ("It cut crime.", "It could cut crime."),
        ("Patrols cause fear.", "Patrols go with fear."),
    ],
)
def test_a_sentence_that_turns_its_source_round_is_told(said: str, source: str) -> None:
    """Denied, opposed, widened, hardened or explained."""
    assert turned(said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Forces do not share data.", "Forces don't share data."),
        ("Data is not shared by forces.", "Forces do not share data."),
        ("Forces share not only data.", "Forces share not only data."),
        ("Crime decreased.", "Crime fell."),
        ("It may work.", "It might work."),
        ("Form No. 5 is used.", "Form No. 5 is used."),
        ("It was used in May.", "It was used in May 2020."),
    ],
)
def test_other_words_for_the_same_are_left_alone(said: str, source: str) -> None:
    """A writer may choose, as long as nothing is turned round."""
    assert turned(said, source) == ""
