"""A look at documents, by the real process and its fake."""

import sys
from collections.abc import Callable

import pytest

from knowledge.adapters.inspector import SubprocessInspector
from knowledge.errors import RefusedFile
from knowledge.models.inspection import Outcome
from knowledge.ports import Inspector
from tests.fakes.inspector import FakeInspector

TIDES = b"# Tide trials\n\nThey ended in May."


@pytest.fixture(params=["process", "fake"])
def inspector(request: pytest.FixtureRequest) -> Inspector:
    """Each implementation in turn."""
    made: dict[str, Callable[[], Inspector]] = {
        "process": SubprocessInspector,
        "fake": FakeInspector,
    }
    return made[request.param]()


def test_an_ordinary_document_is_described(inspector: Inspector) -> None:
    """Never with its text."""
    found = inspector.inspect("tides.md", TIDES)

    assert (found.outcome, found.title, found.documents) == (Outcome.ALLOW, "Tide trials", 1)
    assert "ended" not in found.model_dump_json()


def test_a_curator_reads_how_a_document_begins(inspector: Inspector) -> None:
    """Nobody decides blind."""
    assert "They ended in May." in inspector.excerpt("tides.md", TIDES).text


def test_of_a_blocked_document_nothing_is_read_out() -> None:
    """Nor of one that cannot be read."""
    inspector = SubprocessInspector()

    assert inspector.excerpt("tides.md", b"SECRET\n\nThey ended in May.").text == ""
    assert inspector.excerpt("tides.pdf", b"They ended in May.").text == ""


def test_what_was_typed_about_it_is_judged_along() -> None:
    """A marking does not slip in through the title."""
    found = SubprocessInspector().inspect("tides.md", TIDES, about="Tides\nTOP SECRET")

    assert (found.outcome, found.label, found.title) == (Outcome.BLOCK, "TOP SECRET", "")


def test_a_private_page_comes_back_without_bytes() -> None:
    """Nothing was fetched."""
    page = SubprocessInspector().fetch("http://127.0.0.1:9/")

    assert (page.inspection.outcome, page.data) == (Outcome.REFUSED, b"")


@pytest.mark.parametrize(
    "program", ["import sys; sys.exit(3)", "print('no answer')", "import os; os.abort()"]
)
def test_a_look_that_breaks_off_is_a_refusal(program: str) -> None:
    """A file that kills its reader kills nothing else."""
    broken = SubprocessInspector((sys.executable, "-c", program))

    with pytest.raises(RefusedFile, match="broke off"):
        broken.inspect("tides.md", TIDES)


def test_a_look_without_end_is_ended() -> None:
    """Somebody waits for it."""
    endless = SubprocessInspector(
        (sys.executable, "-c", "import time; time.sleep(60)"), timeout_s=0.2
    )

    with pytest.raises(RefusedFile, match="too long"):
        endless.inspect("tides.md", TIDES)
