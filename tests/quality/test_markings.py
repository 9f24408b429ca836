"""How well markings are told from words: on the strings of both halves, and by variation."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.adapters.community_pack import library_path, load_community, shipped_communities
from knowledge.models.sensitivity import MarkingAction, Verdict
from knowledge.text.sensitivity import assess

MENDED_ON, UNSEEN = "markings.jsonl", "markings_report.jsonl"
HALVES = (MENDED_ON, UNSEEN)  # the second was first read when the rules were done
MAX_FALSE_ALARMS = 0.03
RULES = load_community("police_science").sensitivity
SEVEREST_LAST = [
    MarkingAction.ALLOW_PUBLIC,
    MarkingAction.ALLOW,
    MarkingAction.UNATTRIBUTED,
    MarkingAction.HOLD,
    MarkingAction.BLOCK,
]
BODY = "The trial ran in two towns over the winter.\nBatteries lasted nine hours on average."


@dataclass(frozen=True)
class Labelled:
    """A string and what it is marked as."""

    id: str
    text: str
    label: str
    action: str
    filename: str = ""


def labelled(name: str) -> list[Labelled]:
    """Read one half."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [Labelled(**json.loads(line)) for line in lines]


def judged(one: Labelled) -> Verdict:
    """Judge one string."""
    return assess(one.text, RULES, filename=one.filename)


def test_there_are_strings_enough_and_a_third_are_false_friends() -> None:
    """Fewer would say little."""
    rows = [row for name in HALVES for row in labelled(name)]
    friends = [row for row in rows if row.label == "none"]

    assert len(rows) >= 150
    assert len(friends) >= len(rows) / 3
    assert len({row.text + row.filename for row in rows}) == len(rows)


def test_every_marked_string_is_caught() -> None:
    """With its own label and action."""
    wrong = [
        (row.id, verdict.label, verdict.action.value)
        for row in labelled(MENDED_ON)
        if row.label != "none"
        and ((verdict := judged(row)).label, verdict.action) != (row.label, row.action)
    ]

    assert wrong == []


def test_every_marked_string_that_nobody_had_seen_is_caught() -> None:
    """With its own action; whoever wrote them knew no rule, and named markings in their own way."""
    wrong = [
        (row.id, action.value)
        for row in labelled(UNSEEN)
        if row.label != "none" and (action := judged(row).action) != row.action
    ]

    assert wrong == []


@pytest.mark.parametrize("name", HALVES)
def test_hardly_any_false_friend_raises_an_alarm(name: str) -> None:
    """Three in a hundred at most."""
    friends = [row for row in labelled(name) if row.label == "none"]
    alarms = [row.id for row in friends if judged(row).label != "none"]

    assert len(alarms) <= MAX_FALSE_ALARMS * len(friends)


@pytest.mark.parametrize("key", shipped_communities())
def test_no_line_of_the_shipped_libraries_raises_an_alarm(key: str) -> None:
    """Neither as a card nor line by line, for markings as for identifiers."""
    cards = sorted(library_path(load_community(key)).glob("*.md"))
    texts = [(card.name, part) for card in cards for part in _parts(card)]
    alarms = [name for name, part in texts if assess(part, RULES, filename=name).findings]

    assert len(texts) > len(cards)
    assert alarms == []


def _parts(card: Path) -> list[str]:
    text = card.read_text(encoding="utf-8")
    return [text, *text.splitlines()]


WRITTEN = {
    "OFFICIAL-SENSITIVE": "OFFICIAL-SENSITIVE",
    "PROTECT": "PROTECT",
    "RESTRICTED": "RESTRICTED",
    "CONFIDENTIAL": "CONFIDENTIAL",
    "SECRET": "SECRET",
    "TOP SECRET": "TOP SECRET",
    "TLP:RED": "TLP:RED",
    "TLP:AMBER": "TLP:AMBER",
    "TLP:GREEN": "TLP:GREEN",
    "TLP:AMBER+STRICT": "TLP:AMBER+STRICT",
    "IN CONFIDENCE": "COMMERCIAL IN CONFIDENCE",
    "handling instruction": "RECIPIENTS ONLY",
    "United States marking": "FOR OFFICIAL USE ONLY",
    "OFFICIAL": "OFFICIAL",
    "NOT PROTECTIVELY MARKED": "NOT PROTECTIVELY MARKED",
    "FOR PUBLIC RELEASE": "FOR PUBLIC RELEASE",
    "TLP:CLEAR": "TLP:CLEAR",
    "Chatham House Rule": "CHATHAM HOUSE RULE",
}
ACTIONS = {one.label: one.action for one in RULES.markings}
DASHES = st.sampled_from(["-", "‐", "‑", "‒", "–", "—", "―", "−", " - ", " – "])
DECORATIONS = st.sampled_from(
    [
        "{}", "*{}*", "**{}**", "_{}_", "`{}`", "~{}~", "> {}", "&gt; *{}*", "<b>{}</b>",
        ":lock: {}", "🔒 {} 🔒", "[{}]", "== {} ==", "  {}  ", "{}.", "•{}•", "<p>{}</p>",
        "Classification: {}", "**Protective marking:** {}", "| Marking | {} |", "Page 1 of 3  {}",
        "{}  12", "{} | Page 2", "{}      Minutes of the board      {}", "This document is {}.",
        "[{}] notes from this morning",
    ]
)  # fmt: skip
SPACINGS = st.sampled_from(
    [
        lambda text: text,
        lambda text: "   ".join(" ".join(word) for word in text.split()),
        lambda text: "​".join(text),
        lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in text),
    ]
)


@given(st.sampled_from(sorted(WRITTEN)), DASHES, DECORATIONS, SPACINGS, st.booleans())
def test_no_decoration_weakens_a_marking(
    label: str,
    dash: str,
    decoration: str,
    spaced: object,
    at_end: bool,  # noqa: FBT001 - drawn
) -> None:
    """However it is dressed up, it is at least as severe as it is in plain letters."""
    assert callable(spaced)
    marking = re.sub("-", lambda _: dash, spaced(WRITTEN[label]))
    line = decoration.replace("{}", marking)
    text = f"{BODY}\n{line}" if at_end else f"{line}\n{BODY}"
    found = assess(text, RULES).action

    assert SEVEREST_LAST.index(found) >= SEVEREST_LAST.index(ACTIONS[label]), text


LIBRARY = [
    sentence
    for card in sorted(library_path(load_community("police_science")).glob("*.md"))
    for sentence in re.split(r"(?<=[.?])\s+", card.read_text("utf-8").split("---", 2)[2])
    if len(sentence) > 20 and not sentence.startswith("#")
]


@given(st.lists(st.sampled_from(LIBRARY), min_size=1, max_size=6), st.sampled_from(["\n", " "]))
def test_ordinary_text_is_never_marked(sentences: list[str], between: str) -> None:
    """Not even where it speaks of markings."""
    assert assess(between.join(sentences), RULES).findings == ()
