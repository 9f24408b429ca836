"""Tells each requester of a build how it goes and how it ended, in one message."""

import logging
from http import HTTPStatus

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.charts import Charts
from bot.delivery import Delivery, Notice
from bot.outbox import Unverifiable
from bot.polling import Polling
from bot.references import log_trouble, reference_of
from bot.views.evaluation import asking, evaluated
from bot.views.parts import Message
from bot.views.reindex import build_report, progress_report
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.evaluation import EVALUATION
from knowledge.models.work import BuildReport, Job
from knowledge.ports import HeldDocuments, Jobs

POLL_S = 3.0
FOLLOWED = "slack:"
_MEMBER_PREFIXES = ("U", "W")
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_log = logging.getLogger(__name__)


class Reports:
    """Polls for builds on a thread of its own.

    A message is posted once a job and requester, whichever process does it, and from then on
    replaced. What it shows is remembered by this process only: after a restart it is replaced
    once more.
    """

    def __init__(
        self,
        jobs: Jobs,
        documents: HeldDocuments,
        delivery: Delivery,
        poll_s: float = POLL_S,
        charts: Charts | None = None,
    ) -> None:
        self._jobs = jobs
        self._charts = charts
        self._documents = documents
        self._delivery = delivery
        self._shown: dict[str, tuple[Notice, Message | None]] = {}
        self._polling = Polling("reports", self.tell_all, poll_s)

    def start(self) -> None:
        """Start to poll."""
        self._polling.start()

    def stop(self) -> None:
        """Stop after the report under way."""
        self._polling.stop()

    def tell_all(self) -> None:
        """Show how all builds stand; one person who cannot be reached stops nobody else."""
        for job in self._jobs.under_way():
            progress = asking(job) if job.source == EVALUATION else progress_report(job)
            for user in job.requested_by:
                self._tell(job, user, progress)
        for job in self._jobs.untold():
            if job.source == EVALUATION:
                told = [self._tell_evaluated(job, user) for user in job.requested_by]
            else:
                message = build_report(job, self._titles(job.report))
                told = [self._tell(job, user, message) for user in job.requested_by]
            if all(told):
                self._jobs.told(job.id)
                for user in job.requested_by:
                    self._shown.pop(_key(job, user), None)

    def _titles(self, report: BuildReport | None) -> dict[str, str]:
        """Return what to call documents whose ids alone a report keeps.

        A member's own title may be their words, and a channel's is for those who are in it.
        """
        ids = (*report.added, *report.changed) if report else ()
        held = self._documents.documents(ids)
        open_to_all = {PUBLIC, COMMUNITY}
        return {
            one: info.name if one.startswith(FOLLOWED) else info.title
            for one, info in held.items()
            if info.scope in open_to_all and (one.startswith(FOLLOWED) or not info.members)
        }

    def _tell_evaluated(self, job: Job, user: str) -> bool:
        """Tell the figures first; the chart is drawn and sent below them where that is allowed."""
        told = self._tell(job, user, evaluated(job))
        run = job.report.checked.evaluation if job.report and job.report.checked else None
        if not told or run is None or self._charts is None or not user.startswith(_MEMBER_PREFIXES):
            return told
        chart = self._charts.send(user, f"chart {job.id} {user}", run)
        return self._tell(job, user, evaluated(job, chart))

    def _tell(self, job: Job, user: str, message: Message) -> bool:
        """Return whether the message is shown, or never can be."""
        if not user.startswith(_MEMBER_PREFIXES):
            return True  # asked for on the command line, and told there; or by the system itself
        try:
            self._show(user, _key(job, user), message)
        except (SlackClientError, Unverifiable, OSError) as error:
            log_trouble(_log, reference_of(_key(job, user)), error)
            return _is_final(error)
        return True

    def _show(self, user: str, key: str, message: Message) -> None:
        if key not in self._shown:
            notice, is_new = self._delivery.notice(user, key, message)
            self._shown[key] = notice, message if is_new else None
        notice, shown = self._shown[key]
        if shown == message:
            return
        try:
            self._delivery.revise(notice, message)
        except SlackApiError as error:
            if error.response.get("error") not in _GONE:
                raise
            # Somebody has deleted it: what it was to say is said in another one.
            notice, _ = self._delivery.notice(user, f"{key} again", message)
        self._shown[key] = notice, message


def _key(job: Job, user: str) -> str:
    return f"build {job.id} {user}"


def _is_final(error: Exception) -> bool:
    """Tell whether another attempt would end the same way, as with a person who has left."""
    if isinstance(error, SlackApiError):
        return bool(error.response.get("error")) and error.response.status_code == HTTPStatus.OK
    return isinstance(error, Unverifiable)
