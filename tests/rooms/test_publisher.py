"""Documents to a published snapshot."""

import pytest

from knowledge.errors import StoreError
from knowledge.models.access import Audience
from knowledge.models.answers import Hit
from knowledge.publishing.publisher import publish, stage
from knowledge.search.query import understand
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.fakes.embedder import FakeEmbedder
from tests.worlds import World, open_world

EVERYBODY = Audience(scopes=frozenset({"public", "community"}))


def found(world: World, question: str) -> list[Hit]:
    """Search as a full member."""
    return list(world.retriever.search(understand(question, Glossary(())), EVERYBODY).hits)


def quiet(_done: int, _total: int) -> None:
    """Show no progress."""


def test_a_published_document_is_found(world: World) -> None:
    """From staging to a hit."""
    manifest = world.publish(document("Drones fly near prisons."))

    assert manifest.passages == 1
    assert [hit.stored.document.name for hit in found(world, "drones")] == ["ari.md"]


def test_only_new_texts_are_embedded(world: World) -> None:
    """A second document costs its own passage and sentences, and words that both hold."""
    world.publish(document("Drones fly near prisons.", "a.md"))
    world.embedder.embedded.clear()
    world.publish(
        document("Drones fly near prisons.", "a.md"), document("Cameras see faces.", "b.md")
    )

    texts = [text for text in world.embedder.embedded if " " in text]

    assert texts
    assert all("Cameras" in text for text in texts)


def test_publishing_the_same_again_changes_nothing(world: World) -> None:
    """Nothing is embedded, and the snapshot stays the one that it was."""
    first = world.publish(document("Drones fly near prisons."))
    world.embedder.embedded.clear()
    again = world.publish(document("Drones fly near prisons."))

    assert again == first
    assert world.embedder.embedded == []


def test_an_edited_document_is_found_by_its_new_words_alone(world: World) -> None:
    """The old text is gone once the new snapshot is current."""
    world.publish(document("Drones fly near prisons."), document("Another subject here.", "b.md"))
    world.publish(document("Cameras see faces."))

    assert "Cameras" in found(world, "cameras")[0].stored.passage.text
    assert all("Drones" not in hit.stored.passage.text for hit in found(world, "drones"))


def test_a_removed_document_is_not_found(world: World) -> None:
    """Neither its passages nor its vectors stay."""
    kept, gone = document("Kept words here.", "kept.md"), document("Gone words here.", "gone.md")
    world.publish(kept, gone)
    world.publish(removed=[gone.info.id])

    assert [hit.stored.document.name for hit in found(world, "words")] == ["kept.md"]


def test_the_version_says_nothing_of_private_texts(world: World) -> None:
    """What everybody sees must not change with what few may read."""
    first = world.publish(document("Drones fly near prisons."))
    second = world.publish(document("Our trial failed.", "c.md", scope="channel:C1"))

    assert second.version == first.version
    assert second.content != first.content


def test_the_version_changes_with_shared_texts(world: World) -> None:
    """An answer names the state of the index that it came from."""
    first = world.publish(document("Drones fly near prisons."))
    second = world.publish(document("Cameras see faces.", "b.md"))

    assert second.version != first.version


def test_an_interruption_after_promotion_is_made_good(world: World) -> None:
    """The old snapshot answers until the next run publishes what is live."""
    world.publish(document("Drones fly near prisons."))
    stage([document("Cameras see faces.")], world.tools)
    world.tools.documents.promote(())
    in_between = [hit.stored.passage.text for hit in found(world, "drones")]
    publish_again = publish((), world.tools, quiet)[0]

    assert in_between == ["Drones fly near prisons."]
    assert publish_again.passages == 1
    assert found(world, "cameras")[0].stored.passage.text == "Cameras see faces."


def test_vectors_of_an_interrupted_run_are_not_made_again(world: World) -> None:
    """The run died after the first batch of embeddings."""

    def die(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    many = [document(f"Sentence number {n} of many.", f"{n}.md") for n in range(100)]
    stage(many, world.tools)
    with pytest.raises(KeyboardInterrupt):
        publish((), world.tools, die)
    before = len(world.embedder.embedded)
    world.tools.documents.discard_staged()
    stage(many, world.tools)
    publish((), world.tools, quiet)

    assert before > 0
    assert len(world.embedder.embedded) == len(set(world.embedder.embedded))


def test_a_full_disk_leaves_the_old_snapshot(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the folder and the remedy; the next run completes."""
    world.publish(document("Drones fly near prisons."))

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("knowledge.adapters.snapshot.snapshots.write_sentences", full)
        with pytest.raises(StoreError, match="is full"):
            world.publish(document("Cameras see faces.", "b.md"))
    during = [hit.stored.passage.text for hit in found(world, "drones")]
    world.publish()

    assert during == ["Drones fly near prisons."]
    assert len(found(world, "cameras")) == 2


def test_another_model_embeds_everything_anew(world: World) -> None:
    """Vectors of two models never meet."""
    world.publish(document("Drones fly near prisons."))
    other = FakeEmbedder(version="2")
    with open_world(world.home, other) as same_home:
        same_home.publish(document("Drones fly near prisons."))

        assert other.embedded
        assert found(same_home, "drones")


def test_a_document_without_text_is_left_out(world: World) -> None:
    """It is told apart, so that the report can say so."""
    staged = stage([document(" \n "), document("Words stand here.", "b.md")], world.tools)

    assert [one.info.name for one in staged.empty] == ["ari.md"]
    assert [one.info.name for one in staged.added] == ["b.md"]
