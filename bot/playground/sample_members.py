"""Lets some of the fictional community be found, in the playground's own copy of the store."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from bot.playground.records import Json
from bot.playground.sample_community import SAMPLE
from knowledge.models.members import Member, Profile, Wishes

NOTICE = "sample"
"""Stands where a member's consent names the version of the text that they were shown."""


class SampleMember(NamedTuple):
    """Somebody invented, with what they say of themselves and agree to."""

    id: str
    profile: Profile
    wishes: Wishes


class Joining(Protocol):
    """What is needed of the community's membership."""

    def of(self, member: str) -> Member | None:
        """Return a member, or None when they never told anything."""
        ...

    def save_profile(self, member: str, profile: Profile, notice: str) -> Member:
        """Store what others see of a member."""
        ...

    def wish(self, member: str, wishes: Wishes) -> Member:
        """Store what a member agrees to."""
        ...


def sample_members(folder: Path = SAMPLE) -> list[SampleMember]:
    """Return those people of `people.json` who agreed to be found, in its order."""
    document = json.loads((folder / "people.json").read_text("utf-8"))
    return [_member(entry) for entry in document["people"] if "membership" in entry]


def seed_members(membership: Joining, members: Iterable[SampleMember]) -> int:
    """Let members join who are not there yet; return how many joined."""
    new = [one for one in members if membership.of(one.id) is None]
    for one in new:
        membership.save_profile(one.id, one.profile, NOTICE)
        membership.wish(one.id, one.wishes)
    return len(new)


def _member(entry: Json) -> SampleMember:
    said: Json = entry["membership"]
    known = {"name": entry["real_name"], "kind": entry["kind"]}
    profile = {**known, "organisation": entry["organisation"], **_of(said, Profile.model_fields)}
    wishes = {**_of(said, Wishes.model_fields), "notice": NOTICE}
    return SampleMember(entry["id"], Profile.model_validate(profile), Wishes.model_validate(wishes))


def _of(said: Json, names: Iterable[str]) -> Json:
    return {name: said[name] for name in names if name in said}
