"""What a report says without ground is found."""

from collections.abc import Callable

import pytest

from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.faithful import faults
from knowledge.discussions.reporting.sentences import people, sentence
from knowledge.discussions.reporting.versions import sealed
from knowledge.models.report_material import Tallied
from knowledge.models.report_parts import Entry, Quote, Sentence
from knowledge.models.reports import KindCount, Report
from knowledge.models.themes import By
from tests.told import assigned, discussion, material, remark, theme

SAID = [remark(number) for number in range(1, 6)]
REPORT = build(
    material(
        SAID,
        themes=(theme(),),
        assignments=assigned(SAID),
        on_themes={"rain": Tallied(agree=5, unsure=3, label="not enough votes")},
    )
)

Change = Callable[[Report], Report]


def with_sentence(one: Sentence) -> Change:
    """Add a sentence to the report."""
    return lambda report: report.model_copy(update={"sentences": (*report.sentences, one)})


def with_theme(**changes: object) -> Change:
    """Change the only theme."""

    def change(report: Report) -> Report:
        prompt = report.prompts[0]
        themes = (prompt.themes[0].model_copy(update=changes),)
        first = prompt.model_copy(update={"themes": themes})
        return report.model_copy(update={"prompts": (first, *report.prompts[1:])})

    return change


def with_entries(**changes: object) -> Change:
    """Change every entry."""
    return lambda report: report.model_copy(
        update={"entries": tuple(one.model_copy(update=changes) for one in report.entries)}
    )


def by_model(text: str) -> Sentence:
    """A sentence that a language model is said to have written."""
    return Sentence(text=text, cites=(SAID[0].id,), by=By.MODEL)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (with_sentence(sentence((), "Nobody says so.")), "a sentence cites nothing that is there"),
        (with_sentence(sentence(("gone",), "So.")), "a sentence cites nothing that is there"),
        (
            with_sentence(sentence(("report",), people("report", 6), " spoke.")),
            "the number of people is not what the entries give",
        ),
        (
            with_sentence(sentence(("report",), "7 spoke.")),
            "a number in a sentence is not accounted for",
        ),
        (
            with_sentence(by_model("It fails 9 times.")),
            "a number in a sentence does not stand in what it cites",
        ),
        (
            with_theme(quotes=(Quote(entry=SAID[0].id, text="Lamp 1 never fails."),)),
            "a quote is not verbatim",
        ),
        (
            with_theme(quotes=(Quote(entry="gone", text="x"),)),
            "a quote is of an entry that is not there",
        ),
        (with_theme(name="All is well"), "its title is neither quoted nor made of its keywords"),
        (with_entries(voice=1), "it rests on fewer than 3 people"),
        (with_entries(theme=""), "a quote is of an entry outside the theme"),
        (
            lambda report: report.model_copy(
                update={"kinds": (KindCount(name="Warden", people=4, entries=5),)}
            ),
            "the kinds of member do not add up to everybody",
        ),
        (
            with_theme(votes=REPORT.themes[0].votes.model_copy(update={"agree": 4})),  # type: ignore[union-attr]
            "votes do not add up",
        ),
        (
            with_theme(votes=REPORT.themes[0].votes.model_copy(update={"label": "contested"})),  # type: ignore[union-attr]
            "votes come to something else than is said",
        ),
        (
            lambda report: report.model_copy(update={"named": False}),
            "it names somebody although it must not",
        ),
    ],
)
def test_a_planted_fault_is_found(change: Change, why: str) -> None:
    """Each rule, broken once."""
    assert faults(REPORT) == ()
    assert why in [one.why for one in faults(sealed(change(REPORT)))]


def test_small_counts_of_votes_are_found_where_nobody_is_named() -> None:
    """The suppression is checked in the report itself, not only where it is made."""
    tallied = {"rain": Tallied(agree=4, disagree=3, label="contested")}
    report = build(
        material(
            SAID,
            discussion=discussion(attributed=False),
            themes=(theme(),),
            assignments=assigned(SAID),
            on_themes=tallied,
        )
    )
    votes = report.themes[0].votes
    assert votes is not None
    few = votes.model_copy(update={"agree": 6, "disagree": 1})

    assert faults(report) == ()
    whys = [one.why for one in faults(sealed(with_theme(votes=few)(report)))]
    assert "it counts fewer than 3 votes" in whys


def test_a_changed_word_breaks_the_digest() -> None:
    """Whoever alters an export is found out."""
    altered = REPORT.model_copy(update={"title": "Another"})

    assert [one.why for one in faults(altered)] == ["the digest is of another text"]


def test_no_fault_repeats_what_somebody_said() -> None:
    """Faults are logged and shown to hosts."""
    entries = tuple(
        Entry.model_validate({**one.model_dump(), "text": "secret words"}) for one in REPORT.entries
    )
    found = faults(REPORT.model_copy(update={"entries": entries}))

    assert found
    assert not any("secret" in f"{one.where} {one.why}" for one in found)
