"""One run over a folder of some hundred files of all sorts, sound, foreign and broken."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.files import READABLE
from indexer.pipeline import build
from knowledge.models.work import BuildReport, Refusal, Source
from tests.fixtures.mixed_files import BROKEN, LEAST, fill
from tests.worlds import World, open_world

_SENTENCES = re.compile(r"[^\n]{8,}\. [A-ZÄ“][^\n]{4,}\.")
_CODE = re.compile(r"Traceback|Error\b|Exception|\bNone\b|<class|0x[0-9a-f]{6}|/site-packages/")


def quiet(_done: int, _total: int) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder."""
    made = tmp_path_factory.mktemp("mixed")
    fill(made)
    return made


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world for all tests of this file."""
    with open_world(tmp_path_factory.mktemp("world")) as opened:
        yield opened


@pytest.fixture(scope="module")
def first(mixed: World, folder: Path) -> BuildReport:
    """The report of the first run."""
    return run(mixed, folder)


def run(world: World, folder: Path) -> BuildReport:
    """Index the folder."""
    return build([Source.folder(str(folder))], world.tools, quiet)


def stands_for(name: str, file: str) -> bool:
    """Tell whether a document or a refusal is named after a file or a part of it."""
    return name == file or name.startswith((f"{file}#", f"{file} "))


def test_every_file_is_indexed_or_stands_in_the_report(folder: Path, first: BuildReport) -> None:
    """Nothing vanishes without a word."""
    files = {path.name for path in folder.iterdir()}
    indexed = {file for file in files if any(stands_for(one, file) for one in first.added)}
    told = {file for file in files if any(stands_for(one.name, file) for one in first.refused)}

    assert len(files) >= LEAST
    assert files - indexed - told == set()
    assert len(indexed) > LEAST // 4


def test_every_format_is_indexed(first: BuildReport) -> None:
    """From what programs make."""
    suffixes = {Path(name.partition("#")[0]).suffix for name in first.added}

    assert {*READABLE} - {".htm"} - suffixes == set()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_by_name(name: str, first: BuildReport) -> None:
    """The reason says what is wrong with this very file."""
    reasons = [one.reason for one in first.refused if one.name == name]

    assert len(reasons) == 1
    assert BROKEN[name] in reasons[0]


def test_a_person_understands_every_reason(first: BuildReport) -> None:
    """What is wrong and what to do, in sentences, without the words of programs."""
    odd = [one for one in first.refused if not understood(one)]

    assert odd == []


def understood(refusal: Refusal) -> bool:
    """Tell whether a reason has a message and a remedy, both short and in plain words."""
    reason = refusal.reason
    return bool(_SENTENCES.fullmatch(reason)) and not _CODE.search(reason) and len(reason) < 400


def test_a_second_run_embeds_nothing_and_changes_nothing(
    mixed: World, folder: Path, first: BuildReport
) -> None:
    """The report names the same refusals again."""
    second = run(mixed, folder)

    assert (second.added, second.changed, second.removed) == ((), (), ())
    assert second.embedded == 0
    assert second.unchanged == len(first.added)
    assert sorted(map(str, second.refused)) == sorted(map(str, first.refused))
    assert second.passages == first.passages
