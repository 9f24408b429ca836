"""Evidence to people in order."""

import math
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models.experts import EvidenceKind
from knowledge.people.formula import DEFAULT
from knowledge.people.ranking import Candidate, EvidenceRow, Ranked, activity, choose, pooled, rank

MEMBERS = ("U1", "U2", "U3", "U4", "U5")
KINDS = ("researcher", "practitioner", "user")


def row(key: str, *members: str, cosine: float = 0.5, bm25: float = 0.5) -> EvidenceRow:
    """Return a new answer, a document of its own."""
    return EvidenceRow(key, key, members, EvidenceKind.ANSWER, cosine, bm25, age_days=0.0)


@st.composite
def evidence(draw: st.DrawFn) -> list[EvidenceRow]:
    """Return rows of several people and documents, in no order."""
    count = draw(st.integers(1, 25))
    return [
        EvidenceRow(
            key=f"{number:03}",
            document=f"d{draw(st.integers(0, count))}",
            members=tuple(draw(st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=3))),
            kind=draw(st.sampled_from(EvidenceKind)),
            cosine=draw(st.floats(-1, 1)),
            bm25=draw(st.floats(0, 1)),
            age_days=draw(st.none() | st.floats(-10, 10_000)),
            thanked=draw(st.booleans()),
        )
        for number in range(count)
    ]


@st.composite
def candidates(draw: st.DrawFn) -> dict[str, Candidate]:
    """Return facts of all members."""
    return {
        one: Candidate(
            kind=draw(st.sampled_from(("", *KINDS))),
            organisation=draw(st.sampled_from(("", "North", "South"))),
            activity=draw(st.floats(0, 50)),
            recent_asks=draw(st.integers(0, 9)),
            asks=draw(st.integers(0, 9)),
        )
        for one in MEMBERS
    }


def places(ranked: tuple[Ranked, ...]) -> dict[str, int]:
    """Return member → place, from 0."""
    return {one.member: place for place, one in enumerate(ranked)}


@given(evidence(), candidates(), st.floats(0, 2), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    rows: list[EvidenceRow], people: Mapping[str, Candidate], dial: float, chance: Random
) -> None:
    """The same evidence gives the same people, scores and reasons."""
    mixed = list(rows)
    chance.shuffle(mixed)

    assert rank(mixed, people, dial, 0.0) == rank(rows, people, dial, 0.0)


@given(evidence(), candidates(), st.floats(0, 2))
def test_what_names_nobody_who_may_be_suggested_moves_nothing(
    rows: list[EvidenceRow], people: dict[str, Candidate], dial: float
) -> None:
    """Neither the pool nor the scale of a signal may depend on it."""
    del people["U1"]
    without = [one for one in rows if set(one.members) != {"U1"}]

    assert rank(rows, people, dial, -1.0) == rank(without, people, dial, -1.0)


@given(evidence(), candidates())
def test_depth_alone_asks_for_no_activity(
    rows: list[EvidenceRow], people: Mapping[str, Candidate]
) -> None:
    """With the dial at 0 nothing but evidence and load counts."""
    idle = {member: replace(one, activity=0.0) for member, one in people.items()}

    assert rank(rows, people, 0.0, -1.0) == rank(rows, idle, 0.0, -1.0)


@given(evidence(), candidates(), st.sampled_from(MEMBERS), st.integers(1, 9))
def test_more_asks_never_raise_anybody(
    rows: list[EvidenceRow], people: dict[str, Candidate], asked: str, more: int
) -> None:
    """Who is asked often makes way for others."""
    before = rank(rows, people, 1.0, -1.0)
    one = people[asked]
    people[asked] = replace(one, recent_asks=one.recent_asks + more, asks=one.asks + more)
    after = rank(rows, people, 1.0, -1.0)

    assert places(after).get(asked, -1) >= places(before).get(asked, -1)


@given(evidence(), candidates(), st.sampled_from(MEMBERS))
def test_a_document_more_never_lowers_its_author(
    rows: list[EvidenceRow], people: dict[str, Candidate], author: str
) -> None:
    """Nobody's score is divided by how much they wrote."""
    rows.append(replace(rows[0], key="more", document="more", members=(author,)))
    before = {one.member: one.score for one in rank(rows[:-1], people, 1.0, -1.0)}
    after = {one.member: one.score for one in rank(rows, people, 1.0, -1.0)}

    assert after[author] >= before.get(author, -math.inf)
    assert {m: s for m, s in after.items() if m != author} == {
        m: s for m, s in before.items() if m != author
    }  # nor does it move anybody else


@given(evidence(), candidates(), st.floats(-1, 1))
def test_nobody_is_suggested_for_what_is_far_off(
    rows: list[EvidenceRow], people: Mapping[str, Candidate], threshold: float
) -> None:
    """One passage of theirs at least must be near enough by itself."""
    found = rank(rows, people, 1.0, threshold)
    everybody = rank(rows, people, 1.0, -1.0)

    assert [one.member for one in found] == [
        one.member for one in everybody if one.cosine >= threshold
    ]


