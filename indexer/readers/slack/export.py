"""Slack exports: threads of the channels that opted in, by the members who consented."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from indexer.readers.blocks import Block, build_document
from indexer.readers.containers import checked_zip
from indexer.readers.origin import Origin, Reading
from indexer.readers.slack.archive import Channel, Day, Message, SlackArchive
from indexer.readers.slack.consent import CONSENT, OPTED_IN, Author, consenting, opted_in
from indexer.readers.slack.text import MEMBER, Names, plain_text
from knowledge.errors import RefusedFile
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.documents import Document, Kind
from knowledge.models.work import Refusal

MAX_MESSAGES = 100_000

_WRITTEN_BY_PEOPLE = {"", "thread_broadcast", "me_message", "file_share"}


@dataclass(slots=True)
class _Export:
    """What one export gives.

    Attributes:
        authors: the members who consented, by id.
        plain: from a message's text to what may be shown of it.
        silent: messages of members who did not consent.
    """

    origin: Origin
    authors: Mapping[str, Author]
    plain: Callable[[str], str]
    refusals: list[Refusal]
    documents: list[Document] = field(default_factory=list)
    messages: int = 0
    silent: int = 0


def read_slack_export(data: bytes, origin: Origin) -> Reading:
    """Read the zip file of one Slack export, with two tables that somebody put into it.

    See `slack_consent`. A thread is a document; messages of bots and of Slack itself, direct
    conversations, and whatever was written by members who did not consent are left out.

    Raises:
        RefusedFile: it cannot be unpacked, is no Slack export, or one of the tables is missing.
    """
    archive = SlackArchive(checked_zip(data))
    consent, channels_in = archive.table(CONSENT), archive.table(OPTED_IN)
    if consent is None or channels_in is None:
        raise RefusedFile(
            "it does not state who consented and which channels opted in",
            f"Put two tables beside its users.json: {CONSENT} with the columns member and "
            f"consent, and {OPTED_IN} with the column channel",
        )
    names = {user.id: user.name for user in archive.users()}
    channels = archive.channels()
    authors, refusals = consenting(consent, names, origin)
    export = _Export(origin, authors, _plainly(names, authors, channels), refusals)
    for channel in _wanted(channels, channels_in, export):
        _read_channel(channel, archive.days(channel), export)
    if export.silent:
        export.refusals.append(_left_out(export))
    if not export.documents and not export.refusals:
        raise RefusedFile("its channels that opted in hold no messages", "Export them anew")
    return tuple(export.documents), tuple(export.refusals)


def _wanted(channels: Sequence[Channel], table: bytes, export: _Export) -> Iterator[Channel]:
    by_name = {channel.name: channel for channel in channels}
    by_id = {channel.id: channel for channel in channels}
    wanted: dict[str, Channel] = {}
    for number, name in opted_in(table):
        channel = by_id.get(name) or by_name.get(name)
        if channel:
            wanted[channel.id] = channel
        else:
            row = f"{export.origin.name} {OPTED_IN} row {number}"
            reason = "this channel is not in the export. Write its name as Slack shows it."
            export.refusals.append(Refusal(name=row, reason=reason))
    yield from wanted.values()


def _read_channel(channel: Channel, days: Iterable[Day], export: _Export) -> None:
    threads: dict[str, dict[str, Message]] = {}
    for day in days:
        if day.malformed:
            export.refusals.append(_malformed(day, export.origin))
        for message in filter(_is_written, day.messages):
            if message.user not in export.authors:
                export.silent += 1
            elif export.messages == MAX_MESSAGES:
                export.refusals.append(_too_many(export.origin))
                export.messages += 1
            elif export.messages < MAX_MESSAGES:
                export.messages += 1
                thread = threads.setdefault(message.thread_ts or message.ts, {})
                thread[message.ts] = message
    for ts, thread in threads.items():
        _add_thread(channel, ts, [thread[at] for at in sorted(thread, key=float)], export)


def _is_written(message: Message) -> bool:
    by_person = message.user and not message.bot_id and not message.hidden
    return bool(by_person) and message.subtype in _WRITTEN_BY_PEOPLE


def _add_thread(channel: Channel, ts: str, thread: Sequence[Message], export: _Export) -> None:
    said = [(one, text) for one in thread if (text := export.plain(one.text))]
    if not said:
        return
    authors = {one.user: export.authors[one.user] for one, _ in said}
    day = _day(said[0][0].ts)
    facts: dict[str, Any] = {
        "title": f"#{channel.name}, {day}",
        "date": day,
        "kind": Kind.OPINION,
        "scope": _scope(channel, export.origin),
        "credit": ", ".join(dict.fromkeys(one.credit for one in authors.values() if one.credit)),
        "members": tuple(authors),
    }
    origin = export.origin
    place = Origin(
        f"{origin.id}#{channel.id}/{ts}", f"{origin.name}#{channel.name}/{ts}", origin.defaults
    )
    blocks = (Block(f"{authors[one.user].shown}, {_day(one.ts)}: {text}") for one, text in said)
    # The prefix of its author must not hide a marking.
    edges = [text for _, text in said]
    export.documents.append(build_document(place, blocks, facts, edges=edges))


def _day(ts: str) -> str:
    return f"{datetime.fromtimestamp(float(ts), UTC):%Y-%m-%d}"


def _scope(channel: Channel, origin: Origin) -> str:
    """Return who may read a thread: never more people than could in Slack."""
    if channel.private:
        return f"channel:{channel.id}"
    return COMMUNITY if origin.defaults.scope == PUBLIC else origin.defaults.scope


def _plainly(
    names: Mapping[str, str], authors: Mapping[str, Author], channels: Sequence[Channel]
) -> Callable[[str], str]:
    """Return what turns a message's text into one that names only who asked to be named."""
    named = {one: author.credit for one, author in authors.items() if author.named}
    unnamed = Names(name for one, name in names.items() if one not in named)
    public = {channel.id: channel.name for channel in channels if not channel.private}

    def plain(text: str) -> str:
        return unnamed.hidden(plain_text(text, lambda one: named.get(one) or MEMBER, public))

    return plain


def _left_out(export: _Export) -> Refusal:
    what = "1 message was" if export.silent == 1 else f"{export.silent:,} messages were"
    reason = (
        f"{what} written by members who did not consent and left out. "
        f"Add whoever agrees to {CONSENT}."
    )
    return Refusal(name=export.origin.name, reason=reason)


def _malformed(day: Day, origin: Origin) -> Refusal:
    what = "it is damaged" if day.malformed < 0 else f"damaged messages in it: {day.malformed}"
    reason = f"{what}. Export the workspace anew."
    return Refusal(name=f"{origin.name} {day.file}", reason=reason)


def _too_many(origin: Origin) -> Refusal:
    reason = f"only its first {MAX_MESSAGES:,} messages were read. Export a shorter time."
    return Refusal(name=f"{origin.name} after message {MAX_MESSAGES:,}", reason=reason)
