"""Charts in a curator's direct messages, each sent once."""

import logging

import httpx
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.mrkdwn import clip
from bot.outbox import Outbox, posting_client
from bot.references import log_trouble, reference_of
from bot.views.evaluation import Chart
from knowledge.models.evaluation import Evaluation
from knowledge.ports import Evaluations

TIMEOUT_S = 20.0
ALT_CHARS = 1000
NAME, TITLE = "quality.png", "Quality over time"
_log = logging.getLogger(__name__)


class Charts:
    """Draws quality over time and uploads it, where the app may write files.

    Args:
        client: for everything that may safely be repeated.
    """

    def __init__(self, client: WebClient, outbox: Outbox, runs: Evaluations) -> None:
        self._client = client
        self._posting = posting_client(client)
        self._outbox = outbox
        self._runs = runs

    def send(self, user: str, key: str, run: Evaluation) -> Chart:
        """Send the chart of a run's set to somebody, at most once; the figures stand without it."""
        try:
            self._send(user, key, run)
        except Exception as error:  # noqa: BLE001 - whatever it is, the figures have been told
            if isinstance(error, SlackApiError) and _code(error) == "missing_scope":
                return Chart.NOT_GRANTED
            log_trouble(_log, reference_of(key), error)
            return Chart.FAILED
        return Chart.SENT

    def _send(self, user: str, key: str, run: Evaluation) -> None:
        # matplotlib takes a second to import, and most bots never draw.
        from knowledge.evaluation.chart import draw
        from knowledge.evaluation.report import described

        history = self._runs.history(run.name, run.scopes)
        picture, words = draw(history), clip(described(history), ALT_CHARS)
        channel = self._client.conversations_open(users=user)["channel"]["id"]
        told = self._client.files_getUploadURLExternal(
            filename=NAME, length=len(picture), alt_txt=words
        )
        httpx.post(told["upload_url"], content=picture, timeout=TIMEOUT_S).raise_for_status()
        files = [{"id": str(told["file_id"]), "title": TITLE}]

        # Only this step is seen, and only this one must not be repeated.
        def share() -> None:
            self._posting.files_completeUploadExternal(files=files, channel_id=channel)  # type: ignore[arg-type]

        self._outbox.whisper(key, share)


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error"))
