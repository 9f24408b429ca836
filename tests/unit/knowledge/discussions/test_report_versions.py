"""Versions of a report, and what changed since the discussion before."""

from datetime import timedelta

import pytest

from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.faithful import faults
from knowledge.discussions.reporting.versions import follow, moved
from knowledge.errors import TransitionError
from knowledge.models.remarks import RemarkState
from knowledge.models.reports import ReportState
from knowledge.models.themes import By
from tests.told import BEGAN, assigned, discussion, material, remark, theme

SAID = [remark(number) for number in range(1, 6)]
FIRST = build(material(SAID))


def test_the_first_is_version_one() -> None:
    """With the digest of all it says."""
    assert follow(FIRST, None) == FIRST
    assert len(FIRST.digest) == 64


def test_what_says_the_same_is_no_new_version() -> None:
    """Whenever it is made again."""
    later = build(material(SAID, at=BEGAN + timedelta(days=9)))
    kept = moved(moved(FIRST, ReportState.REVIEW), ReportState.PUBLISHED)

    assert follow(later, kept) is kept


def test_a_withdrawal_makes_a_new_version() -> None:
    """It names the one that it takes the place of."""
    gone = SAID[0].model_copy(update={"state": RemarkState.WITHDRAWN})
    second = follow(build(material([gone, *SAID[1:]])), FIRST)

    assert (second.version, second.supersedes) == (2, FIRST.digest)
    assert second.digest != FIRST.digest


def test_after_a_retraction_even_the_same_is_a_new_version() -> None:
    """What was taken back does not come back under its number."""
    public = moved(moved(FIRST, ReportState.REVIEW), ReportState.PUBLISHED)

    assert follow(FIRST, moved(public, ReportState.RETRACTED)).version == 2


def test_a_report_cannot_skip_the_host() -> None:
    """A draft is looked over before it is published; the error says where it can go."""
    with pytest.raises(TransitionError, match="can become: review, superseded"):
        moved(FIRST, ReportState.PUBLISHED)


def test_change_since_the_discussion_before() -> None:
    """Counts, themes that come again or not, priorities."""
    rain = theme(name="Rain", named_by=By.HOST, priorities=("light",))
    dark = theme("dark", 2, name="Dark", named_by=By.HOST, keywords=("dark", "path"))
    cold = theme("cold", 2, name="Cold", named_by=By.HOST, keywords=("cold",))
    more = [remark(number, f"Dark is path {number}.", 2) for number in range(1, 4)]
    wanted = {"light": "More light"}
    before = build(
        material(
            [*SAID, *more],
            themes=(rain.model_copy(update={"priorities": ()}), cold),
            assignments=(*assigned(SAID), *assigned(more, "cold")),
            priorities=wanted,
            discussion=discussion(id="bef0e0000000", title="Last time"),
        )
    )
    now = build(
        material(
            [*SAID, *more],
            themes=(rain, dark),
            assignments=(*assigned(SAID), *assigned(more, "dark")),
            priorities=wanted,
            previous=before,
        )
    )

    assert now.change is not None
    assert (now.change.again, now.change.new) == ((("Rain", "rain"),), ("dark",))
    assert now.change.gone == ("Cold",)
    assert now.change.priorities_new == ("light",)
    assert [one.text for one in now.change.sentences] == [
        "5 people wrote 8 contributions; in the discussion before, 5 people wrote 8 contributions.",
        "Of the themes there, 1 was spoken of again and 1 was not; 1 theme is new.",
    ]
    assert faults(now) == ()


def test_a_theme_of_then_comes_again_once() -> None:
    """The likest of now takes it; another one like it is new."""
    more = [remark(number, f"Rain again {number}.", 2) for number in range(1, 4)]
    two = (theme(), theme("also", 2, keywords=("lamp", "rain", "wet")))
    now = build(
        material(
            [*SAID, *more],
            themes=two,
            assignments=(*assigned(SAID), *assigned(more, "also")),
            previous=build(material(SAID, themes=(theme(),), assignments=assigned(SAID))),
        )
    )

    assert now.change is not None
    assert [new for _, new in now.change.again] == ["rain"]
    assert now.change.new == ("also",)
