"""A look at documents in a process of its own, so that no file can harm this one.

Name and bytes go through a pipe: nothing is written to a disk before it is known to be allowed,
and no name of a file stands in the list of processes.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.errors import RefusedFile
from knowledge.models.inspection import Excerpt, Fetched, Inspection

COMMAND = (sys.executable, "-m", "indexer.inspection")
TIMEOUT_S = 25.0
Found = TypeVar("Found", bound=BaseModel)


class SubprocessInspector:
    """Satisfies the port `Inspector` with `python -m indexer.inspection`.

    Args:
        command: how the process is started; it inherits environment and folder.
        timeout_s: after which it is stopped.
    """

    def __init__(self, command: Sequence[str] = COMMAND, timeout_s: float = TIMEOUT_S) -> None:
        self._command = tuple(command)
        self._timeout_s = timeout_s

    def inspect(self, name: str, data: bytes, about: str = "") -> Inspection:
        """Look at a file's bytes."""
        return self._ask(Inspection, {"name": name, "about": about}, data)

    def excerpt(self, name: str, data: bytes) -> Excerpt:
        """Read how a file begins."""
        return self._ask(Excerpt, {"name": name, "excerpt": True}, data)

    def fetch(self, url: str, about: str = "") -> Fetched:
        """Fetch a page and look at it."""
        return self._ask(Fetched, {"url": url, "about": about}, b"")

    def _ask(self, kind: type[Found], asked: Mapping[str, str | bool], data: bytes) -> Found:
        said = b"\n".join([json.dumps(asked).encode(), data])
        try:
            done = subprocess.run(  # noqa: S603 - our own module, in our own interpreter
                self._command,
                input=said,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a trace may quote the document
                timeout=self._timeout_s,
                check=True,
            )
            return kind.model_validate_json(done.stdout)
        except subprocess.TimeoutExpired:
            raise RefusedFile("Reading it takes too long", "Split it into smaller files") from None
        except (subprocess.CalledProcessError, ValidationError):
            raise RefusedFile(
                "Reading it broke off, as damaged files make it do",
                "Save it anew with the program that made it, then try again",
            ) from None
