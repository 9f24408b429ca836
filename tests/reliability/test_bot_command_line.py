"""`python -m bot`, as a person starts it."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from tests.conftest import ROOT, Run, environment
from tests.fakes import language_model


def test_the_manifest_is_printed_as_json(run: Run) -> None:
    """It is pasted into Slack's form."""
    done = run("bot", "manifest", "--private-channels")
    document = json.loads(done.stdout)

    assert document["settings"]["socket_mode_enabled"] is True
    assert "groups:history" in document["oauth_config"]["scopes"]["bot"]


def test_the_doctor_names_what_is_missing(run: Run) -> None:
    """An empty home has no index."""
    done = run("bot", "doctor")

    assert done.returncode == 1
    assert "ok   settings" in done.stdout
    assert "FAIL index" in done.stdout


def test_the_doctor_tries_the_language_model(run: Run) -> None:
    """One that answers, one that refuses the key, and one that is half set."""
    with language_model.serving() as endpoint:
        given = {"KNOWLEDGE_LLM_URL": endpoint.url, "KNOWLEDGE_LLM_MODEL": "a-model"}
        well = run("bot", "doctor", settings=given)
        endpoint.status = 401
        refused = run("bot", "doctor", settings={**given, "KNOWLEDGE_LLM_KEY": "sk-secret"})
    half = run("bot", "doctor", settings={"KNOWLEDGE_LLM_URL": "http://localhost:9/v1"})

    assert "ok   language model: a-model at 127.0.0.1 answers." in well.stdout
    assert "FAIL language model" in refused.stdout
    assert "401" in refused.stdout
    assert "sk-secret" not in refused.stdout + refused.stderr
    assert "KNOWLEDGE_LLM_MODEL is not" in half.stdout


def test_the_playground_shows_two_answers_and_an_address_and_stops_when_asked(
    library_home: Path,
) -> None:
    """No account, no token, no question left open."""
    command = [sys.executable, "-m", "bot", "playground", "--no-open", "--port", "0"]
    with subprocess.Popen(
        command,
        env=environment(library_home),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        said = ""
        address = None
        assert process.stdout is not None
        while address is None and (line := process.stdout.readline()):
            said += line
            address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        page = urlopen(address.group()).read() if address else b""  # noqa: S310 - our own page
        process.send_signal(signal.SIGTERM)
        code = process.wait(60)

    assert "[1]" in said
    assert "sourdough" in said
    assert b"<html" in page
    assert code == 0
