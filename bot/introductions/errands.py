"""Runs the errands of introductions: in each round, and as soon as somebody agrees."""

import logging
import threading
from collections.abc import Callable, Mapping

from slack_sdk.errors import SlackClientError

from bot.references import log_trouble, reference_of
from knowledge.errors import KnowledgeError, TransitionError
from knowledge.models.introductions import Errand, Introduction
from knowledge.services import Services

_log = logging.getLogger(__name__)


class Errands:
    """Does what is due; what could not be done is due again in the next round.

    Args:
        services: say what is due.
        doing: what is done for each sort of errand.
    """

    def __init__(
        self, services: Services, doing: Mapping[Errand, Callable[[Introduction], None]]
    ) -> None:
        self._services = services
        self._doing = doing
        # A round and a worker come here at the same time: what one has done the other must see.
        self._one_at_a_time = threading.Lock()

    def run(self) -> None:
        """Do all that is due; one that fails stops no other."""
        with self._one_at_a_time:
            for due in self._services.introducing.due():
                try:
                    self._doing[due.what](due.introduction)
                except TransitionError:
                    _log.info("an introduction has gone another way meanwhile")
                except (KnowledgeError, SlackClientError, OSError) as error:
                    log_trouble(_log, reference_of(f"introduction {due.introduction.id}"), error)
