"""Numbers that change places."""

import pytest

from knowledge.text.binding import swapped

DOGS = "A trained dog located 81% of hidden devices, against 64% for the handheld sniffer."
COSTS = "The old ferry costs £40 an hour in summer; the new launch costs £90 an hour in winter."


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("A trained dog located 64% of hidden devices.", DOGS),
        ("A trained dog located 64% of hidden devices, against 81% for the sniffer.", DOGS),
        ("The old ferry costs £90 an hour in summer.", COSTS),
    ],
)
def test_a_number_among_the_words_of_another_is_told(said: str, source: str) -> None:
    """Each number alone would stand in the source."""
    assert swapped(said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        (DOGS, DOGS),
        ("Of hidden devices, the handheld sniffer located 64%, a trained dog 81%.", DOGS),
        ("In 2022 the count was 3,200, in 2012 it was 4,100.", "It was 3,200 in 2022."),
        ("The new launch costs £90 an hour.", COSTS),
        ("It costs £7.", COSTS),
    ],
)
def test_a_number_among_its_own_words_is_left_alone(said: str, source: str) -> None:
    """In whichever order; dates, and numbers that the source lacks, are for other rules."""
    assert not swapped(said, source)
