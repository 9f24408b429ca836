"""What a report is made of, with only what a test cares about spelt out."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from knowledge.models.contributions import Credit
from knowledge.models.discussions import Discussion, Options, Prompt
from knowledge.models.remarks import Remark
from knowledge.models.report_material import Material
from knowledge.models.themes import Assignment, Theme, ThemeState

BEGAN = datetime(2026, 11, 25, 21, 0, tzinfo=UTC)
KINDS = {"warden": "Warden", "keeper": "Keeper", "pilot": "Pilot"}


def discussion(**changes: object) -> Discussion:
    """An attributed discussion of two prompts."""
    return Discussion.model_validate(
        {
            "id": "d15c0551f1ed",
            "title": "Lamps on the moor",
            "channel": "C1",
            "host": "UHOST",
            "prompts": (
                Prompt(number=1, text="What fails first?"),
                Prompt(number=2, text="What should change?"),
            ),
            "options": Options(votes=True, priorities=True),
            "local_start": "2026-11-25T21:00",
            "zone": "Europe/London",
            "starts_at": BEGAN,
            "created_at": BEGAN - timedelta(days=14),
            "started_at": BEGAN,
            **changes,
        }
    )


def remark(person: int, text: str = "", prompt: int = 1, **changes: object) -> Remark:
    """What a warden said; person 3 is `U3`, called `Person Three` where they want a name."""
    said = text or f"Lamp {person} fails when it rains."
    at = BEGAN + timedelta(minutes=10 * prompt, seconds=person)
    return Remark.model_validate(
        {
            "id": f"{prompt:08x}{abs(hash_of(said)) % 16**4:04x}{person:04x}",
            "discussion": "d15c0551f1ed",
            "prompt": prompt,
            "channel": "C1",
            "ts": f"{at.timestamp():.6f}",
            "author": f"U{person}",
            "kind": "warden",
            "credit": Credit.NAME,
            "name": f"Person {WORDS[person % len(WORDS)]}",
            "text": said,
            "url": f"https://moor.slack.com/archives/C1/p{person}",
            "said_at": at,
            **changes,
        }
    )


WORDS = ("Nought", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def hash_of(text: str) -> int:
    """Return a number that is the same in every process."""
    return int.from_bytes(text.encode()[:64], "big")


def theme(key: str = "rain", prompt: int = 1, **changes: object) -> Theme:
    """A theme that the host chose."""
    return Theme.model_validate(
        {
            "id": key,
            "discussion": "d15c0551f1ed",
            "prompt": prompt,
            "name": "a stored title that nobody said",
            "state": ThemeState.SELECTED,
            "keywords": ("lamp", "rain"),
            **changes,
        }
    )


def assigned(remarks: Sequence[Remark], key: str = "rain") -> tuple[Assignment, ...]:
    """Put remarks into a theme."""
    return tuple(Assignment(discussion=one.discussion, remark=one.id, theme=key) for one in remarks)


def material(remarks: Sequence[Remark] = (), **changes: object) -> Material:
    """All that is held of a discussion."""
    return Material.model_validate(
        {
            "discussion": discussion(),
            "community": "Moor watch",
            "remarks": tuple(remarks),
            "kinds": KINDS,
            "licence": "CC BY 4.0: anybody may use it who names its author.",
            "at": BEGAN + timedelta(days=2),
            **changes,
        }
    )
