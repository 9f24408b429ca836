"""What every part of introducing works with."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.people.introductions.changing import Changes
from knowledge.people.introductions.due import Agenda
from knowledge.people.introductions.resting import Resting
from knowledge.people.introductions.rules import Rules
from knowledge.ports import Clock, Gaps, Introductions, Members


def _fresh_id() -> str:
    return secrets.token_hex(6)


@dataclass(frozen=True, slots=True)
class IntroductionStores:
    """What introductions work with.

    Attributes:
        zone: IANA name of the community's time zone.
        new_id: makes ids of introductions.
    """

    introductions: Introductions
    members: Members
    gaps: Gaps
    clock: Clock
    zone: str
    new_id: Callable[[], str] = _fresh_id


class IntroducingBase:
    """Stores and rules of introducing.

    Args:
        stores: where everything is kept.
    """

    def __init__(self, stores: IntroductionStores) -> None:
        self._introductions = stores.introductions
        self._gaps = stores.gaps
        self._clock = stores.clock
        self._zone = stores.zone
        self._new_id = stores.new_id
        self._rules = Rules(stores.introductions, stores.members, stores.clock, stores.zone)
        self._changes = Changes(stores.introductions, stores.clock)
        self._agenda = Agenda(stores.introductions, self._changes, self._rules)
        self._resting = Resting(stores.introductions, stores.members, stores.clock, stores.zone)
        # Two ask for the last free place of one candidate: the second must see the first.
        self._one_at_a_time = threading.Lock()
