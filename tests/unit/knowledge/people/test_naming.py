"""Who is called what somebody wrote."""

import pytest

from knowledge.people.naming import is_called


@pytest.mark.parametrize("wanted", ["zoe", "Zoë Muller", "muller sample", "Zoe Mueller Sample"])
def test_names_are_found_in_spite_of_accents_and_slips(wanted: str) -> None:
    """Every word that was written is there."""
    assert is_called("Zoë Müller-Sample", wanted)


@pytest.mark.parametrize("wanted", ["S", "", "Nobody Sample", "Zachary", "!"])
def test_others_are_not(wanted: str) -> None:
    """An initial is no name, and one word of two is somebody else."""
    assert not is_called("Zoë Müller-Sample", wanted)
