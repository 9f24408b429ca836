"""A copy of a home: what is done in it never reaches the real one."""

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.adapters.copied_home import copied_home
from knowledge.models.channels import FollowedChannel
from knowledge.settings import KnowledgeSettings
from tests.conftest import ROOT
from tests.factories import document
from tests.worlds import open_world


def texts(home: Path) -> set[str]:
    """Return the ids of what a home answers from."""
    with open_world(home) as world:
        return set(world.tools.documents.live())


def test_what_is_added_to_the_copy_is_not_in_the_home(tmp_path: Path) -> None:
    """Neither texts nor channels nor a snapshot; and nothing of the copy is left."""
    home = tmp_path / "home"
    with open_world(home) as world:
        before = world.publish(document("Drones fly near prisons.", "a.md"))
    with copied_home(KnowledgeSettings(home=home)) as settings:
        copy = settings.home
        with open_world(copy) as world:
            found_in_copy = set(world.tools.documents.live())
            world.publish(document("Invented words.", "b.md"))
            world.channels.follow(FollowedChannel(id="C1", name="sample", since="1.0"))
    with open_world(home) as world:
        after = world.tools.snapshots.open().manifest
        followed = world.channels.followed()

    assert found_in_copy == {"/docs/a.md"}
    assert texts(home) == {"/docs/a.md"}
    assert (after, followed) == (before, ())
    assert not copy.exists()


def test_a_home_that_is_empty_is_copied_too(tmp_path: Path) -> None:
    """Whoever has indexed nothing can still look around."""
    with copied_home(KnowledgeSettings(home=tmp_path / "home")) as settings:
        assert texts(settings.home) == set()


def test_what_a_killed_process_left_is_cleared_and_what_is_in_use_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next copy clears up after one whose process is gone."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    started = "from pathlib import Path; from knowledge.adapters.copied_home import copied_home; "
    started += "from knowledge.settings import KnowledgeSettings as S; import os, signal; "
    started += f"w = copied_home(S(home=Path({str(tmp_path / 'home')!r}))); w.__enter__(); "
    started += "os.kill(os.getpid(), signal.SIGKILL)"
    environment = {"PATH": "/usr/bin", "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", started], check=False, env=environment)
    (left,) = tmp_path.glob("science-guide-*")

    with copied_home(KnowledgeSettings(home=tmp_path / "home")) as first:
        with copied_home(KnowledgeSettings(home=tmp_path / "home")):
            pass
        assert first.home.exists()
        assert not left.exists()
