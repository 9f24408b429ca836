"""“In confidence” is a family of markings, and “confidence” a word of statistics."""

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.text.sensitivity import assess

RULES = load_community("police_science").sensitivity
BODY = "Answers to questions 1 to 17\nThe mast has mains power."


def label_of(text: str, filename: str = "") -> str:
    """Label a text."""
    return assess(text, RULES, filename=filename).label


@pytest.mark.parametrize(
    "line",
    [
        "Industry–in–Confidence",
        "Vendor in confidence",
        "Legal Advice in Confidence",
        "vetting and security in confidence",
        "Diplomatic in Confidence",
        "Reports in Confidence",
        "Risk in confidence",
        "Joint-venture-in-confidence",
        "_Supplier in Confidence_",
        "Partner in Confidence          Page 3 of 9",
        "Classification: Client in confidence",
        "[bidder in confidence] they withdrew",
    ],
)
def test_whoever_s_confidence_it_is(line: str) -> None:
    """However the words are held together."""
    assert label_of(f"{line}\n{BODY}") == "IN CONFIDENCE"


@pytest.mark.parametrize(
    "name", ["terms (Bank in Confidence).pdf", "scores_tender-in-confidence.csv"]
)
def test_in_the_name_of_a_file(name: str) -> None:
    """As other markings."""
    assert label_of(BODY, name) == "IN CONFIDENCE"


@pytest.mark.parametrize(
    "line",
    [
        "Gaining in confidence",
        "Growth in Confidence",
        "Change in confidence",
        "Differences in confidence intervals",
        "Patterns in confidence ratings",
        "Handling complaints in confidence",
        "Report in confidence",
        "The pilots are growing in confidence",
    ],
)
def test_how_sure_people_are_is_no_marking(line: str) -> None:
    """Nor is how they speak."""
    assert label_of(f"{line}\n{BODY}") == "none"


@pytest.mark.parametrize(
    "name", ["change_in_confidence.csv", "patterns_in_confidence_scores.csv", "client_secret.json"]
)
def test_names_of_ordinary_files_are_no_markings(name: str) -> None:
    """Whatever words they are made of."""
    assert label_of(BODY, name) == "none"


@pytest.mark.parametrize(
    "heading",
    ["Shared secret", "Trade secrets", "Restricted zones", "Confidential helpline", "Need to know"],
)
def test_a_heading_with_a_tail_in_small_letters_is_no_marking(heading: str) -> None:
    """Whereas the word by itself is one."""
    assert label_of(f"{heading}\n{BODY}") == "none"
    assert label_of(f"Secret\n{BODY}") == "SECRET"
    assert label_of(f"Official Sensitive\n{BODY}") == "OFFICIAL-SENSITIVE"
