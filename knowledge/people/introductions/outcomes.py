"""What the bot and both sides do once a candidate has agreed."""

from knowledge.models.introductions import Introduction, Outcome
from knowledge.people.hours import working_days_after
from knowledge.people.introductions import following_up
from knowledge.people.introductions.base import IntroducingBase
from knowledge.people.introductions.changing import ASKER, CANDIDATE, CLOCK, SLACK
from knowledge.people.introductions.due import CLOSE_DAYS, FOLLOW_UP_DAYS


class Outcomes(IntroducingBase):
    """From the common conversation to the end."""

    def introduced(self, introduction_id: str, channel: str) -> Introduction:
        """Note the common conversation; with an empty channel, that the answer was handed on."""

        def change(one: Introduction) -> Introduction:
            due_at = working_days_after(self._clock.now(), FOLLOW_UP_DAYS, self._zone)
            return following_up.introduced(one, channel, due_at)

        return self._changes.make(introduction_id, SLACK, change)

    def failed(self, introduction_id: str, trouble: str) -> Introduction:
        """Note that Slack did not let it happen.

        Args:
            introduction_id: of one that has not ended.
            trouble: why, in words for a curator, naming nobody.
        """
        return self._changes.make(
            introduction_id, SLACK, lambda one: following_up.failed(one, trouble)
        )

    def followed_up(self, introduction_id: str) -> Introduction:
        """Note that both were asked what came of it."""

        def change(one: Introduction) -> Introduction:
            now = self._clock.now()
            due_at = working_days_after(now, CLOSE_DAYS, self._zone)
            return following_up.followed_up(one, now, due_at)

        return self._changes.make(introduction_id, CLOCK, change)

    def says(self, introduction_id: str, by: str, outcome: Outcome) -> Introduction:
        """Note what came of it for one of the two."""
        return self._changes.make(
            introduction_id,
            self._side(introduction_id, by),
            lambda one: following_up.said(one, by, outcome, self._clock.now()),
        )

    def publishes(
        self, introduction_id: str, by: str, *, agrees: bool, text: str = ""
    ) -> Introduction:
        """Note whether one of the two agrees that the answer is published.

        Nothing is published unless both agree to the same text; see `both_publish`.

        Args:
            introduction_id: of one in which both were brought together.
            by: member id of one of the two.
            agrees: to publish.
            text: the answer as they would publish it, where it is not the one that is held.
        """
        return self._changes.make(
            introduction_id,
            self._side(introduction_id, by),
            lambda one: following_up.published(
                one, by, self._clock.now(), agrees=agrees, text=text
            ),
        )

    def closed(self, introduction_id: str) -> Introduction:
        """Note that nothing is left to do; the answer is held no longer."""
        return self._changes.make(introduction_id, CLOCK, following_up.closed)

    def _side(self, introduction_id: str, by: str) -> str:
        one = self._introductions.get(introduction_id)
        return ASKER if one and one.asker == by else CANDIDATE
