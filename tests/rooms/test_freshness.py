"""What is in force, what is stale, and what an answer says of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.adapters.community_pack import load_community
from knowledge.answers.service import AnswerService
from knowledge.models.access import Audience
from knowledge.models.answers import Answer, AnswerState
from knowledge.models.stewardship import Mark
from knowledge.printing import answer_in_words
from knowledge.search.query import understand
from knowledge.search.retriever import Found
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.worlds import World, open_world

MEMBER = Audience.of(full_member=True)
INSIDE = Audience.of(full_member=True, channels=["C1"])
QUESTION = "how far do drones fly near prisons at night?"
OLD_WORDS = "Drones fly near prisons at night as far as 300 metres."
NEW_WORDS = "Drones near prisons keep within 50 metres of their pilots at night."


def ask(world: World, question: str = QUESTION, audience: Audience = MEMBER) -> Answer:
    """Ask the coastal community's answers."""
    pack = load_community("coastal_ecology")
    return AnswerService(pack, world.retriever, world.clock).ask(question, audience)


def found(world: World, question: str = QUESTION, audience: Audience = MEMBER) -> Found:
    """Search without a glossary."""
    return world.retriever.search(understand(question, Glossary(())), audience)


def publish_both(world: World, **of_new: object) -> None:
    """An old document whose words are nearer to the question, and its successor."""
    world.publish(
        document(OLD_WORDS, "old.md", title="Drones, 2019", superseded_by="/docs/new.md"),
        document(NEW_WORDS, "new.md", **{"title": "Drones, 2025", **of_new}),
    )


def test_what_is_in_force_is_cited_first(world: World) -> None:
    """The older words were nearer to the question; they follow, and say what replaced them."""
    publish_both(world, url="https://example.org/drones")
    old = world.publish(document("Ships sail by day.", "ships.md"))
    answer = ask(world)
    hits = [hit.stored.document.name for hit in found(world).hits]

    assert old.passages == 3
    assert answer.state is AnswerState.ANSWER
    assert answer.sentences[0].text == NEW_WORDS
    assert [one.document for one in answer.citations] == ["new.md", "old.md"]
    assert answer.citations[0].superseded_by is None
    assert answer.citations[1].superseded_by is not None
    assert answer.citations[1].superseded_by.title == "Drones, 2025"
    assert answer.citations[1].superseded_by.url == "https://example.org/drones"
    assert answer.caution == ""
    assert hits.index("new.md") < hits.index("old.md")


def test_without_the_statement_the_nearer_words_come_first(world: World) -> None:
    """The two above would be in the other order."""
    world.publish(document(OLD_WORDS, "old.md"), document(NEW_WORDS, "new.md"))

    assert ask(world).citations[0].document == "old.md"


def test_the_absolute_score_is_what_it_was(world: World) -> None:
    """Ranking below a successor says nothing about how well the words match."""
    world.publish(document(OLD_WORDS, "old.md"), document(NEW_WORDS, "new.md"))
    before = {hit.stored.document.id: hit.absolute for hit in found(world).hits}
    score = ask(world).score
    world.marks.put("/docs/old.md", Mark(superseded_by="/docs/new.md"))

    assert {hit.stored.document.id: hit.absolute for hit in found(world).hits} == before
    assert ask(world).score == score


def test_a_successor_that_does_not_speak_of_it_is_named_and_not_quoted(world: World) -> None:
    """It is linked beside the older words, which alone answer; the answer says so."""
    world.publish(
        document(OLD_WORDS, "old.md", superseded_by="/docs/new.md"),
        document("Budgets of harbours grow slowly.", "new.md", title="Drones, 2025"),
    )
    answer = ask(world)

    assert [one.document for one in answer.citations] == ["old.md"]
    assert answer.citations[0].superseded_by is not None
    assert "superseded by “Drones, 2025”" in answer_in_words(answer)
    assert answer.caution in answer_in_words(answer)
    assert answer.caution


def test_a_successor_in_a_closed_channel_leaves_no_trace_outside(world: World) -> None:
    """Outside, the older document is as current as if the newer one did not exist."""
    world.publish(document(OLD_WORDS, "old.md", title="Drones, 2019"))
    before = ask(world)
    publish_both(world, scope="channel:C1")
    outside, inside = ask(world), ask(world, audience=INSIDE)

    assert outside.model_dump() == before.model_dump()
    assert inside.citations[0].document == "new.md"
    assert "Drones, 2025" not in outside.model_dump_json()