@given(evidence(), candidates())
def test_reasons_are_ones_own_and_of_different_documents(
    rows: list[EvidenceRow], people: Mapping[str, Candidate]
) -> None:
    """A card never shows the same thing twice, or somebody else's."""
    for one in rank(rows, people, 1.0, -1.0):
        assert one.rows
        assert all(one.member in each.members for each in one.rows)
        assert len({each.document for each in one.rows}) == len(one.rows)


@given(evidence(), candidates(), st.integers(0, 5))
def test_chosen_are_of_those_ranked_and_the_best_comes_first(
    rows: list[EvidenceRow], people: Mapping[str, Candidate], most: int
) -> None:
    """Mixing moves people, and makes none up."""
    ranked = rank(rows, people, 1.0, -1.0)
    chosen = choose(ranked, people, most)

    assert chosen[:1] == ranked[: min(most, 1)]
    assert len(chosen) == len(set(chosen)) == min(most, len(ranked))
    assert set(chosen) <= set(ranked)


@given(st.lists(st.floats(0, 0.29), min_size=2, max_size=6))
def test_kinds_mix_where_scores_are_close(gaps: list[float]) -> None:
    """Somebody of another kind comes second unless all of them are far behind."""
    ranked = [Ranked(f"U{place}", -gap, 0.5, ()) for place, gap in enumerate(sorted(gaps))]
    people = {one.member: Candidate(kind="researcher") for one in ranked}
    people[ranked[-1].member] = Candidate(kind="user")

    first, second = choose(ranked, people, 2)

    assert first == ranked[0]
    assert second == ranked[-1]


def test_an_unknown_kind_or_place_is_like_no_other() -> None:
    """What nobody filled in costs nothing."""
    ranked = [Ranked(one, -place / 10, 0.5, ()) for place, one in enumerate(MEMBERS)]

    assert choose(ranked, dict.fromkeys(MEMBERS, Candidate()), 5) == tuple(ranked)


def test_a_thread_counts_the_same_for_all_who_wrote_it() -> None:
    """Co-authors get equal credit, each once."""
    people = {"U1": Candidate(), "U2": Candidate()}
    both, twice = (rank([row("a", *who)], people, 0, 0) for who in (("U2", "U1"), ("U1", "U1")))

    assert [one.member for one in both] == ["U1", "U2"]
    assert both[0].score == both[1].score == twice[0].score


def test_somebody_new_gets_a_head_start() -> None:
    """Until they were asked twice."""
    rows = [row("a", "U1", "U2")]
    people = {"U1": Candidate(asks=2), "U2": Candidate(asks=1)}

    assert [one.member for one in rank(rows, people, 0, 0)] == ["U2", "U1"]


def test_activity_fades_by_half_in_two_weeks() -> None:
    """What is dated ahead counts as today."""
    assert activity([0, 14, 28]) == 1.75
    assert activity([-3]) == 1
    assert activity([]) == 0


def test_old_evidence_counts_less_and_a_profile_never_ages() -> None:
    """Half after the half-life of its kind; without a date, as at the half-life."""
    year = 365.25
    assert DEFAULT.trust(EvidenceKind.WORK, 5 * year) == 0.5
    assert DEFAULT.trust(EvidenceKind.WORK, None) == 0.5
    assert DEFAULT.trust(EvidenceKind.PROFILE, 50 * year) == DEFAULT.trust(
        EvidenceKind.PROFILE, None
    )
    assert DEFAULT.trust(EvidenceKind.ANSWER, 2000 * year) > 0


def test_the_pool_holds_the_nearest_and_the_best_worded() -> None:
    """Passages without an asked word are not in it for their words."""
    cosines = np.array([0.9, 0.1, 0.2, 0.3])
    bm25 = np.array([0.0, 5.0, 0.0, 0.0])

    assert pooled(["a", "b", "c", "d"], cosines, bm25, 1).tolist() == [0, 1]
    assert pooled(["a", "b", "c", "d"], cosines, bm25, 2).tolist() == [0, 1, 3]
    assert pooled(["b", "a"], np.zeros(2), np.zeros(2), 1).tolist() == [1]
    assert pooled([], np.zeros(0), np.zeros(0), 1).tolist() == []


@given(evidence(), candidates())
def test_pooling_beforehand_changes_nothing(
    rows: list[EvidenceRow], people: Mapping[str, Candidate]
) -> None:
    """Whoever has many passages need not hand them all over."""
    small = replace(DEFAULT, pool=3)
    arrays = (np.array([one.cosine for one in rows]), np.array([one.bm25 for one in rows]))
    kept = [rows[at] for at in pooled([one.key for one in rows], *arrays, 3)]

    assert rank(kept, people, 1.0, -1.0, small) == rank(rows, people, 1.0, -1.0, small)


def test_no_evidence_suggests_nobody() -> None:
    """Activity alone is no reason."""
    assert rank([], {"U1": Candidate(activity=9)}, 1.0, 0.0) == ()
    assert choose((), {}) == ()


def test_activity_never_counts_more_than_its_most() -> None:
    """The busiest must not be suggested for everything; somebody idle is far from both."""
    rows = [row("a", "U1", "U2", "U3")]
    people = {who: Candidate(activity=much) for who, much in (("U1", 0), ("U2", 3), ("U3", 300))}
    idle, some, busiest = (one.score for one in reversed(rank(rows, people, 1, 0)))

    assert busiest - idle < DEFAULT.active
    assert some - idle > busiest - some > 0
