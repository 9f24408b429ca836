"""What tests of several folders share: the real model, prepared once a run."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from knowledge.adapters.community_pack import library_path, load_community
from knowledge.adapters.embedders import open_embedder
from tests.worlds import World, open_world

# How long an example takes is the machine's matter, and no test asserts it.
settings.register_profile("full", deadline=None)
settings.load_profile("full")
# `make unit` is run after every few lines: a third of the examples, all of them in `make test`.
settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None)

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the exported model, made once for all test processes of a run.

    The export has a lock of its own: whoever comes second waits and finds it made.
    """
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "models-home"  # noqa: TID251
    home.mkdir(exist_ok=True)
    open_embedder("", "onnx", home, 1)
    return home / "models"


def environment(home: Path, **settings: str) -> dict[str, str]:
    """Return an environment in which no setting of whoever runs the tests is left."""
    ours = ("KNOWLEDGE_", "BOT_", "SLACK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}  # noqa: TID251
    return {**kept, "KNOWLEDGE_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "200", **settings}


@pytest.fixture
def home(tmp_path: Path, models: Path) -> Path:
    """An empty home in which the model need not be exported again."""
    made = tmp_path / "home"
    made.mkdir()
    (made / "models").symlink_to(models, target_is_directory=True)
    return made


@pytest.fixture
def run(home: Path) -> Run:
    """A function that runs `python -m …` in the empty home, as a person would."""

    def call(
        *arguments: str | Path, settings: Mapping[str, str] | None = None, home: Path = home
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", *map(str, arguments)],
            env=environment(home, **(settings or {})),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    return call


@pytest.fixture(scope="session")
def library_home(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """A home in which the shipped library was built by the command line."""
    home = tmp_path_factory.mktemp("library")
    (home / "models").symlink_to(models, target_is_directory=True)
    library = library_path(load_community("police_science"))
    subprocess.run(
        [sys.executable, "-m", "indexer", "build", library],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        timeout=240,
        check=True,
    )
    return home


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An empty world."""
    with open_world(tmp_path / "world") as opened:
        yield opened
