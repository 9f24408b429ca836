"""The words that published snapshots know."""

import json
from pathlib import Path

import pytest

from knowledge.adapters.snapshot.layout import current_folder
from knowledge.adapters.snapshot.snapshots import Snapshot, SnapshotFolder
from knowledge.models.snapshot import Vocabulary
from knowledge.text.terms import terms
from tests.contracts.test_snapshots import ENTRIES, manifest, snapshots

__all__ = ["snapshots"]


def test_related_words_come_back_as_they_were_written(tmp_path: Path) -> None:
    """With their weights; a word that is not known has none."""
    folder = SnapshotFolder(tmp_path, "model-a")
    spelt = {"drone": "drones", "uav": "uav", "trial": "trial"}
    related = {"drone": {"uav": 0.75}, "uav": {"drone": 0.75, "trial": 0.5}}
    folder.publish(manifest(), ENTRIES, Vocabulary(spelt=spelt, related=related))
    index = folder.open()

    assert index.related("drone") == {"uav": 0.75}
    assert index.related("uav") == {"drone": 0.75, "trial": 0.5}
    assert index.related("trial") == index.related("unheard") == {}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("recogniton", "recognit"),
        ("recogintion", "recognit"),
        ("dronse", "drone"),
        ("drones", None),
        ("crones", None),
        ("dron", None),
        ("drone5", None),
        ("recipe", None),
        ("trail", None),
    ],
)
def test_a_slip_stands_for_the_word_that_it_resembles(
    tmp_path: Path, word: str, meant: str | None
) -> None:
    """Not a known word, a short one, one with another first letter, or a private one."""
    folder = SnapshotFolder(tmp_path, "model-a")
    spelt = {"drone": "drones", "recognit": "recognition"}
    folder.publish(manifest(), ENTRIES, Vocabulary(spelt=spelt))

    assert folder.open().meant_by(terms(word)[0], word) == meant


def test_a_snapshot_of_before_there_were_words_is_read(snapshots: SnapshotFolder) -> None:
    """It goes on answering until the next build."""
    for name in ("words.json", "related.start.npy", "related.term.npy", "related.weight.npy"):
        (current_folder(snapshots._home) / name).unlink()
    index = Snapshot(forgotten(snapshots))

    assert index.related("drone") == {}


def forgotten(snapshots: SnapshotFolder) -> Path:
    """Take from the manifest what is no longer there."""
    folder = current_folder(snapshots._home)
    held = json.loads((folder / "manifest.json").read_text())
    held["files"] = {name: mark for name, mark in held["files"].items() if (folder / name).exists()}
    (folder / "manifest.json").write_text(json.dumps(held))
    return folder
