"""The table of what each part of the search brings."""

from knowledge.models.access import PUBLIC
from tests.factories import document
from tests.quality.sentence_layers import AllScored
from tests.worlds import World


def test_the_nearest_sentence_brings_its_passage(world: World) -> None:
    """Also when its passage is not near as a whole."""
    filler = " ".join(f"Word{number} stands alone here." for number in range(20))
    world.publish(
        document(f"Kestrels nest in towers. {filler}", "long.md", scope=PUBLIC),
        *(document(f"Kestrels {n} eat.", f"{n}.md", scope=PUBLIC) for n in range(3)),
    )
    index = world.tools.snapshots.open()
    ids = tuple(one.id for one in world.tools.documents.next_passages(()))
    vector = world.embedder.embed(["kestrels nest in towers"])[0]
    plain = [one for one, _cosine in index.nearest(vector, {PUBLIC}, 1)]
    scored = [one for one, _cosine in AllScored(index, ids).nearest(vector, {PUBLIC}, 1)]

    assert ids[0] in scored
    assert set(plain) <= set(scored)
