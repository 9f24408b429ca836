"""Who will see a reply: Slack's people and channels as an audience; in doubt, the public's."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.models import Place, Question
from bot.references import log_trouble, reference_of
from knowledge.models.access import Audience
from knowledge.ports import Clock

MAX_AGE = timedelta(seconds=60)
PAGE = 200
ONE_BY_ONE = 20  # above this many strangers, the whole directory is fewer calls

Value = TypeVar("Value")


class Room(NamedTuple):
    """What matters of a channel: whether outsiders read it, whether it is private."""

    shared: bool
    private: bool


_CHANNEL = "channel:"
_GUESTS = ("is_restricted", "is_ultra_restricted", "is_stranger", "deleted")
_SHARED = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared")
_log = logging.getLogger(__name__)


class Audiences:
    """Audiences, at most 60 seconds old.

    Args:
        held: tells the access scopes that the store holds text of.
        follows_private: whether messages in private channels reach the bot without a mention.
    """

    def __init__(
        self,
        client: WebClient,
        clock: Clock,
        held: Callable[[], frozenset[str]],
        *,
        follows_private: bool = False,
    ) -> None:
        self._client = client
        self._clock = clock
        self._held = held
        self._follows_private = follows_private
        self._lock = threading.Lock()
        self._full: dict[str, tuple[datetime, bool]] = {}
        self._active: dict[str, tuple[datetime, bool]] = {}
        self._members: dict[str, tuple[datetime, frozenset[str]]] = {}
        self._rooms: dict[str, tuple[datetime, Room]] = {}

    def of(self, question: Question) -> Audience:
        """Return who will see the reply to a question."""
        if question.place is Place.CHANNEL:
            return self.of_channel(question.channel)
        return self.of_person(question.user)

    def of_channel(self, channel: str) -> Audience:
        """Return what every reader of a channel may read; `public` alone when in doubt."""
        try:
            everybody = not self._room(channel).shared and self._are_full(self._in(channel))
        except (SlackClientError, OSError) as error:
            return _public_only(error)
        return Audience.of_channel(channel, all_full_members=everybody)

    def of_person(self, user: str) -> Audience:
        """Return what one person may read; `public` alone when in doubt."""
        held = [scope.removeprefix(_CHANNEL) for scope in self._held() if _CHANNEL in scope]
        try:
            full = self._are_full([user])
            channels = [channel for channel in held if user in self._in(channel)]
        except (SlackClientError, OSError) as error:
            return _public_only(error)
        return Audience.of(full_member=full, member=user, channels=channels)

    def could_read_more(self, user: str, audience: Audience) -> bool:
        """Tell whether text is held that the person may read and the audience may not."""
        own = self.of_person(user)
        return any(own.may_read(scope) and not audience.may_read(scope) for scope in self._held())

    def can_follow(self, channel: str) -> bool:
        """Tell whether messages in the channel reach the bot without a mention."""
        try:
            return self._follows_private or not self._room(channel).private
        except (SlackClientError, OSError):
            return False

    def is_member(self, user: str) -> bool:
        """Tell whether a person is a full member, neither guest nor partner; no when in doubt."""
        try:
            return self._are_full([user])
        except (SlackClientError, OSError):
            return False

    def is_in(self, user: str, channel: str) -> bool:
        """Tell whether a person is in a channel; no when in doubt."""
        try:
            return user in self._in(channel)
        except (SlackClientError, OSError):
            return False

    def may_read(self, user: str, scope: str) -> bool:
        """Tell whether a person may read what has a scope, be it in the index yet or not."""
        if scope.startswith(_CHANNEL):
            return self.is_in(user, scope.removeprefix(_CHANNEL))
        return self.of_person(user).may_read(scope)

    def is_private(self, channel: str) -> bool:
        """Tell whether only its members can read a channel; so it is said when in doubt."""
        try:
            return self._room(channel).private
        except (SlackClientError, OSError):
            return True

    def is_active(self, user: str) -> bool:
        """Tell whether a person still has an account; in doubt, they have none."""
        known = self._young(self._active, user)
        if known is None:
            try:
                found = self._client.users_info(user=user)["user"]
            except (SlackClientError, OSError) as error:
                log_trouble(_log, reference_of("account"), error)
                return False
            known = not found.get("deleted")
            self._keep(self._active, {user: known})
        return known

    def forget(self) -> None:
        """Look everything up anew next time."""
        with self._lock:
            for kept in (self._full, self._active, self._members, self._rooms):
                kept.clear()

    def _room(self, channel: str) -> Room:
        known = self._young(self._rooms, channel)
        if known is None:
            info = self._client.conversations_info(channel=channel)["channel"]
            shared = any(info.get(flag) for flag in _SHARED)
            known = Room(shared=shared, private=bool(info.get("is_private")))
            self._keep(self._rooms, {channel: known})
        return known

    def _in(self, channel: str) -> frozenset[str]:
        known = self._young(self._members, channel)
        if known is None:
            pages = self._pages(self._client.conversations_members, channel=channel, limit=1000)
            known = frozenset(member for page in pages for member in page["members"])
            self._keep(self._members, {channel: known})
        return known

    def _are_full(self, users: Iterable[str]) -> bool:
        wanted = frozenset(users)
        unknown = [user for user in wanted if self._young(self._full, user) is None]
        if len(unknown) > ONE_BY_ONE:
            pages = self._pages(self._client.users_list, limit=PAGE)
            found = [user for page in pages for user in page["members"]]
        else:
            found = [self._client.users_info(user=user)["user"] for user in unknown]
        self._keep(self._full, {user["id"]: _is_full_member(user) for user in found})
        # Whoever is missing even from the directory belongs to another organisation.
        return all(self._young(self._full, user) is True for user in wanted)

    def _pages(self, method: Callable[..., Any], **asked: Any) -> Iterator[Any]:  # noqa: ANN401
        cursor = ""
        while True:
            page = method(**asked, **({"cursor": cursor} if cursor else {}))
            yield page
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _young(self, kept: Mapping[str, tuple[datetime, Value]], key: str) -> Value | None:
        with self._lock:
            entry = kept.get(key)
        return entry[1] if entry and self._clock.now() - entry[0] < MAX_AGE else None

    def _keep(self, kept: dict[str, tuple[datetime, Value]], values: dict[str, Value]) -> None:
        now = self._clock.now()
        with self._lock:
            for key in [key for key, (at, _) in kept.items() if now - at >= MAX_AGE]:
                del kept[key]
            kept.update({key: (now, value) for key, value in values.items()})


def _is_full_member(user: dict[str, Any]) -> bool:
    return not any(user.get(flag) for flag in _GUESTS)


def _public_only(error: Exception) -> Audience:
    log_trouble(_log, reference_of("audience"), error)
    return Audience()
