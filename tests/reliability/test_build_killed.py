"""A build that is killed at any moment harms nothing."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, environment

pytestmark = pytest.mark.model

KILLS = 6
DOCUMENTS = 60
QUESTION = "how many lamps does Lower Quill have"


def write(docs: Path, edition: str) -> None:
    """Write the folder's documents; each edition differs in every one of them."""
    docs.mkdir(exist_ok=True)
    (docs / "lamps.md").write_text("# Lamps\n\nLower Quill has forty lamps on its main road.\n")
    for number in range(DOCUMENTS):
        text = f"# Report {number}\n\nEdition {edition} of report {number} counts {number} owls.\n"
        (docs / f"report-{number}.md").write_text(text)


def test_the_old_snapshot_answers_and_the_next_build_completes(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """Killed at six random moments of a build that changes almost everything."""
    docs = tmp_path / "docs"
    write(docs, "first")
    began = time.monotonic()
    assert run("indexer", "build", docs).returncode == 0
    whole = time.monotonic() - began
    moments = random.Random(20261122)  # noqa: S311 - a test, and the same one each time

    for kill in range(KILLS):
        write(docs, f"{kill}")
        build = subprocess.Popen(
            [sys.executable, "-m", "indexer", "build", str(docs)],
            env=environment(home),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.3, 1) * whole)
        build.send_signal(signal.SIGKILL)
        build.wait()
        answer = json.loads(run("knowledge", "ask", QUESTION, "--json").stdout)
        assert answer["state"] == "answer"
        assert "forty lamps" in answer["sentences"][0]["text"]

    final = run("indexer", "build", docs, "--json")
    report = json.loads(final.stdout)
    again = json.loads(run("indexer", "build", docs, "--json").stdout)
    left = [path for path in (home / "snapshots").iterdir() if path.name.startswith("unfinished")]

    assert final.returncode == 0
    assert report["passages"] == DOCUMENTS + 1
    assert (again["added"], again["changed"], again["embedded"]) == ([], [], 0)
    assert left == []
