"""Who is called what somebody wrote."""

import pytest

from knowledge.people.naming import is_called, looks_like_a_name


@pytest.mark.parametrize("wanted", ["zoe", "Zoë Muller", "muller sample", "Zoe Mueller Sample"])
def test_names_are_found_in_spite_of_accents_and_slips(wanted: str) -> None:
    """Every word that was written is there."""
    assert is_called("Zoë Müller-Sample", wanted)


@pytest.mark.parametrize("wanted", ["S", "", "Nobody Sample", "Zachary", "!"])
def test_others_are_not(wanted: str) -> None:
    """An initial is no name, and one word of two is somebody else."""
    assert not is_called("Zoë Müller-Sample", wanted)


@pytest.mark.parametrize("wanted", ["Gia Dummy", "Mary Ann O'Neil"])
def test_words_with_capitals_may_be_a_name(wanted: str) -> None:
    """Two to four of them."""
    assert looks_like_a_name(wanted)


@pytest.mark.parametrize(
    "wanted", ["drone detection", "Drone detection", "DNA", "DNA Mixtures", "", "A B C D E"]
)
def test_a_subject_is_no_name(wanted: str) -> None:
    """Nor is an abbreviation."""
    assert not looks_like_a_name(wanted)
