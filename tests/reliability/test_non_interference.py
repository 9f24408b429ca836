"""What is private leaves no trace in what others see."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.models.access import Audience
from knowledge.search.query import understand
from knowledge.search.retriever import Found
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.worlds import World, open_world

WORDS = ["drone", "camera", "prison", "trial", "budget", "victim", "force", "model"]
sentences = st.lists(st.sampled_from(WORDS), min_size=4, max_size=9).map(" ".join)


def search(world: World, question: str, audience: Audience) -> Found:
    """Search without a glossary."""
    return world.retriever.search(understand(question, Glossary(())), audience)


def seen(found: Found) -> list[tuple[str, float, float]]:
    """What an asker can tell of a result."""
    return [(hit.stored.passage.text, hit.score, hit.absolute) for hit in found.hits]


@settings(max_examples=25, deadline=None)
@given(private=st.lists(sentences, min_size=1, max_size=5), question=sentences)
def test_private_texts_change_nothing_for_others(
    tmp_path_factory: pytest.TempPathFactory, private: list[str], question: str
) -> None:
    """Byte for byte the same result, whatever a channel they are not in has said."""
    folder = tmp_path_factory.mktemp("world")
    shared = [
        document("drone camera near prison wall", "a.md"),
        document("budget of the force for the trial", "b.md", scope="public"),
        document("victim model and camera budget", "c.md"),
    ]
    member = Audience.of(full_member=True, member="U1", channels=["C9"])
    with open_world(folder / "one") as world:
        world.publish(*shared)
        before = seen(search(world, question, member))
        world.publish(
            *(
                document(text, f"p{n}.md", scope="channel:C1" if n % 2 else "owner:U2")
                for n, text in enumerate(private)
            )
        )
        after = seen(search(world, question, member))

    assert after == before
