"""Successors above what they replace, sources above cards, for one audience."""

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models.access import Audience
from knowledge.models.documents import DocumentInfo
from knowledge.search.standing import Standing, lifted, standing_of
from tests.factories import info

MEMBER = Audience.of(full_member=True)
PAGE = "https://example.org/page"


def held(*documents: DocumentInfo) -> dict[str, DocumentInfo]:
    """Documents by id."""
    return {one.id: one for one in documents}


def standing(
    found: Iterable[DocumentInfo], store: Mapping[str, DocumentInfo], audience: Audience = MEMBER
) -> Standing:
    """Work out how the found ones stand in a store."""
    return standing_of(
        found, audience, lambda ids: {key: store[key] for key in ids if key in store}
    )


def in_order(ids: list[str], of: Standing) -> list[str]:
    """Reorder documents of one passage each."""
    return lifted(ids, lambda one: one, of.above)


def test_a_successor_takes_the_place_of_what_it_replaces() -> None:
    """All others stay where they were."""
    old, new = info("old.md", superseded_by="/docs/new.md"), info("new.md")
    of = standing([old, new], {})

    assert in_order(["/docs/old.md", "/docs/x.md", "/docs/new.md", "/docs/y.md"], of) == [
        "/docs/new.md",
        "/docs/old.md",
        "/docs/x.md",
        "/docs/y.md",
    ]


def test_only_the_best_passage_of_a_successor_moves() -> None:
    """Its weaker passages earned no better place."""
    old, new = info("old.md", superseded_by="/docs/new.md"), info("new.md")
    of = standing([old, new], {})
    passages = [("old", 1), ("x", 2), ("new", 3), ("new", 4)]

    assert [n for _, n in lifted(passages, lambda one: f"/docs/{one[0]}.md", of.above)] == [
        3, 1, 2, 4,
    ]  # fmt: skip


def test_what_is_in_force_is_the_end_of_the_chain() -> None:
    """It is found even where the question found only the first."""
    a = info("a.md", superseded_by="/docs/b.md")
    b, c = info("b.md", superseded_by="/docs/c.md"), info("c.md", title="In force")
    of = standing([a], held(a, b, c))
    successor = of.successor_of(a.id)

    assert successor is not None
    assert successor.title == "In force"
    assert of.successor_of(c.id) is None


def test_the_last_of_a_chain_stands_above_the_first_without_the_middle() -> None:
    """The middle one need not be found."""
    a = info("a.md", superseded_by="/docs/b.md")
    b, c = info("b.md", superseded_by="/docs/c.md"), info("c.md")

    assert in_order([a.id, c.id], standing([a, c], held(a, b, c))) == [c.id, a.id]


@pytest.mark.parametrize("reachable", [True, False])
def test_a_successor_that_may_not_be_read_or_is_gone_is_none(*, reachable: bool) -> None:
    """The older document is as current as if nobody had said anything."""
    a = info("a.md", superseded_by="/docs/b.md")
    b = info("b.md", scope="channel:C1", superseded_by="/docs/c.md")
    of = standing([a], held(a, b, info("c.md")) if reachable else {})

    assert of.successor_of(a.id) is None
    assert of.above(a.id) == ()


def test_documents_that_replace_each_other_replace_nothing() -> None:
    """Two files that contradict each other are both current; what they replace is not."""
    a, b = info("a.md", superseded_by="/docs/b.md"), info("b.md", superseded_by="/docs/a.md")
    before = info("c.md", superseded_by="/docs/a.md")
    itself = info("d.md", superseded_by="/docs/d.md")
    of = standing([before, a, b, itself], {})

    assert [of.successor_of(one.id) for one in (a, b, itself)] == [None, None, None]
    assert of.successor_of(before.id) == a


def test_a_source_stands_above_the_card_about_it() -> None:
    """Their addresses may be spelled differently."""
    card = info("card.md", summary_of="Example", url=f"{PAGE}/")
    source = info("page.html", url="http://www.example.org/page")
    other = info("other.html", url="https://example.org/other")
    of = standing([card, source, other], {})

    assert of.above(card.id) == (source.id,)
    assert of.above(source.id) == ()


def test_two_cards_about_one_source_stand_side_by_side() -> None:
    """Neither is the source."""
    of = standing([info(f"{n}.md", summary_of="Example", url=PAGE) for n in "ab"], {})

    assert of.above("/docs/a.md") == ()


def test_what_a_member_wrote_is_no_source_of_a_card() -> None:
    """Giving an official address makes nobody's words official."""
    card = info("card.md", summary_of="Example", url=PAGE)
    note = info("note.md", url=PAGE, members=["U1"])

    assert standing([card, note], {}).above(card.id) == ()


def test_a_card_that_replaced_its_source_stands_above_it() -> None:
    """What a curator says outweighs the rule."""
    card = info("card.md", summary_of="Example", url=PAGE)
    source = info("page.html", url=PAGE, superseded_by=card.id)
    of = standing([card, source], {})

    assert in_order([source.id, card.id], of) == [card.id, source.id]


def test_a_long_chain_ends_somewhere() -> None:
    """A question is not the place to follow a thousand links."""
    chain = [info(f"{n}.md", superseded_by=f"/docs/{n + 1}.md") for n in range(1000)]
    asked: list[set[str]] = []

    def look_up(ids: Iterable[str]) -> dict[str, DocumentInfo]:
        asked.append(set(ids))
        return {key: one for key, one in held(*chain).items() if key in asked[-1]}

    assert standing_of(chain[:1], MEMBER, look_up).successor_of("/docs/0.md") is not None
    assert len(asked) <= 50


NAMES = [f"{n}.md" for n in range(8)]
scopes = st.sampled_from(["public", "community", "channel:C1", "owner:U2"])
library = st.lists(
    st.tuples(
        st.sampled_from([*NAMES, "gone.md", ""]),
        scopes,
        st.sampled_from(["", "Example"]),
        st.sampled_from(["", PAGE, f"{PAGE}/2"]),
    ),
    min_size=len(NAMES),
    max_size=len(NAMES),
)


@given(library, st.permutations(NAMES), st.integers(1, len(NAMES)))
def test_no_superseded_document_precedes_its_readable_successor(
    facts: list[tuple[str, str, str, str]], order: list[str], count: int
) -> None:
    """Whatever chains, circles and dead ends there are, and whatever was found."""
    store = held(
        *(
            info(
                name,
                title=f"Title {name}",
                superseded_by=f"/docs/{successor}" if successor else "",
                scope=scope,
                summary_of=source,
                url=url,
            )
            for name, (successor, scope, source, url) in zip(NAMES, facts, strict=True)
        )
    )
    readable = {key for key, one in store.items() if MEMBER.may_read(one.scope)}
    found = [f"/docs/{name}" for name in order if f"/docs/{name}" in readable][:count]
    of = standing([store[key] for key in found], store)
    shown = in_order(found, of)
    visible = {key: store[key].superseded_by for key in readable}

    assert sorted(shown) == sorted(found)
    for key in found:
        later = _later(key, visible)
        successor = of.successor_of(key)
        assert (successor is not None) == bool(later)
        assert successor is None or successor.id in readable
        assert all(shown.index(one) < shown.index(key) for one in later if one in shown)


def _later(key: str, superseded_by: Mapping[str, str]) -> list[str]:
    """Follow readable successors step by step; nothing where they come back to the start."""
    path = [key]
    while (following := superseded_by.get(path[-1], "")) in superseded_by:
        if following in path:
            circle = path[path.index(following) :]
            return [] if key in circle else path[1 : path.index(following) + 1]
        path.append(following)
    return path[1:]
