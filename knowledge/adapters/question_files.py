"""Files of questions that curators keep: one JSON object a line."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import SettingsError
from knowledge.models.community import CommunityPack
from knowledge.models.questions import KeptQuestion

IN_PACK = "questions.jsonl"


def kept_questions(pack: CommunityPack, own: Path | None) -> tuple[KeptQuestion, ...]:
    """Read a pack's questions, if it has any, and a community's own, but those never searched.

    Raises:
        SettingsError: a file is missing, or a line of it is no such question.
    """
    shipped = pack.folder / IN_PACK
    files = [shipped] if shipped.is_file() else []
    if own is not None:
        files.append(own)
    read = (one for path in files for one in _read(path))
    return tuple(one for one in read if pack.route_of(one.question) is None)


def _read(path: Path) -> Iterator[KeptQuestion]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read as UTF-8"
        raise SettingsError(
            f"The file of questions {path} {reason}",
            "Correct KNOWLEDGE_QUESTIONS, or put a readable file there",
        ) from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _question(path, number, line)


def _question(path: Path, number: int, line: str) -> KeptQuestion:
    try:
        return KeptQuestion.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the line"
        raise SettingsError(
            f"{path.name} line {number}: {where}: {first['msg']}",
            'Write a line such as {"question": "What is an ARI?", "answerable": true}',
        ) from None
