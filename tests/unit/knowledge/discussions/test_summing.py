"""What remarks come to."""

import random

import pytest

from knowledge.discussions.agreement import Label, Tally
from knowledge.discussions.rows import Cast, Row, Votes
from knowledge.discussions.summing import summed
from tests.fakes.embedder import FakeEmbedder

SUBJECTS = {
    "rota": "night rota weekend shifts roster swap",
    "drone": "drone pilot licence battery airspace camera",
    "canteen": "canteen lunch soup vegetarian menu coffee",
}


@pytest.fixture
def embedder() -> FakeEmbedder:
    """Return an embedder that needs no model."""
    return FakeEmbedder(dimension=256)


def row(key: str, text: str, author: str = "", votes: Votes | None = None) -> Row:
    """Return a remark."""
    return Row(line=1, id=key, text=text, author=author, votes=votes or Votes())


def remarks() -> list[Row]:
    """Return eight remarks on each of three subjects, by eight people each."""
    draw = random.Random(1)  # noqa: S311 - a test repeats itself
    return [
        row(f"{name}{number}", " ".join(draw.sample(words.split(), 4)), f"{name}-{number}")
        for name, words in SUBJECTS.items()
        for number in range(8)
    ]


def cast(*values: int) -> Votes:
    """Return votes of U0, U1 and so on."""
    return Votes(cast=tuple(Cast(voter=f"U{n}", value=one) for n, one in enumerate(values)))


def test_themes_have_people_quotes_and_keywords(embedder: FakeEmbedder) -> None:
    """Quotes are verbatim, of members, of several people; names are quotes."""
    rows = remarks()
    texts = {one.id: one.text for one in rows}

    found = summed(rows, embedder, "Which roster?")

    assert (found.remarks, found.people, len(found.themes)) == (24, 24, 3)
    for theme in found.themes:
        assert len(theme.quotes) == 3
        assert all(texts[one.id] == one.text for one in theme.quotes)
        assert {one.id for one in theme.quotes} <= set(theme.members)
        assert theme.name == theme.quotes[0].text
        (subject,) = {one.rstrip("0123456789") for one in theme.members}
        assert set(theme.keywords) <= set(SUBJECTS[subject].split()) - {"roster"}
        assert theme.agreement is None


def test_the_order_of_lines_decides_nothing(embedder: FakeEmbedder) -> None:
    """To the byte."""
    rows = [*remarks(), row("x", "No drone at lunch"), row("y", "A drone at lunch")]
    shuffled = rows.copy()
    random.Random(2).shuffle(shuffled)  # noqa: S311

    one, other = summed(rows, embedder), summed(shuffled, FakeEmbedder(dimension=256))

    assert one.model_dump_json() == other.model_dump_json()


def test_each_text_is_embedded_once(embedder: FakeEmbedder) -> None:
    """Themes and quotes share the vectors."""
    rows = remarks()

    summed(rows, embedder)

    assert {one.text for one in rows} <= set(embedder.embedded)
    assert len(embedder.embedded) == len(set(embedder.embedded))


def test_few_remarks_are_listed_with_votes_and_differences(embedder: FakeEmbedder) -> None:
    """No themes below twelve; opposite statements stay apart with both counts all the same."""
    rows = [
        row("1", "Share the data", "A", cast(1, 1, 1, 1, 1)),
        row("2", "Do not share the data", "B", Votes(tally=Tally(1, 1))),
        row("3", "Do not share the data", "B"),
    ]

    found = summed(rows, embedder)
    (view,) = found.views_differ

    assert found.themes == ()
    assert [one.id for one in found.other] == ["2", "3", "1"]
    assert {view.one.members, view.other.members} == {("1",), ("2", "3")}
    assert (view.one.people, view.other.people) == (1, 1)
    assert found.agreement["1"].label is Label.BROAD
    assert found.agreement["1"].of_people
    assert not found.agreement["2"].of_people
    assert "3" not in found.agreement


def test_nobody_votes_on_their_own(embedder: FakeEmbedder) -> None:
    """Such a vote is left out."""
    found = summed([row("1", "Share", "U0", cast(1)), row("2", "Tea", "U1", cast(1, 1))], embedder)

    assert "1" not in found.agreement
    assert found.agreement["2"].n == 1


def test_a_theme_is_agreed_on_without_its_opposite_side(embedder: FakeEmbedder) -> None:
    """Whoever agrees with the opposite does not agree with the theme."""
    rows = remarks()
    words = "night rota weekend shifts"
    rows += [row(f"yes{n}", f"Keep the {words}", f"K{n}", cast(1, 1, 1, 1, 1, 1)) for n in range(3)]
    rows += [row("no", f"Do not keep the {words}", "N", cast(-1, -1, -1, -1, -1, 1))]

    found = summed(rows, embedder)
    (theme,) = (one for one in found.themes if "no" in one.members)
    (view,) = theme.views_differ

    assert (view.one.people, view.other.members) == (3, ("no",))
    assert "no" not in {one.id for one in theme.quotes}
    assert theme.agreement is not None
    assert (theme.agreement.label, theme.agreement.agree) == (Label.BROAD, 6)
    assert view.other.agreement is not None
    assert view.other.agreement.disagree == 5
