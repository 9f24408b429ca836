"""`python -m indexer markings`: a verdict a line, and one clear error for a bad one."""

import json
from pathlib import Path

import pytest

from indexer.marking_lines import as_json, judged
from knowledge.adapters.community_pack import load_community
from knowledge.errors import DataError

RULES = load_community("police_science").sensitivity


def written(folder: Path, *lines: str) -> Path:
    """Write a file of lines."""
    path = folder / "texts.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_each_line_gets_its_label_and_action(tmp_path: Path) -> None:
    """The file's name counts too, and blank lines do not."""
    path = written(
        tmp_path,
        '{"id": "a", "text": "SECRET\\nthree lines"}',
        "",
        '{"id": 7, "text": "plain words", "filename": "x_TLP-AMBER.pdf", "more": 1}',
        '{"id": "c", "text": "the secret of radio", "filename": null}',
    )
    rows = [json.loads(as_json(key, verdict)) for key, verdict in judged(path, RULES)]

    assert rows == [
        {"id": "a", "label": "SECRET", "action": "block"},
        {"id": "7", "label": "TLP:AMBER", "action": "hold"},
        {"id": "c", "label": "none", "action": "allow"},
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{no json", "texts.jsonl, line 2: no JSON"),
        ('{"id": "b"}', "texts.jsonl, line 2: text: field required"),
        ('["id", "text"]', "texts.jsonl, line 2: the line:"),
        ('{"id": "b", "text": 3.5, "filename": []}', "texts.jsonl, line 2: filename:"),
    ],
)
def test_a_bad_line_is_named_and_not_quoted(tmp_path: Path, line: str, says: str) -> None:
    """What went before it has been told."""
    path = written(tmp_path, '{"id": "a", "text": "SECRET"}', line)
    seen: list[str] = []

    with pytest.raises(DataError) as caught:
        seen.extend(verdict.label for _, verdict in judged(path, RULES))
    assert caught.value.message.startswith(says)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With what is wrong with it."""
    with pytest.raises(DataError, match=r"nowhere\.jsonl cannot be read: no such file"):
        list(judged(tmp_path / "nowhere.jsonl", RULES))
