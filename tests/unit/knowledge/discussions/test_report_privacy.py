"""A report that names nobody, and counts that tell of nobody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.discussions.agreement import Tally, label
from knowledge.discussions.reporting.building import build
from knowledge.discussions.reporting.cells import kinds_of, timeline_of, votes_of
from knowledge.discussions.reporting.exports import to_csv, to_json
from knowledge.discussions.reporting.faithful import faults
from knowledge.discussions.reporting.markdown import to_markdown
from knowledge.models.contributions import Credit
from knowledge.models.remarks import Remark
from knowledge.models.report_material import Opposed, Tallied
from tests.told import BEGAN, KINDS, WORDS, assigned, discussion, material, remark, theme

UNNAMED = discussion(attributed=False)


def test_nothing_of_it_holds_a_name_an_id_or_a_link() -> None:
    """Not even where one participant names or links another."""
    said = [
        *(remark(n) for n in range(1, 5)),
        remark(5, "As Person One and <@U2> said: https://moor.slack.com/archives/C1/p17 is right."),
    ]
    report = build(material(said, discussion=UNNAMED, names={"UHOST": "Hester Host"}))
    written = to_json(report) + to_csv(report) + to_markdown(report)

    hidden = [
        "Person One",
        "Hester",
        "UHOST",
        "moor.slack.com",
        "<@",
        *(f'"U{n}"' for n in "12345"),
        *(one.id for one in said),
    ]
    assert [one for one in hidden if one in written] == []
    assert faults(report) == ()


def test_an_id_stays_as_long_as_the_words_do() -> None:
    """Two who say the same have two of them, and what refers to an entry still finds it."""
    said = [remark(n, "Lamps fail.", id=f"{n:016x}") for n in range(1, 4)]
    said.append(remark(4, "Lamps do not fail."))
    opposed = Opposed(one=tuple(one.id for one in said[:3]), other=(said[3].id,))
    first = build(material(said, discussion=UNNAMED, opposed=(opposed,)))
    second = build(material([*said, remark(5)], discussion=UNNAMED, opposed=(opposed,)))
    ids = {one.id for one in first.entries}

    assert len(ids) == 4
    assert ids < {one.id for one in second.entries}
    assert set().union(*first.prompts[0].differences[0].sides) == ids
    assert faults(first) == faults(second) == ()


def test_a_prompt_that_two_people_answered_is_withheld() -> None:
    """Few could be guessed; how many contributions there were is not told either."""
    few = [remark(1, "Alone one.", 2), remark(2, "Alone two.", 2)]
    report = build(material([*(remark(n) for n in range(1, 5)), *few], discussion=UNNAMED))

    assert [one.withheld for one in report.prompts] == [False, True]
    assert "Alone" not in report.model_dump_json()
    assert {one.prompt for one in report.entries} == {1}
    assert faults(report) == ()


def test_two_participants_in_all_are_not_counted() -> None:
    """Whether one or two spoke is nobody's business."""
    report = build(material([remark(1), remark(2)], discussion=UNNAMED))

    assert report.people is None
    assert report.entries == ()
    assert faults(report) == ()


def test_a_side_of_two_people_is_not_counted() -> None:
    """Both quotes stand, one count does not."""
    share = [remark(n, f"Share lamps {n}.") for n in range(1, 4)]
    keep = [remark(n, f"Never share lamps {n}.") for n in range(4, 6)]
    opposed = Opposed(one=tuple(o.id for o in share), other=tuple(o.id for o in keep))
    report = build(material([*share, *keep], discussion=UNNAMED, opposed=(opposed,)))

    assert report.prompts[0].differences[0].sentences[0].text == (
        "Views differ: the one is said by 3 people, the other by too few people to be counted."
    )
    assert faults(report) == ()


