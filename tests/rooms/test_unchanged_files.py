"""Files that have not changed are not read again, and are not lost for it."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.files import FoundFile
from indexer.pipeline import build
from indexer.readers import ReaderDefaults, read_documents
from indexer.readers.origin import Reading
from knowledge.adapters.community_pack import load_community
from knowledge.models.sensitivity import SensitivityRules
from knowledge.models.work import BuildReport, Source
from tests.worlds import World

LONG_AGO = 1_700_000_000


class Reader:
    """Builds one folder, and notes which files are read."""

    def __init__(self, world: World, docs: Path) -> None:
        self._world = world
        self.docs = docs
        self.source = Source.folder(str(docs))
        self.rules: SensitivityRules | None = None
        self.read: list[str] = []

    def write(self, name: str, text: str, at: int = LONG_AGO) -> None:
        """Write a file that was changed last at a time, in seconds since 1970."""
        path = self.docs / name
        path.write_text(text)
        os.utime(path, (at, at))

    def build(self) -> BuildReport:
        """Build, and remember the files that were read for it."""
        self.read.clear()

        def read(found: FoundFile, defaults: ReaderDefaults) -> Reading:
            self.read.append(found.name)
            return read_documents(found, defaults)

        context = replace(self._world.context, read=read)
        tools = self._world.tools
        return build([self.source], tools, lambda _d, _t: None, self.rules, context=context)


@pytest.fixture
def reader(world: World, tmp_path: Path) -> Reader:
    """A folder of two documents and a table with a row that is refused."""
    docs = tmp_path / "docs"
    docs.mkdir()
    made = Reader(world, docs)
    made.write("drones.md", "# Drones\n\nDrones fly near prisons.\n")
    made.write("faces.txt", "Cameras see faces in crowds.\n")
    rows = "1,Drones help searches.,yes\n2,Cameras help too.,no\n"
    made.write("survey.csv", f"id,text,consent\n{rows}")
    return made


def test_nothing_is_read_when_nothing_has_changed(reader: Reader) -> None:
    """The report says the same of them."""
    first = reader.build()
    second = reader.build()

    assert reader.read == []
    assert second.refused == first.refused
    assert len(second.refused) == 1
    assert (second.unchanged, second.removed, second.passages) == (3, (), first.passages)


def test_only_what_has_changed_is_read(reader: Reader) -> None:
    """By its size or the time of its change."""
    reader.build()
    reader.write("faces.txt", "Cameras see no faces.\n", LONG_AGO + 1)
    report = reader.build()

    assert reader.read == ["faces.txt"]
    assert report.changed == ("faces.txt",)


def test_a_file_that_was_touched_is_compared_by_its_bytes(reader: Reader) -> None:
    """A fresh checkout gives every file a new time."""
    reader.build()
    reader.write("faces.txt", "Cameras see faces in crowds.\n", LONG_AGO + 99)
    reader.build()

    assert reader.read == []


def test_a_change_within_the_tick_of_the_clock_is_not_missed(reader: Reader, world: World) -> None:
    """The time and the size are the same, the bytes are not."""
    now = int(world.clock.now().timestamp())
    reader.write("faces.txt", "Cameras see faces in crowds.\n", now)
    reader.build()
    reader.write("faces.txt", "Cameras see places in herds.\n", now)
    report = reader.build()

    assert report.changed == ("faces.txt",)


def make_public(reader: Reader) -> None:
    """Let everybody read the folder."""
    reader.source = reader.source.model_copy(update={"scope": "public"})


def hold_more(reader: Reader) -> None:
    """Take the rules of the police."""
    reader.rules = load_community("police_science").sensitivity


@pytest.mark.parametrize("change", [make_public, hold_more])
def test_all_is_read_again_when_what_decides_has_changed(
    reader: Reader, change: Callable[[Reader], None]
) -> None:
    """Settings of the source, and rules on what is held."""
    reader.build()
    change(reader)
    reader.build()

    assert sorted(reader.read) == ["drones.md", "faces.txt", "survey.csv"]


def test_a_held_file_is_looked_at_again_each_time(reader: Reader) -> None:
    """A curator may have let it through meanwhile, and the report must name it."""
    hold_more(reader)
    reader.write("plan.md", "OFFICIAL-SENSITIVE\n\nThe plan is here.\n")
    first = reader.build()
    second = reader.build()

    assert reader.read == ["plan.md"]
    assert [one.name for one in second.held + second.refused] == [
        one.name for one in first.held + first.refused
    ]
    assert any(one.name == "plan.md" for one in second.held + second.refused)


def test_a_withdrawn_document_is_read_again_from_its_file(reader: Reader, world: World) -> None:
    """The file is still there, and it alone says what belongs into the index."""
    reader.build()
    world.tools.documents.withdraw((reader.docs / "faces.txt").as_posix())
    report = reader.build()

    assert reader.read == ["faces.txt"]
    assert report.added == ("faces.txt",)


def test_a_deleted_file_is_forgotten(reader: Reader, world: World) -> None:
    """Nothing stays behind of it."""
    reader.build()
    (reader.docs / "faces.txt").unlink()
    report = reader.build()

    assert report.removed == ("faces.txt",)
    assert world.context.readings is not None
    assert sorted(Path(one).name for one in world.context.readings.known()) == [
        "drones.md",
        "survey.csv",
    ]


def test_a_file_that_cannot_be_read_is_tried_again(reader: Reader) -> None:
    """Its reason stays in the report, and what was indexed stays in the index."""
    reader.build()
    (reader.docs / "faces.txt").write_bytes(b"caf\xe9 in Latin-1")
    for _ in range(2):
        report = reader.build()

    assert reader.read == ["faces.txt"]
    assert [one.name for one in report.refused if one.whole_file] == ["faces.txt"]
    assert report.removed == ()
