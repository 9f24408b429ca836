"""An index's thresholds, chosen from its own texts when it is published."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answers.calibrating import MOST, Calibration
from knowledge.models.documents import Document
from knowledge.models.questions import LabelledQuestion
from knowledge.models.snapshot import Manifest
from knowledge.publishing.publisher import publish, rewrite, stage
from knowledge.search.calibration import FIXED
from knowledge.text.glossary import Glossary
from tests.factories import document
from tests.worlds import World, open_world

THINGS = ["drones", "sensors", "cameras", "radios", "scanners", "trackers", "beacons", "locks"]
PLACES = ["prisons", "harbours", "stations", "markets", "museums"]


def papers() -> list[Document]:
    """Forty documents on related subjects."""
    return [
        document(
            f"The {thing} near {place} were tested by wardens over {at + 3} winter nights. "
            f"Wardens of {place} said that the {thing} saved hours of patrol each week.",
            f"{thing}-{place}.md",
            title=f"{thing.title()} at {place}",
        )
        for at, thing in enumerate(THINGS)
        for place in PLACES
    ]


def calibrated(world: World, *kept: LabelledQuestion) -> World:
    """The same world, whose index is calibrated."""
    tools = world.tools
    own = Calibration(tools.documents, tools.vectors, tools.embedder, Glossary(()), lambda: kept)
    return replace(world, tools=replace(tools, calibration=own))


def test_a_published_index_has_thresholds_of_its_own(world: World) -> None:
    """The manifest says how they were found."""
    manifest = calibrated(world).publish(*papers())

    assert manifest.thresholds != FIXED
    assert "questions that this index answers" in manifest.thresholds.origin
    assert world.tools.snapshots.open().manifest.thresholds == manifest.thresholds


def test_a_handful_of_passages_keeps_the_fixed_thresholds(world: World) -> None:
    """It says nothing of itself."""
    assert calibrated(world).publish(*papers()[:3]).thresholds == FIXED


def test_the_same_texts_give_the_same_thresholds(world: World, tmp_path: Path) -> None:
    """Whatever order and history they have, and however often it is done."""
    first = calibrated(world).publish(*papers()).thresholds
    with open_world(tmp_path / "another") as other:
        again = calibrated(other)
        again.publish(*papers()[20:])
        second = again.publish(*papers()[:20]).thresholds
        third = rewrite(again.tools).thresholds

    assert first == second == third


def test_questions_are_embedded_once(world: World) -> None:
    """A rebuild asks them again without the model, but for those of what has changed."""
    ours = calibrated(world)
    ours.publish(*papers())
    world.embedder.embedded.clear()
    changed = document("All locks of the old museum were oiled by wardens in spring.", "new.md")
    ours.publish(changed)

    assert len(world.embedder.embedded) <= 4


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["channel:C1", "owner:U1"]),
            st.sampled_from(THINGS),
            st.sampled_from(PLACES),
        ),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_private_texts_have_no_influence(private: list[tuple[str, str, str]]) -> None:
    """Nobody can tell from a threshold that they are there."""
    hidden = [
        document(
            f"The {thing} near {place} were lost by wardens on the second winter night.",
            f"{number}.md",
            scope=scope,
            title=f"{thing.title()} at {place}",
        )
        for number, (scope, thing, place) in enumerate(private)
    ]
    with TemporaryDirectory() as folder, open_world(Path(folder) / "without") as world:
        without = _published(calibrated(world), papers())
    with TemporaryDirectory() as folder, open_world(Path(folder) / "with") as world:
        beside = _published(calibrated(world), [*hidden, *papers()])

    assert beside.thresholds == without.thresholds


def test_curators_questions_count(world: World) -> None:
    """But not those about documents that are not there."""
    kept = [
        LabelledQuestion(
            question="who tested drones near prisons", answerable=True, source="Drones at prisons"
        ),
        LabelledQuestion(question="what do drones cost", answerable=False),
        LabelledQuestion(question="what does eelgrass need", answerable=True, source="eelgrass.md"),
    ]
    manifest = calibrated(world, *kept).publish(*papers())

    assert "2 of them asked by curators" in manifest.thresholds.origin
    assert f"{MOST - 8 + 1} questions" in manifest.thresholds.origin


def test_another_file_of_questions_makes_another_snapshot(world: World) -> None:
    """Although no text has changed."""
    first = calibrated(world).publish(*papers())
    same, _ = publish((), calibrated(world).tools, lambda _done, _total: None)
    own = LabelledQuestion(question="what do drones cost", answerable=False)
    second, embedded = publish((), calibrated(world, own).tools, lambda _done, _total: None)

    assert same == first
    assert second.content != first.content
    assert "asked by curators" in second.thresholds.origin
    assert embedded == 0


def _published(world: World, documents: list[Document]) -> Manifest:
    world.tools.documents.discard_staged()
    stage(documents, world.tools)
    return publish((), world.tools, lambda _done, _total: None)[0]
