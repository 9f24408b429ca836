"""From what is stored to what a report is made of."""

from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.collecting import Setting, Stored, collected
from knowledge.discussions.reporting.faithful import faults
from knowledge.models.discussions import Discussion, Options
from knowledge.models.remarks import Remark, RemarkState, Vote
from knowledge.models.report_material import Material, Tallied
from tests.told import BEGAN, KINDS, assigned, discussion, remark, theme

SAID = [
    remark(1, "Share the lamp plans with everybody."),
    remark(2, "Do not share the lamp plans with everybody."),
    remark(3, "Covers leak."),
    remark(4, "Share the lamp plans with everybody, please."),
]
SETTING = Setting(
    "Moor watch",
    kinds=KINDS,
    priorities={"light": "More light"},
    licences={"open": "Open: anybody may use it."},
)


def vote(voter: str, on: Remark, value: int) -> Vote:
    """A reaction on a remark."""
    return Vote(
        discussion=on.discussion, channel=on.channel, ts=on.ts, voter=voter, value=value, at=BEGAN
    )


VOTES = [vote(f"V{n}", SAID[0], 1) for n in range(4)] + [
    vote("V0", SAID[3], 1),
    vote("V1", SAID[1], -1),
]


def made(of: Discussion, remarks: list[Remark] | None = None) -> Material:
    """What a report of these remarks is made of."""
    said = remarks or SAID
    return collected(
        of, Stored(said, VOTES, (theme(),), assigned(said)), SETTING, BEGAN, previous=None
    )


def test_each_person_counts_once_on_a_theme() -> None:
    """Whoever voted on two of its contributions is one voter."""
    material = made(discussion(licence="open"))

    assert material.on_remarks[SAID[0].id] == Tallied(agree=4, label="not enough votes")
    assert material.on_themes["rain"].voters == 4
    assert material.licence == "Open: anybody may use it."
    assert faults(build(material)) == ()


def test_opposite_statements_are_found_with_both_sides() -> None:
    """They stay apart."""
    report = build(made(discussion()))
    view = report.prompts[0].themes[0].differences[0]

    assert view.sentences[0].text == (
        "Views differ: the one is said by 2 people, the other by 1 person."
    )
    assert {view.one.text, view.other.text} >= {SAID[1].text}


def test_what_is_switched_off_is_left_out() -> None:
    """Votes and priorities are the host's choice."""
    material = made(discussion(options=Options()))

    assert (material.on_remarks, material.on_themes, material.priorities) == ({}, {}, {})


def test_what_is_withdrawn_opposes_nothing() -> None:
    """Nor is it voted on any more."""
    gone = SAID[1].model_copy(update={"state": RemarkState.WITHDRAWN})
    material = made(discussion(), [SAID[0], gone, *SAID[2:]])

    assert material.opposed == ()
    assert gone.id not in material.on_remarks
