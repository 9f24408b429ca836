"""Tells each requester of a build, once, how it ended."""

import logging
import threading
from http import HTTPStatus

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.delivery import Delivery
from bot.outbox import Unverifiable
from bot.references import log_trouble, reference_of
from bot.views.reindex import build_report
from knowledge.models.work import Job
from knowledge.ports import Jobs

POLL_S = 5.0
_MEMBER_PREFIXES = ("U", "W")
_log = logging.getLogger(__name__)


class Reports:
    """Polls for ended builds on a thread of its own."""

    def __init__(self, jobs: Jobs, delivery: Delivery, poll_s: float = POLL_S) -> None:
        self._jobs = jobs
        self._delivery = delivery
        self._poll_s = poll_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reports", daemon=True)

    def start(self) -> None:
        """Start to poll."""
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """Stop after the report under way."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def tell_all(self) -> None:
        """Send what has not been told yet; one person who cannot be reached stops nobody else."""
        for job in self._jobs.untold():
            told = [self._tell(job, user) for user in job.requested_by]
            if all(told):
                self._jobs.told(job.id)

    def _tell(self, job: Job, user: str) -> bool:
        if not user.startswith(_MEMBER_PREFIXES):
            return True  # asked for on the command line, and told there
        key = f"build {job.id} {user}"
        try:
            self._delivery.tell(user, key, build_report(job))
        except (SlackClientError, Unverifiable, OSError) as error:
            log_trouble(_log, reference_of(key), error)
            return _is_final(error)
        return True

    def _run(self) -> None:
        while not self._stopping.wait(self._poll_s):
            try:
                self.tell_all()
            except Exception as error:  # noqa: BLE001 - the next poll may succeed
                log_trouble(_log, reference_of("reports"), error)


def _is_final(error: Exception) -> bool:
    """Tell whether another attempt would end the same way, as with a person who has left."""
    if isinstance(error, SlackApiError):
        return bool(error.response.get("error")) and error.response.status_code == HTTPStatus.OK
    return isinstance(error, Unverifiable)
