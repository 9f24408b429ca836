"""Who finds what."""

from knowledge.models.access import Audience
from knowledge.search.query import understand
from knowledge.search.retriever import Found
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.worlds import World


def search(world: World, question: str, audience: Audience) -> Found:
    """Search without a glossary."""
    return world.retriever.search(understand(question, Glossary(())), audience)


def seen(found: Found) -> list[tuple[str, float, float]]:
    """What an asker can tell of a result."""
    return [(hit.stored.passage.text, hit.score, hit.absolute) for hit in found.hits]


def test_a_guest_reads_public_texts_alone(world: World) -> None:
    """A guest's audience has no community scope."""
    world.publish(
        document("Drones in the open.", "open.md", scope="public"),
        document("Drones among members.", "members.md", scope="community"),
    )
    guest = Audience.of(full_member=False, member="U1")

    assert [one for one, *_ in seen(search(world, "drones", guest))] == ["Drones in the open."]


def test_a_member_finds_what_was_said_in_an_own_channel(world: World) -> None:
    """Both sides of the search look into the slice of the channel."""
    world.publish(
        document("Nothing of interest here.", "a.md"),
        document("Our drones trial failed.", "b.md", scope="channel:C1"),
    )
    inside = Audience.of(full_member=True, channels=["C1"])

    assert seen(search(world, "drones trial", inside))[0][0] == "Our drones trial failed."


def test_what_is_withdrawn_is_not_found_at_once(world: World) -> None:
    """No new snapshot is needed."""
    world.publish(document("Drones fly.", "a.md"), document("Drones land.", "b.md"))
    world.tools.documents.withdraw("/docs/a.md")
    found = search(world, "drones", Audience.of(full_member=True))

    assert [hit.stored.passage.text for hit in found.hits] == ["Drones land."]


def test_the_store_has_the_last_word_on_access(world: World) -> None:
    """A document that became private is not shown from an older snapshot."""
    world.publish(document("Drones fly.", "a.md"), document("Drones land.", "b.md"))
    world.tools.documents.withdraw("/docs/a.md")
    world.publish(document("Drones fly.", "a.md", scope="channel:C1"))
    found = search(world, "drones", Audience.of(full_member=True))

    assert [hit.stored.passage.text for hit in found.hits] == ["Drones land."]


def test_asking_for_more_than_there_is_returns_what_there_is(world: World) -> None:
    """A small index is no error."""
    world.publish(document("Drones fly."))

    assert len(search(world, "drones", Audience.of(full_member=True)).hits) == 1


def test_a_question_of_punctuation_finds_without_failing(world: World) -> None:
    """Nothing that a person can type breaks the query."""
    world.publish(document("Drones fly."))

    for question in ("???", '"unbalanced (', "a:b AND [c TO d]", "\u202e", "*"):
        assert search(world, question, Audience.of(full_member=True)).hits


def test_the_sentence_that_holds_the_question_decides(world: World) -> None:
    """Of two passages with the same words, one has them in one sentence."""
    world.publish(
        document("Drones fly. Kestrels nest. A trial failed. Prisons are old.", "apart.md"),
        document("A trial of drones near prisons failed. Kestrels nest. They fly.", "one.md"),
    )
    found = search(world, "drones trial near prisons", Audience.of(full_member=True))

    assert [hit.stored.document.name for hit in found.hits] == ["one.md", "apart.md"]


def test_a_misspelt_word_finds_what_it_was_meant_for(world: World) -> None:
    """By its words; the vector stays that of what was written."""
    world.publish(
        document("Kestrels nest in old towers.", "a.md"),
        document("Kestrels nest on cliffs.", "b.md"),
        document("Lamps burn in streets.", "c.md"),
        document("Buses run on streets.", "d.md"),
    )
    found = search(world, "kestrals", Audience.of(full_member=True))

    assert {hit.stored.document.name for hit in found.hits[:2]} == {"a.md", "b.md"}
    assert found.hits[0].lexical > found.hits[2].lexical == 0


def test_private_words_correct_nobody(world: World) -> None:
    """Whoever may not read them must not learn how they are spelt; nor may anybody else."""
    world.publish(
        document("Kestrels nest in old towers.", "a.md", scope="channel:C1"),
        document("Kestrels nest on cliffs.", "b.md", scope="channel:C1"),
        document("Lamps burn in streets.", "c.md"),
    )
    inside = Audience.of(full_member=True, channels=["C1"])

    assert all(hit.lexical == 0 for hit in search(world, "kestrals", inside).hits)


def test_what_stands_around_a_passage_is_of_its_document_and_its_readers(world: World) -> None:
    """Neighbours in the store may be anybody's."""
    text = " ".join(f"Quay {n} is of stone and has {n} lamps." for n in range(60))
    world.publish(
        document("Before it.", "a.md"), document(text, "b.md"), document("After it.", "c.md")
    )
    found = world.retriever.search(
        understand("quay 30", Glossary(())), Audience.of(full_member=True)
    )
    stored = found.hits[0].stored
    near = world.retriever.around(stored, Audience.of(full_member=True))

    assert len(near) > 1
    assert {one.document.name for one in near} == {"b.md"}
    assert [one.id for one in near] == sorted(one.id for one in near)
    assert world.retriever.around(stored, Audience()) == ()
