"""Files in Slack: what they are, and their bytes; the token goes to Slack's own host alone."""

import time
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from knowledge.errors import RefusedFile
from knowledge.ports import MAX_UPLOAD_BYTES

TIMEOUT_S = 10.0
ALL_OF_IT_S = 20.0
LONGEST_WAIT_S = 5.0
_STORED_BY_SLACK = frozenset({"hosted", "snippet"})
_GONE = frozenset({"file_not_found", "file_deleted", "not_found"})
NO_SCOPE = RefusedFile(
    "I am not allowed to read files in this workspace",
    "Ask an administrator to grant the app the optional scope files:read and to install it "
    "again; the link of a web page needs no such leave",
)


class DownloadFailed(Exception):  # noqa: N818 - another attempt may succeed
    """Slack did not give the file this time."""


class FileFacts(NamedTuple):
    """What is known of a file before it is downloaded; `size` in bytes."""

    name: str
    size: int
    url: str


class SlackFiles:
    """Reads files that were shared with the bot.

    Args:
        client: with the bot's token and the address of Slack's Web API.
    """

    def __init__(self, client: WebClient) -> None:
        self._client = client
        api = urlsplit(client.base_url)
        self._scheme = api.scheme
        self._hosts = {api.netloc, f"files.{api.netloc}"}

    def about(self, file_id: str) -> FileFacts:
        """Return what Slack says of a file.

        Raises:
            RefusedFile: it is gone, closed to the bot, or lies elsewhere.
        """
        try:
            file: dict[str, Any] = self._client.files_info(file=file_id)["file"]
        except SlackApiError as error:
            code = error.response.get("error")
            if code == "missing_scope":
                raise NO_SCOPE from None
            if code in _GONE:
                raise _gone() from None
            raise
        if file.get("mode") == "tombstone":
            raise _gone()
        if file.get("is_external") or file.get("mode") not in _STORED_BY_SLACK:
            raise RefusedFile(
                "It does not lie in Slack as a file, but in another service or as a canvas",
                "Save it as PDF or Word and send that file",
            )
        name, url = str(file.get("name") or "untitled"), str(file.get("url_private") or "")
        return FileFacts(name, int(file.get("size") or 0), url)

    def content(self, facts: FileFacts) -> bytes:
        """Download a file.

        Raises:
            RefusedFile: it is too large, or closed to the bot.
            DownloadFailed: it did not come whole; another attempt may succeed.
        """
        check_size(facts)
        parts = urlsplit(facts.url)
        if parts.scheme != self._scheme or parts.netloc not in self._hosts:
            raise RefusedFile("Its address is not one of Slack's", "Send the file itself")
        try:
            return self._download(facts)
        except httpx.HTTPError as error:
            raise DownloadFailed(type(error).__name__) from None

    def _download(self, facts: FileFacts) -> bytes:
        headers = {"authorization": f"Bearer {self._client.token}"}
        with httpx.Client(timeout=TIMEOUT_S, headers=headers) as client:
            for is_last in (False, True):
                with client.stream("GET", facts.url) as answer:
                    if answer.status_code != HTTPStatus.TOO_MANY_REQUESTS or is_last:
                        return _body(answer, facts)
                    wait_s = float(answer.headers.get("retry-after") or 1)
                time.sleep(min(wait_s, LONGEST_WAIT_S))
        raise DownloadFailed("refused")


def check_size(facts: FileFacts) -> None:
    """Refuse a file by its size alone.

    Raises:
        RefusedFile: it is empty or too large.
    """
    if facts.size > MAX_UPLOAD_BYTES:
        raise RefusedFile(
            f"It has {facts.size / 1e6:.0f} MB, and I take up to {MAX_UPLOAD_BYTES // 1_000_000}",
            "Split it, or ask an administrator to put it into an indexed folder",
        )
    if facts.size == 0:
        raise RefusedFile("The file is empty", "Look whether the right file was taken")


def _body(answer: httpx.Response, facts: FileFacts) -> bytes:
    if answer.is_redirect:  # to the page where people sign in
        raise NO_SCOPE
    if answer.status_code == HTTPStatus.NOT_FOUND:
        raise _gone()
    if not answer.is_success:
        raise DownloadFailed(f"HTTP {answer.status_code}")
    until = time.monotonic() + ALL_OF_IT_S
    data = bytearray()
    for part in answer.iter_bytes():
        data += part
        if len(data) > facts.size or time.monotonic() > until:
            break
    if len(data) != facts.size:
        raise DownloadFailed("not as long as it should be")
    return bytes(data)


def _gone() -> RefusedFile:
    return RefusedFile("The file is no longer in Slack", "Send it again if it is still wanted")
