"""Finding files: what is taken, what is passed over, what is said when there is nothing."""

import os
from pathlib import Path
from typing import Any

import pytest

from indexer.files import find_files
from knowledge.errors import SourceError


def write(folder: Path, *names: str) -> None:
    """Write small files below a folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Lamps.", encoding="utf-8")


def names(*paths: Path) -> list[str]:
    """Return the names of what is found."""
    return [file.name for file in find_files(paths)]


def test_files_at_any_depth_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    """Two runs over one folder see the same files in the same order."""
    write(tmp_path, "b.md", "a/z.txt", "a/deep/er/c.csv", "D.HTML")

    assert names(tmp_path) == ["D.HTML", "a/deep/er/c.csv", "a/z.txt", "b.md"]


def test_a_file_can_be_named_itself(tmp_path: Path) -> None:
    """Its folder is the root."""
    write(tmp_path, "a.md", "b.md")
    (file,) = find_files([tmp_path / "a.md"])

    assert (file.root, file.name, file.path) == (tmp_path, "a.md", tmp_path / "a.md")


def test_the_id_is_the_absolute_path_however_the_file_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rebuild from another folder finds the same documents."""
    write(tmp_path, "docs/a.md")
    monkeypatch.chdir(tmp_path)
    (file,) = find_files([Path("docs/../docs")])

    assert file.id == f"{tmp_path.as_posix()}/docs/a.md"


def test_a_file_that_two_paths_hold_is_found_once(tmp_path: Path) -> None:
    """A folder and a file in it may both be named."""
    write(tmp_path, "a.md", "b.md")

    assert names(tmp_path, tmp_path / "b.md") == ["a.md", "b.md"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    """What begins with a dot was not meant to be read."""
    write(tmp_path, "a.md", ".b.md", ".git/c.md", "d/.e/f.md")

    assert names(tmp_path) == ["a.md"]


def test_a_link_that_leaves_the_folder_is_passed_over(tmp_path: Path) -> None:
    """Nobody publishes another folder's files by a link."""
    write(tmp_path, "docs/a.md", "secret/b.md")
    (tmp_path / "docs" / "b.md").symlink_to(tmp_path / "secret" / "b.md")
    (tmp_path / "docs" / "c").symlink_to(tmp_path / "secret")

    assert names(tmp_path / "docs") == ["a.md"]


def test_a_link_within_the_folder_to_a_found_file_adds_nothing(tmp_path: Path) -> None:
    """The same text would be cited twice."""
    write(tmp_path, "z.md")
    (tmp_path / "a.md").symlink_to("z.md")

    assert names(tmp_path) == ["z.md"]


def test_a_link_to_a_hidden_file_of_the_folder_is_found_under_its_own_name(tmp_path: Path) -> None:
    """Mounted configuration folders are built of such links."""
    write(tmp_path, "..data/a.md")
    (tmp_path / "a.md").symlink_to("..data/a.md")

    assert names(tmp_path) == ["a.md"]


def test_links_in_a_circle_and_links_to_nowhere_are_passed_over(tmp_path: Path) -> None:
    """They hold no text."""
    write(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to("c.md")
    (tmp_path / "c.md").symlink_to("b.md")
    (tmp_path / "d.md").symlink_to("gone.md")
    (tmp_path / "e").symlink_to(tmp_path)

    assert names(tmp_path) == ["a.md"]


def test_what_is_no_plain_file_is_passed_over(tmp_path: Path) -> None:
    """Reading a pipe would wait for ever."""
    write(tmp_path, "a.md")
    os.mkfifo(tmp_path / "b.md")

    assert names(tmp_path) == ["a.md"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    """The person sees which of several paths was mistyped."""
    with pytest.raises(SourceError, match=r"nowhere does not exist\. Give an existing file"):
        find_files([tmp_path / "nowhere"])


@pytest.mark.parametrize("content", [(), ("photo.png", "plan.rtf"), (".hidden.md",)])
def test_a_folder_without_a_readable_file_says_what_is_readable(
    tmp_path: Path, content: tuple[str, ...]
) -> None:
    """Which formats there are stands in the message."""
    write(tmp_path, *content)

    with pytest.raises(
        SourceError, match=r"holds no file that can be indexed \(\.md \.html .*\.pdf.*\)"
    ):
        find_files([tmp_path])


def test_files_of_other_formats_are_found_beside_readable_ones(tmp_path: Path) -> None:
    """The report tells why they were not read."""
    write(tmp_path, "a.md", "plan.pdf")

    assert names(tmp_path) == ["a.md", "plan.pdf"]


def test_a_device_is_refused() -> None:
    """It is neither a file nor a folder."""
    with pytest.raises(SourceError, match="/dev/null is neither a file nor a folder"):
        find_files([Path("/dev/null")])


def test_a_folder_that_cannot_be_opened_is_reported_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One closed folder does not end the run."""
    write(tmp_path, "a.md", "closed/b.md")
    real = os.scandir

    def scandir(path: str) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_files([tmp_path])

    assert [file.name for file in found] == ["a.md"]
    assert [(one.name, one.whole_file) for one in found.refused] == [("closed/", True)]
    assert found.closed[0].id == f"{tmp_path.as_posix()}/closed"


def test_a_path_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that was asked for itself is an error, not a remark."""
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(SourceError, match="cannot be opened"):
        find_files([tmp_path])
