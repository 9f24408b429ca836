"""Where the bot's token goes, and where it does not."""

import pytest
from slack_sdk import WebClient

from bot.documents.slack_files import FileFacts, SlackFiles, check_size
from knowledge.errors import RefusedFile
from knowledge.ports import MAX_UPLOAD_BYTES

TOKEN = "xoxb-harbour"  # noqa: S105 - opens nothing


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/files-pri/T1-F1/a.pdf",
        "https://files.slack.com.evil.example/a.pdf",
        "https://slack.com@evil.example/a.pdf",
        "http://files.slack.com/a.pdf",
        "https://files.slack.com:8443/a.pdf",
        "",
    ],
)
def test_the_token_goes_to_slacks_own_hosts_alone(url: str) -> None:
    """An address in a file object is somebody's word, no more."""
    files = SlackFiles(WebClient(token=TOKEN))

    with pytest.raises(RefusedFile, match="not one of Slack's"):
        files.content(FileFacts("a.pdf", 1, url))


@pytest.mark.parametrize(("size", "reason"), [(0, "empty"), (MAX_UPLOAD_BYTES + 1, "up to 20")])
def test_a_size_is_enough_to_refuse(size: int, reason: str) -> None:
    """Before anything is downloaded."""
    with pytest.raises(RefusedFile, match=reason):
        check_size(FileFacts("a.pdf", size, "https://files.slack.com/a.pdf"))


def test_the_largest_size_is_taken() -> None:
    """To the byte."""
    check_size(FileFacts("a.pdf", MAX_UPLOAD_BYTES, "https://files.slack.com/a.pdf"))
