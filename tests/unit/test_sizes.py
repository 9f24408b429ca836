"""Size budgets: what does not fit in a head is split."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "knowledge", "indexer")
FILE_LINES, FUNCTION_LINES, PAGE_LINES, DECISION_LINES = 300, 40, 150, 40


def sources(*folders: str) -> list[Path]:
    """Return all modules below folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def lines(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield name and length of every function, docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_no_module_is_longer_than_its_budget() -> None:
    """One idea a file."""
    assert [path for path in sources(*ROOMS, "tests") if lines(path) > FILE_LINES] == []


def test_no_function_is_longer_than_its_budget() -> None:
    """A function is read at a glance."""
    # A migration lists a database's tables, and is never touched again.
    hand_written = [path for path in sources(*ROOMS) if "migrations" not in path.parts]
    found = [one for path in hand_written for one in functions(path)]

    assert found
    assert [one for one in found if one[1] > FUNCTION_LINES] == []


@pytest.mark.parametrize(
    ("pages", "budget"),
    [("docs/ARCHITECTURE.md", PAGE_LINES), ("docs/adr/*.md", DECISION_LINES)],
)
def test_documents_stay_readable(pages: str, budget: int) -> None:
    """Nobody reads a long one."""
    found = list(ROOT.glob(pages))

    assert found
    assert [path for path in found if lines(path) > budget] == []
