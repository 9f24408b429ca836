"""What sentences, messages and titles say of their marking."""

from collections.abc import Callable

import pytest

from knowledge.adapters.community_pack import load_community
from knowledge.text.disguise import Line, uncovered
from knowledge.text.marking_lines import LineRules
from knowledge.text.marking_messages import MAX_WORDS, MessageRules
from knowledge.text.marking_runs import Run

RULES = load_community("police_science").sensitivity
MESSAGES = MessageRules(RULES, LineRules(RULES))


def told(rule: Callable[[Line], Run | None], text: str) -> str | None:
    """Return the label that a rule finds in a line."""
    run = rule(uncovered(text))
    return run.severest.label if run else None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("This document is SECRET. It stays in the vault.", "SECRET"),
        ("The cabinet is green. This paper is TOP SECRET and goes back tonight.", "TOP SECRET"),
        ("These minutes are marked OFFICIAL-SENSITIVE.", "OFFICIAL-SENSITIVE"),
        ("This paper is in confidence and is for the board.", "IN CONFIDENCE"),
        ("Our new radar survey is SECRET.", "SECRET"),
        ("This document is a guide to SECRET papers.", None),
        ("This document is SECRET?", None),
        ("This paper is in confidence intervals notation.", None),
        ("The sergeant says that it is SECRET.", None),
    ],
)
def test_a_sentence_states_what_its_document_is(text: str, label: str | None) -> None:
    """In any sentence of the line, but for questions."""
    assert told(MESSAGES.stated, text) == label


@pytest.mark.parametrize("text", ["Shared secret", "Released secret.", "Contains secret"])
def test_one_word_and_an_ordinary_word_it_describes_state_nothing(text: str) -> None:
    """Whereas capitals do, and a sentence with a subject."""
    assert told(MESSAGES.stated, text) is None
    assert told(MESSAGES.stated, text.replace("secret", "SECRET")) == "SECRET"
    assert told(MESSAGES.stated, f"This paper is {text.split()[-1]}") == "SECRET"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("They met in May. The Chatham House Rule applied.", "Chatham House Rule"),
        ("The scan is attached. OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("The scan is attached. Secret", None),
        ("Did the Chatham House Rule apply?", None),
    ],
)
def test_a_whole_sentence_may_be_a_rule(text: str, label: str | None) -> None:
    """The last one may be a marking in capitals too, when signs hold it together."""
    assert told(MESSAGES.sentence, text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("[TLP:RED] they paid", "TLP:RED"),
        ("Subject: FW: [CONFIDENTIAL] moves", "CONFIDENTIAL"),
        ("Hi all, [O-S] can someone send me the list of masts", "OFFICIAL-SENSITIVE"),
        ("[vendor in confidence] they are six weeks late", "IN CONFIDENCE"),
        ("[Classification: SECRET] annex", "SECRET"),
        ("[SECRET] is the middle tier", None),
        ("[secret-scan] no leaked tokens", None),
        ("[confidence: low] could be a gull", None),
        ("(secret) in the garden", None),
        ("see [SECRET] below", None),
    ],
)
def test_brackets_in_front_of_a_message_mark_it(text: str, label: str | None) -> None:
    """Behind a greeting or the name of its field as well."""
    assert told(MESSAGES.bracketed, text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("TLP:GREEN: advice for all", "TLP:GREEN"),
        ("Subject: OFFICIAL-SENSITIVE - gate survey", "OFFICIAL-SENSITIVE"),
        ("*TLP:RED* victim is the ferry line", "TLP:RED"),
        ("TLP:RED victim is the ferry line", None),
        ("*TLP:RED* information is for named people", None),
        ("**OFFICIAL** is the lowest tier", None),
        ("TLP:RED: what it means", None),
        ("SECRET, RESTRICTED, PROTECT: the old tiers", None),
        ("restricted: staff car park", None),
        ("OFFICIAL-SENSITIVE - who may post it?", None),
    ],
)
def test_a_marking_in_front_is_divided_from_the_text(text: str, label: str | None) -> None:
    """By a sign, or by emphasis."""
    assert told(MESSAGES.prefixed, text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Subject: Gate survey (OFFICIAL-SENSITIVE)", "OFFICIAL-SENSITIVE"),
        ("Notes of the dinner (Chatham House Rule)", "Chatham House Rule"),
        ("Subject: RE: Airfield survey dates - OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("Subject: SECRET", "SECRET"),
        ("Subject: Chatham House Rule", None),
        ("What comes after SECRET - TOP SECRET?", None),
        ("Ballots (secret)", None),
        (" ".join(["word"] * MAX_WORDS) + " - SECRET", None),
    ],
)
def test_a_marking_behind_a_title_marks_it(text: str, label: str | None) -> None:
    """In brackets or behind a dash, and of few words."""
    assert told(MESSAGES.suffixed, text) == label


def test_a_subject_is_told_by_its_field() -> None:
    """In any case, and forwarded or not."""
    assert MESSAGES.is_subject(uncovered("SUBJECT: RE: gate"))
    assert not MESSAGES.is_subject(uncovered("The subject: gates"))
