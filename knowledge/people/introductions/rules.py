"""Whether somebody may be asked for an introduction; the reason is nobody else's business."""

from collections.abc import Mapping
from datetime import datetime

from knowledge.errors import UnavailableError
from knowledge.models.introductions import Introduction
from knowledge.models.members import Availability, Member
from knowledge.models.waiting import digest_of
from knowledge.people.declining import is_declined
from knowledge.people.hours import WINDOW, is_paused, next_opening
from knowledge.ports import Clock, Introductions, Members
from knowledge.text.terms import terms


def unavailable() -> UnavailableError:
    """Return the one refusal that an asker reads, whatever its reason is."""
    return UnavailableError(
        "This member cannot be asked just now",
        "Ask somebody else, or put your question to a channel",
    )


class Rules:
    """The rules, over what is stored now.

    Args:
        introductions: what was asked before.
        members: what they agreed to.
        clock: the time.
        zone: IANA name of the community's time zone.
    """

    def __init__(
        self, introductions: Introductions, members: Members, clock: Clock, zone: str
    ) -> None:
        self._introductions = introductions
        self._members = members
        self._clock = clock
        self.zone = zone

    def may_ask(self, asker: str, candidate: str, question: str, reason: str = "") -> bool:
        """Tell whether a new question may be put to a candidate.

        Args:
            asker, candidate: member ids.
            question: nobody is asked the same one of the same asker again.
            reason: why it is asked.
        """
        member = self._willing(asker, candidate, f"{question}\n{reason}")
        if member is None:
            return False
        digest = digest_of(question)
        if any(one.asker == asker and one.digest == digest for one in self._asked(candidate)):
            return False
        since = self._clock.now() - WINDOW
        asks = self._introductions.asked_since(since).get(candidate, 0)
        return asks < member.availability.most_asks

    def may_deliver(self, one: Introduction, promised: int) -> bool:
        """Tell whether the letter of a draft may still be written.

        Args:
            one: a draft.
            promised: how many other letters to the candidate are about to be written.
        """
        member = self._willing(one.asker, one.candidate, f"{one.question}\n{one.reason}")
        if member is None:
            return False
        since = self._clock.now() - WINDOW
        written = sum(
            other.asked_at is not None and other.asked_at >= since
            for other in self._asked(one.candidate)
        )
        return written + promised < member.availability.most_asks

    def may_remind(self, one: Introduction) -> bool:
        """Tell whether a candidate may be written to again on what they were asked."""
        subject = f"{one.question}\n{one.reason}"
        return self._willing(one.asker, one.candidate, subject) is not None

    def are_apart(self, one: str, other: str) -> bool:
        """Tell whether one of two wants never to be introduced to the other."""
        return _apart(self._members.many((one, other)), one, other)

    def is_void(self, one: Introduction) -> bool:
        """Tell whether the two must not be brought together although the candidate would."""
        return not (one.asker and one.candidate) or self.are_apart(one.asker, one.candidate)

    def rests(self, member: str) -> bool:
        """Tell whether somebody was paused because asks stayed unanswered."""
        return self._availability(member).paused_by_us

    def opening(self, member: str, now: datetime) -> datetime | None:
        """Return when somebody may be written to next; None for never."""
        return next_opening(self._availability(member), now, self.zone)

    def hours_begin(self, member: str, now: datetime) -> datetime | None:
        """Return when somebody's hours begin, paused or not; `now` while they last."""
        awake = {"paused_until": None, "paused_by_us": False}
        own = self._availability(member).model_copy(update=awake)
        return next_opening(own, now, self.zone)

    def _availability(self, member: str) -> Availability:
        # Who never said when is written to in ordinary working hours.
        known = self._members.get(member)
        return known.availability if known else Availability()

    def _willing(self, asker: str, candidate: str, subject: str) -> Member | None:
        both, now = self._members.many((asker, candidate)), self._clock.now()
        member = both.get(candidate)
        if member is None or not asker or asker == candidate:
            return None
        own = member.availability
        refused = (
            not (member.is_listed and member.wishes.contactable)
            or is_paused(own, now, self.zone)
            or is_declined(set(terms(subject)), own.declined_topics)
            or _apart(both, asker, candidate)
            or next_opening(own, now, self.zone) is None
        )
        return None if refused else member

    def _asked(self, candidate: str) -> tuple[Introduction, ...]:
        return self._introductions.of_candidate(candidate)


def _apart(known: Mapping[str, Member], one: str, other: str) -> bool:
    kept = {name: known[name].never_pair for name in known}
    return other in kept.get(one, ()) or one in kept.get(other, ())
