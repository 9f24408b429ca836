"""What published snapshots do: the real FAISS, tantivy and files."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from knowledge.adapters.snapshot import dense
from knowledge.adapters.snapshot.layout import current_folder, verify
from knowledge.adapters.snapshot.snapshots import Snapshot, SnapshotFolder
from knowledge.errors import ModelMismatchError, NoSnapshotError, SnapshotError
from knowledge.models.snapshot import Manifest, SnapshotEntry
from knowledge.ports import Vectors
from knowledge.search.calibration import FIXED
from knowledge.text.terms import terms

DIMENSION = 16


def vector(seed: int) -> Vectors:
    """A unit vector that is always the same for a seed."""
    made = np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)
    unit: Vectors = made / np.linalg.norm(made)
    return unit


def entry(number: int, scope: str, text: str) -> SnapshotEntry:
    """A passage of two sentences."""
    sentences = np.stack([vector(1000 + number), vector(2000 + number)])
    return SnapshotEntry(number, scope, terms(text), vector(number), sentences)


def manifest(version: str = "v1", fingerprint: str = "model-a") -> Manifest:
    """An identity before publishing."""
    return Manifest(
        format=0,
        version=version,
        content=version,
        fingerprint=fingerprint,
        model="test",
        dimension=DIMENSION,
        passages=0,
        sentences=0,
        average_terms=1.0,
        thresholds=FIXED,
        built_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


ENTRIES = [
    entry(1, "public", "drones near prisons"),
    entry(2, "community", "drones and facial recognition"),
    entry(3, "channel:C1", "our drones trial failed"),
    entry(4, "channel:C2", "budget for drones"),
    entry(5, "owner:U1", "private drones notes"),
]


@pytest.fixture
def snapshots(tmp_path: Path) -> SnapshotFolder:
    """A home with the five passages published."""
    folder = SnapshotFolder(tmp_path, "model-a")
    folder.publish(manifest(), ENTRIES)
    return folder


@pytest.mark.parametrize(
    ("scopes", "allowed"),
    [
        ({"public"}, {1}),
        ({"public", "community"}, {1, 2}),
        ({"public", "channel:C1"}, {1, 3}),
        ({"public", "community", "channel:C2", "owner:U1"}, {1, 2, 4, 5}),
    ],
)
def test_only_allowed_passages_are_found(
    snapshots: SnapshotFolder, scopes: set[str], allowed: set[int]
) -> None:
    """Neither the dense nor the lexical side looks beyond the scopes."""
    index = snapshots.open()
    near = {one for one, _cosine in index.nearest(vector(3), scopes, 10)}
    matching = set(index.matching({"drone": 1.0}, scopes, 10))

    assert near == allowed
    assert matching == allowed


def test_the_nearest_passage_comes_first_with_its_cosine(snapshots: SnapshotFolder) -> None:
    """The vector of a passage finds that passage, whatever shard it lies in."""
    index = snapshots.open()
    everything = {one.scope for one in ENTRIES}
    first = [index.nearest(vector(number), everything, 1)[0] for number in range(1, 6)]

    assert [one for one, _cosine in first] == [1, 2, 3, 4, 5]
    assert all(cosine == pytest.approx(1, abs=1e-5) for _one, cosine in first)


def test_vectors_come_back_from_every_shard(snapshots: SnapshotFolder) -> None:
    """Passage vectors exactly, sentence vectors to within their quantisation."""
    index = snapshots.open()

    for one in ENTRIES:
        held = index.vector(one.id)
        assert held is not None
        assert np.allclose(held, one.vector, atol=1e-6)
        assert np.allclose(index.sentence_vectors(one.id), one.sentences, atol=5e-3)


def test_an_unknown_passage_has_no_vectors(snapshots: SnapshotFolder) -> None:
    """It was never in this snapshot."""
    index = snapshots.open()

    assert index.vector(99) is None
    assert len(index.sentence_vectors(99)) == 0


def test_private_texts_leave_the_shared_statistics_alone(tmp_path: Path) -> None:
    """Adding private passages changes no idf and no average that others see."""
    without = SnapshotFolder(tmp_path / "a", "model-a")
    without.publish(manifest(), ENTRIES[:2])
    with_private = SnapshotFolder(tmp_path / "b", "model-a")
    with_private.publish(manifest(), ENTRIES)
    one, other = without.open(), with_private.open()

    assert one.idf("drone") == other.idf("drone")
    assert one.idf("trial") == other.idf("trial")
    assert one.manifest.average_terms == other.manifest.average_terms
    assert one.manifest.open_passages == other.manifest.open_passages == 2


def test_an_open_index_sees_the_next_snapshot(snapshots: SnapshotFolder) -> None:
    """No restart is needed, and the one that was open goes on working."""
    old = snapshots.open()
    snapshots.publish(manifest("v2"), ENTRIES[:1])
    new = snapshots.open()

    assert (old.manifest.version, new.manifest.version) == ("v1", "v2")
    assert len(old.nearest(vector(1), {"public", "community"}, 10)) == 2
    assert len(new.nearest(vector(1), {"public", "community"}, 10)) == 1


def test_a_failed_publication_leaves_the_old_snapshot(snapshots: SnapshotFolder) -> None:
    """Whatever goes wrong in the middle, nothing half-made becomes current."""

    def breaking() -> list[SnapshotEntry]:
        raise MemoryError

    with pytest.raises(MemoryError):
        snapshots.publish(manifest("v2"), (one for one in breaking()))

    assert snapshots.open().manifest.version == "v1"


def test_another_model_is_a_clear_error(snapshots: SnapshotFolder, tmp_path: Path) -> None:
    """Vectors of two models must never be compared."""
    with pytest.raises(ModelMismatchError, match="another model") as raised:
        SnapshotFolder(tmp_path, "model-b").open()

    assert "KNOWLEDGE_MODEL" in raised.value.remedy


def test_nothing_published_is_a_clear_error(tmp_path: Path) -> None:
    """The remedy is the command to run."""
    with pytest.raises(NoSnapshotError) as raised:
        SnapshotFolder(tmp_path, "model-a").open()

    assert "python -m indexer build" in raised.value.remedy


def test_a_truncated_file_is_a_clear_error(snapshots: SnapshotFolder, tmp_path: Path) -> None:
    """A damaged snapshot is not opened."""
    folder = current_folder(tmp_path)
    (folder / "public.faiss").write_bytes(b"")

    with pytest.raises(SnapshotError, match="damaged"):
        SnapshotFolder(tmp_path, "model-a").open()


def test_a_changed_byte_is_found_by_a_full_check(snapshots: SnapshotFolder, tmp_path: Path) -> None:
    """Sizes alone do not tell; the checksums do."""
    path = current_folder(tmp_path) / "sentences.i8.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)

    with pytest.raises(SnapshotError, match="damaged"):
        verify(current_folder(tmp_path))


@pytest.mark.parametrize("limits", [(0, 10_000), (0, 0)], ids=["SQ8", "IVF,SQ8"])
def test_larger_shards_are_quantised_and_still_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int]
) -> None:
    """Each kind of index finds a passage by its own vector and gives the vector back."""
    monkeypatch.setattr(dense, "FLAT_UP_TO", limits[0])
    monkeypatch.setattr(dense, "SQ8_UP_TO", limits[1])
    snapshots = SnapshotFolder(tmp_path, "model-a")
    snapshots.publish(manifest(), [entry(number, "public", "text") for number in range(1, 2501)])
    index = snapshots.open()
    found = [index.nearest(vector(number), {"public"}, 1)[0][0] for number in range(1, 51)]
    held = index.vector(7)

    assert sum(one == number for number, one in enumerate(found, start=1)) >= 48
    assert held is not None
    assert float(held @ vector(7)) == pytest.approx(1, abs=0.02)


def test_old_snapshots_are_cleaned_up(snapshots: SnapshotFolder, tmp_path: Path) -> None:
    """The current one and the one before it stay."""
    for version in ("v2", "v3", "v4"):
        snapshots.publish(manifest(version), ENTRIES[:1])
    left = {path.name.split("-")[0] for path in (tmp_path / "snapshots").iterdir() if path.is_dir()}

    assert left == {"v3", "v4"}


def test_others_than_the_current_snapshot_are_dropped_while_they_are_open(
    snapshots: SnapshotFolder, tmp_path: Path
) -> None:
    """Whoever has the old one open reads it to the end."""
    snapshots.publish(manifest(), ENTRIES[:1])
    old = snapshots.open()
    snapshots.publish(manifest(version="v2"), ENTRIES[1:])
    snapshots.drop_others()
    left = [one for one in (tmp_path / "snapshots").iterdir() if one.is_dir()]

    assert len(left) == 1
    assert old.vector(1) is not None
    assert snapshots.open().manifest.version == "v2"


def test_a_snapshot_that_goes_while_it_is_being_opened_is_made_good(
    snapshots: SnapshotFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pointer is looked at again; a damaged current one is still told."""
    snapshots.publish(manifest(), ENTRIES[:1])
    other = SnapshotFolder(snapshots._home, snapshots._fingerprint)
    real = Snapshot.__init__

    def too_late(self: Snapshot, folder: Path) -> None:
        monkeypatch.undo()
        other.publish(manifest(version="v2"), ENTRIES[1:])
        other.drop_others()
        real(self, folder)

    monkeypatch.setattr(Snapshot, "__init__", too_late)

    assert snapshots.open().manifest.version == "v2"
