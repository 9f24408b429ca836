"""What several commands take."""

import re
from datetime import UTC, datetime
from typing import Annotated

import typer

from knowledge.models.access import COMMUNITY, PUBLIC, Audience, checked_scope

_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
MemberId = Annotated[
    str, typer.Option("--member", help="Member id, such as U012AB3CD; a Slack profile shows it.")
]
ReadAs = Annotated[
    list[str] | None,
    typer.Option("--scope", help="Access scope to read (public, community, channel:<id>, …)."),
]
Topic = Annotated[str, typer.Option("--topic", help="A few words, in quotation marks.")]


def audience_of(scopes: list[str] | None) -> Audience:
    """Whoever runs the terminal reads what members read, unless told otherwise."""
    try:
        given = [checked_scope(one) for one in scopes or (PUBLIC, COMMUNITY)]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return Audience(scopes=frozenset({PUBLIC, *given}))


def checked_member(member: str) -> str:
    """Return a member id unchanged, or refuse what cannot be one."""
    if member and not _MEMBER.fullmatch(member):
        raise typer.BadParameter(f"“{member}” is no member id such as U012AB3CD")
    return member


def day(text: str) -> datetime:
    """Return the first moment, in UTC, of a date such as 2026-11-30."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no date such as 2026-11-30") from None
