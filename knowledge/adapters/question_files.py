"""The file of labelled questions: the one that is set, or else the pack's."""

import logging
from pathlib import Path

from knowledge.errors import DataError
from knowledge.models.community import CommunityPack
from knowledge.models.questions import LabelledQuestion
from knowledge.text.questions import read_questions

IN_PACK = "questions.jsonl"
_log = logging.getLogger(__name__)


def questions_path(pack: CommunityPack, own: Path | None) -> Path | None:
    """Return the file that is set, else the pack's, or None where it has none."""
    shipped = pack.folder / IN_PACK
    return own or (shipped if shipped.is_file() else None)


def labelled_questions(pack: CommunityPack, own: Path | None) -> tuple[LabelledQuestion, ...]:
    """Read the questions that say from which score on an answer is right.

    Left out are those that are never searched, and those that need the questions before them.

    Raises:
        DataError: the file is missing, or a line of it is no such question.
    """
    path = questions_path(pack, own)
    read = read_questions(path).questions if path else ()
    return tuple(one for one in read if not one.earlier and pack.route_of(one.question) is None)


def labelled_if_readable(pack: CommunityPack, own: Path | None) -> tuple[LabelledQuestion, ...]:
    """Read the same, or none: erasing and withdrawing must not wait for a file to be mended.

    Evaluation names what is wrong with the file, after each build.
    """
    try:
        return labelled_questions(pack, own)
    except DataError as error:
        _log.warning("not calibrated with labelled questions: %s", error)
        return ()
