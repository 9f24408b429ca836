"""Markings in letters set apart, where spaces between words may be missing."""

import re

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.models.sensitivity import Marking, MarkingAction, SensitivityRules
from knowledge.text.marking_runs import Markings
from knowledge.text.sensitivity import assess

RULES = load_community("police_science").sensitivity


def markings(pattern: str, never: str = "(?!)") -> Markings:
    """Make a community with one marking."""
    one = Marking(
        label="RARE",
        action=MarkingAction.HOLD,
        patterns=(re.compile(pattern),),
        never=(re.compile(never),),
    )
    return Markings(SensitivityRules(markings=(one,)))


def test_spaces_between_words_may_be_missing_where_letters_were_set_apart() -> None:
    """Only there."""
    found = markings("RARE (?:BIRD )?NEST")

    assert found.run("RAREBIRDNEST", spaced=True) is not None
    assert found.run("RAREBIRDNEST") is None
    assert found.run("RARE BIRD NEST") is not None


@pytest.mark.parametrize("pattern", [r"(?:[\w-]+ ){1,7}NEST", r"A(?: [\w-]+){1,7} NEST"])
def test_a_long_word_is_no_row_of_words(pattern: str) -> None:
    """It would be taken apart in more ways than can be tried."""
    found = markings(pattern)

    assert found.run("A" * 190 + "NEST", spaced=True) is None
    assert found.run("A SMALL NEST", spaced=True) is not None


def test_what_is_never_a_marking_is_none_though_a_pattern_matches() -> None:
    """Where it begins."""
    found = markings(r"\w+ NEST", never="EMPTY NEST")

    assert found.run("RARE NEST") is not None
    assert found.run("EMPTY NEST") is None


def test_a_line_of_single_letters_is_looked_at_in_good_time() -> None:
    """With the shipped rules, whose patterns hold wildcards: it would never end."""
    assert assess("x " * 190 + "in confidence\nfoo bar\n", RULES).label == "none"
