"""Members as Slack knows them."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What matters of a person.

    Attributes:
        name: as it stands in their profile.
        is_outsider: whether they belong to another organisation's workspace.
        is_guest: whether they are a guest in this one.
        title: what they are, in their own words; or empty.
        time_zone: an IANA name, or empty.
        email: in workspaces that let the app see it; or empty.
    """

    id: str
    name: str
    is_outsider: bool
    is_guest: bool = False
    title: str = ""
    time_zone: str = ""
    email: str = ""


class People:
    """Looks people up, each time anew: how somebody wants to be named may have changed."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def of(self, member: str) -> PersonFacts:
        """Return what Slack says of a person."""
        user: dict[str, Any] = self._client.users_info(user=member)["user"]
        profile = user.get("profile") or {}
        name = profile.get("real_name") or user.get("real_name") or user.get("name") or ""
        return PersonFacts(
            member,
            name,
            is_outsider=bool(user.get("is_stranger")),
            is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            title=profile.get("title") or "",
            time_zone=user.get("tz") or "",
            email=profile.get("email") or "",
        )