def test_late_answers_of_two_people_are_not_marked() -> None:
    """A mark on so few would say who was late."""
    said = [remark(n) for n in range(1, 5)] + [remark(5, late=True), remark(6, late=True)]
    report = build(material(said, discussion=UNNAMED))

    assert report.late == 0
    assert not any(one.late for one in report.entries)
    assert sum(one.entries for one in report.timeline) == len(report.entries)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ((5, 0, 3), (5, 0, 3)),
        ((5, 1, 3), (None, None, None)),
        ((9, 0, 2), (None, None, None)),
    ],
)
def test_votes_are_given_only_when_no_cell_is_small(
    cells: tuple[int, int, int], shown: tuple[int | None, ...]
) -> None:
    """One hidden cell of three would follow from the other two."""
    agree, disagree, unsure = cells
    votes = votes_of(Tallied(agree=agree, disagree=disagree, unsure=unsure), small_cells=False)

    assert votes is not None
    assert votes.voters == sum(cells)
    assert (votes.agree, votes.disagree, votes.unsure) == shown


def test_votes_of_two_people_are_not_told() -> None:
    """Nor how many they were."""
    assert votes_of(Tallied(agree=2), small_cells=False) is None


def test_kinds_of_few_people_are_counted_together_with_the_next_smallest() -> None:
    """A single hidden cell would follow from the total."""
    said = [remark(n) for n in range(1, 6)]
    said += [remark(n, kind="keeper") for n in range(6, 9)] + [remark(9, kind="pilot")]
    counted = [(one.name, one.people) for one in kinds_of(said, KINDS)]

    assert counted == [("Warden", 5), ("Other kinds, or not stated", 4)]


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["", *KINDS, "gone"])), max_size=30))
def test_kinds_add_up_and_none_is_small(people: list[tuple[int, str]]) -> None:
    """Whatever the mix."""
    said = [
        remark(who, f"{place} says {who}", kind=kind) for place, (who, kind) in enumerate(people)
    ]
    found = kinds_of(said, KINDS)
    distinct = len({who for who, _ in people})

    assert all(one.people >= 3 for one in found)
    assert sum(one.people for one in found) == (distinct if distinct >= 3 else 0)
    assert sum(one.entries for one in found) == (len(said) if distinct >= 3 else 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-5, 3000)), max_size=40))
def test_stretches_of_time_add_up_and_none_is_small(said: list[tuple[int, int]]) -> None:
    """Nobody, or three people at least."""
    remarks = [
        remark(who, f"{place}", said_at=BEGAN + timedelta(minutes=minute))
        for place, (who, minute) in enumerate(said)
    ]
    found = timeline_of(remarks, BEGAN)

    assert all(one.people == 0 or one.people >= 3 for one in found)
    if len({who for who, _ in said}) >= 3:
        assert sum(one.entries for one in found) == len(said)
        assert [one.end for one in found[:-1]] == [one.start for one in found[1:]]


def _remarks() -> st.SearchStrategy[list[Remark]]:
    one = st.builds(
        lambda who, prompt, kind, credit, late, text: remark(
            who, f"{text} {who}", prompt, kind=kind, credit=credit, late=late
        ),
        st.integers(0, 9),
        st.integers(0, 2),
        st.sampled_from(["", *KINDS]),
        st.sampled_from(list(Credit)),
        st.booleans(),
        st.text("abc 1,.–=<", min_size=1, max_size=30).filter(str.strip),
    )
    return st.lists(one, max_size=25, unique_by=lambda made: made.id)


@given(_remarks(), st.booleans(), st.integers(0, 8), st.integers(0, 8))
def test_no_report_says_what_its_json_does_not_hold(
    said: list[Remark],
    attributed: bool,  # noqa: FBT001 - Hypothesis gives it
    agree: int,
    disagree: int,
) -> None:
    """Whoever said what, and whether anybody is named."""
    inside = [one for one in said if one.author < "U5"]
    tallied = Tallied(agree=agree, disagree=disagree, label=label(Tally(agree, disagree)))
    report = build(
        material(
            said,
            discussion=discussion(attributed=attributed),
            themes=(theme(), theme("dark", 2)),
            assignments=(
                *assigned([one for one in inside if one.prompt == 1]),
                *assigned([one for one in inside if one.prompt == 2], "dark"),
            ),
            on_themes={"rain": tallied},
            on_remarks={one.id: tallied for one in said[:3]},
        )
    )

    assert faults(report) == ()
    if not attributed:
        assert not any(f"Person {word}" in to_json(report) for word in WORDS)
