"""Two who both want it: a conversation of their own, or else an answer, or a line to write to."""

from slack_sdk.errors import SlackApiError

from bot.introductions.afterwards import side_of
from bot.introductions.letterbox import Letterbox
from bot.introductions.mail import NO_LONGER_HERE, Mail, Unreachable
from bot.introductions.sides import Sides
from bot.outbox import Post, Unverifiable
from bot.views.meetings import answer_letter, contact_letter, group_message, pointer
from bot.waiting.office import Means
from knowledge.models.introductions import Introduction, IntroductionState
from knowledge.services import Services

REFUSALS = NO_LONGER_HERE | frozenset(
    {"invalid_user_combination", "missing_scope", "method_not_supported_for_channel_type"}
    | {"not_in_channel", "restricted_action", "not_allowed", "access_denied", "team_access_denied"}
    | {"no_permission", "org_login_required", "ekm_access_denied", "too_many_users"}
)
"""What Slack says where it brings two people together neither today nor tomorrow."""


class Meeting:
    """Brings people together exactly once, however often it is asked to.

    Slack opens the same conversation for the same people every time; the ledger of posts knows
    whether the message stands in it.
    """

    def __init__(
        self,
        services: Services,
        means: Means,
        letterbox: Letterbox,
        mail: Mail,
        sides: Sides,
    ) -> None:
        self._services = services
        self._client = means.client
        self._outbox = means.outbox
        self._letterbox = letterbox
        self._mail = mail
        self._sides = sides
        self._rooms = means.rooms

    def introduce(self, due: Introduction) -> None:
        """Open the conversation and say who is there, or hand the answer on."""
        one = self._services.introducing.get(due.id)
        if one is None or one.state is not IntroductionState.ACCEPTED:
            return
        if one.answer:
            self._hand_on(one)
        else:
            self._bring_together(one)
        self._letterbox.put_right(one.id)

    def _bring_together(self, one: Introduction) -> None:
        try:
            channel = self._open(one)
        except SlackApiError as error:
            code = str(error.response.get("error", ""))
            if code not in REFUSALS:
                raise
            self._instead(one, code)
        else:
            self._services.introducing.introduced(one.id, channel)

    def _open(self, one: Introduction) -> str:
        users = f"{one.asker},{one.candidate}"
        channel = str(self._client.conversations_open(users=users)["channel"]["id"])
        asker, candidate = self._sides.party(one.asker), self._sides.party(one.candidate)
        message = group_message(one, asker, candidate)
        try:
            self._outbox.post(Post(group_key(one.id), channel, message))
        except Unverifiable:
            # The bot may not read such conversations, and so cannot see whether it wrote there.
            address = self._rooms.url(channel)
            for reader, other in ((one.asker, candidate), (one.candidate, asker)):
                key = f"introduction pointer {one.id} {side_of(one, reader)}"
                self._mail.write_if_possible(reader, key, pointer(other, address))
        return channel

    def _instead(self, one: Introduction, code: str) -> None:
        for reader, other in ((one.asker, one.candidate), (one.candidate, one.asker)):
            key = f"introduction contact {one.id} {side_of(one, reader)}"
            said = contact_letter(one, self._sides.party(other))
            self._mail.write_if_possible(reader, key, said)
        self._services.introducing.failed(one.id, f"Slack opens no conversation: {code}")

    def _hand_on(self, one: Introduction) -> None:
        said = answer_letter(one, self._sides.party(one.candidate))
        try:
            self._mail.write(one.asker, f"introduction answer {one.id}", said)
        except Unreachable as error:
            trouble = f"The answer could not be handed on: {error.code}"
            self._services.introducing.failed(one.id, trouble)
        else:
            self._services.introducing.introduced(one.id, "")


def group_key(introduction_id: str) -> str:
    """Return the key of the one message in a conversation of two."""
    return f"introduction group {introduction_id}"