def test_a_withdrawn_successor_is_none(world: World) -> None:
    """What it replaced is all that is left."""
    publish_both(world)
    world.tools.documents.withdraw("/docs/new.md")

    assert [one.superseded_by for one in ask(world).citations] == [None]


def test_a_source_is_quoted_before_the_card_about_it(world: World) -> None:
    """The card's words were nearer to the question."""
    world.publish(
        document(OLD_WORDS, "card.md", summary_of="Example", url="https://example.org/a/"),
        document(NEW_WORDS, "page.html", url="https://www.example.org/a"),
    )

    assert [one.document for one in ask(world).citations] == ["page.html", "card.md"]


def test_a_newer_date_decides_between_equals_alone(world: World) -> None:
    """Recency is no merit of its own."""
    world.publish(
        document("Seals rest on sand banks.", "a.md", title="Seals", date="2019"),
        document("Seals rest on sand banks.", "b.md", title="Seals", date="2024-05"),
        document("Seals seldom rest on sand, or on banks.", "c.md", title="Seals", date="2026"),
    )
    hits = found(world, "seals rest on sand banks").hits

    assert [hit.stored.document.name for hit in hits] == ["b.md", "a.md", "c.md"]


def test_a_source_is_stale_from_the_day_after_its_review_date(world: World) -> None:
    """The clock says it when the answer is given."""
    world.publish(
        document(OLD_WORDS, owner="Wardens", review_date="2026-03-02", evidence="evaluated")
    )
    on_the_day = ask(world)
    world.clock.advance(24 * 60 * 60)
    after = ask(world)
    (citation,) = after.citations

    assert [one.stale for one in on_the_day.citations] == [False]
    assert on_the_day.caution == ""
    assert citation.stale
    assert (citation.owner, citation.evidence) == ("Wardens", "evaluated")
    assert "evidence · evaluated · date unknown · review was due Mar 2026" in answer_in_words(after)
    assert after.caution == load_community("coastal_ecology").notices.outdated


def test_one_source_that_holds_is_enough_to_spare_the_caution(world: World) -> None:
    """It is for answers that rest on nothing else."""
    world.publish(
        document(OLD_WORDS, "old.md", review_date="2020"),
        document(NEW_WORDS, "new.md", review_date="2030"),
    )

    assert [one.stale for one in ask(world).citations] == [True, False]
    assert ask(world).caution == ""


WORDS = ["drone", "camera", "prison", "trial", "budget", "victim"]
NAMES = [f"{n}.md" for n in range(5)]
texts = st.lists(st.sampled_from(WORDS), min_size=4, max_size=8).map(" ".join)
facts = st.tuples(
    texts, st.sampled_from([*NAMES, "gone.md", ""]), st.sampled_from(["public", "channel:C9"])
)


@settings(max_examples=25, deadline=None)
@given(st.lists(facts, min_size=5, max_size=5), texts)
def test_no_answer_puts_what_is_replaced_first_or_names_what_may_not_be_read(
    tmp_path_factory: pytest.TempPathFactory, library: list[tuple[str, str, str]], question: str
) -> None:
    """Whatever chains, circles and dead ends the documents state."""
    home: Path = tmp_path_factory.mktemp("world")
    with open_world(home) as world:
        world.publish(
            *(
                document(
                    text,
                    name,
                    title=f"Title {name}" if scope == "public" else "Hidden title",
                    owner="" if scope == "public" else "Hidden owner",
                    url="" if scope == "public" else f"https://hidden.example/{name}",
                    superseded_by=f"/docs/{successor}" if successor else "",
                    scope=scope,
                )
                for name, (text, successor, scope) in zip(NAMES, library, strict=True)
            )
        )
        search, answer = found(world, question), ask(world, question)
    order = list(dict.fromkeys(hit.stored.document.id for hit in search.hits))
    later = {key: [one.id for one in search.standing.successors.get(key, ())] for key in order}

    assert all(order.index(new) < order.index(old) for old in order for new in later[old]
               if new in order)  # fmt: skip
    assert "idden" not in answer.model_dump_json()
    assert "idden" not in "".join(hit.model_dump_json() for hit in search.hits)
    assert {one.scope for one in answer.citations} <= {"public"}
