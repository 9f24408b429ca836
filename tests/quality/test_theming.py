"""An argued prompt in themes, with the real model."""

from pathlib import Path

import pytest

from knowledge.adapters.embedders import open_embedder
from knowledge.discussions.theming import Item, Themed, remap, theme
from knowledge.evaluation.clustering import adjusted_rand
from knowledge.ports import Embedder

pytestmark = pytest.mark.model

# All speak of drones over crowds, for one of four reasons.
SAID = {
    "privacy": (
        "Drones film people in their gardens who never agreed to be filmed",
        "Nobody at a match agrees to a drone that records their face",
        "I worry that the drone footage of bystanders is kept for years",
        "Drones should not watch a crowd: families have a right to privacy",
        "Recordings by drones must be deleted, as most of those on film did nothing",
        "People feel watched when a drone hovers, and their privacy is gone",
        "Who may look at the footage of a drone, and how long is it stored?",
    ),
    "cost": (
        "A drone costs a fraction of what an hour of helicopter costs",
        "With drones we save money, since the helicopter budget was cut",
        "Drones are cheaper to buy and to run than any aircraft",
        "The price of a drone pays for itself after a few flights",
        "Our budget allows for drones, it does not allow for helicopters",
        "Drones are good value: less fuel, less money spent on maintenance",
        "For the cost of one helicopter we bought a whole fleet of drones",
    ),
    "training": (
        "A drone is only as good as its pilot, and courses for pilots are too short",
        "We need more qualified drone pilots before we fly over crowds",
        "Pilots should pass an exam each year, as drones change so fast",
        "My team waited months for a course to qualify on drones",
        "Training of drone pilots differs from force to force",
        "Refresher courses for pilots matter more than newer drones",
        "Without a qualified pilot on each shift the drone stays in its box",
    ),
    "safety": (
        "A drone that loses its battery falls on somebody's head",
        "Drones may crash into a crowd when the wind picks up",
        "Falling drones injure people, so fly them beside the crowd and not above",
        "If a rotor fails, the drone drops and someone gets hurt",
        "Wind and rain bring drones down, and below stand children",
        "Injuries by a crashed drone would end the whole project",
        "A drone needs a parachute, otherwise a crash above a crowd is deadly",
    ),
}
ITEMS = [Item(f"{why}{at}", text) for why, texts in SAID.items() for at, text in enumerate(texts)]


@pytest.fixture(scope="module")
def embedder(models: Path) -> Embedder:
    """The packaged model."""
    return open_embedder("", "onnx", models.parent, 1)


def match(themed: Themed) -> float:
    """Return the adjusted Rand index to the reasons."""
    reasons = [list(SAID).index(item.id.rstrip("0123456789")) for item in ITEMS]
    placed = {one: at for at, group in enumerate(themed.themes) for one in group.members}
    return adjusted_rand(reasons, [placed.get(item.id, -1) for item in ITEMS])


def test_reasons_over_one_subject_are_told_apart(embedder: Embedder) -> None:
    """The subject itself makes no theme, and order decides nothing."""
    themed = theme(ITEMS, embedder)

    assert match(themed) >= 0.8
    assert theme(ITEMS[::-1], embedder) == themed


def test_two_examples_a_theme_help(embedder: Embedder) -> None:
    """They name the themes as well."""
    themed = remap(ITEMS, {why: (f"{why}0", f"{why}1") for why in SAID}, embedder)

    assert [one.id for one in themed.themes] == list(SAID)
    assert match(themed) >= 0.8
