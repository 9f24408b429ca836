"""Kept messages to documents: one a thread."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from knowledge.models.channels import FollowedChannel, KeptMessage
from knowledge.models.contributions import Credit
from knowledge.models.documents import Document, DocumentInfo, Kind, Locator, Section

SOMEBODY: Final = "a member"
TITLE_CHARS: Final = 70
_BETWEEN: Final = "\n\n"


def thread_documents(
    kept: Iterable[KeptMessage], channels: Mapping[str, FollowedChannel]
) -> Iterator[Document]:
    """Yield the document of each thread.

    Args:
        kept: by channel, thread and moment.
        channels: by id; a message of a channel that is not among them is left out.
    """
    for (channel, _), messages in groupby(kept, lambda one: (one.said.channel, one.said.thread)):
        if channel in channels:
            yield thread_document(list(messages), channels[channel])


def thread_document(messages: list[KeptMessage], channel: FollowedChannel) -> Document:
    """Make one document of a thread: what was said stays verbatim, who said it stands beside.

    Args:
        messages: at least one, oldest first.
        channel: where they were said.
    """
    first = messages[0].said
    text, locators = "", []
    for one in messages:
        text += _BETWEEN if text else ""
        place = f"{_credit(one)}, {_day(one.said.ts):%-d %b %Y}"
        locators.append(Locator(len(text), place, one.said.member if _is_named(one) else ""))
        text += one.said.text.strip()
    section = Section(text=text, locators=tuple(locators))
    info = DocumentInfo(
        id=first.document_id,
        name=f"#{channel.name}, thread of {_day(first.thread):%-d %B %Y, %H:%M} UTC",
        title=f"#{channel.name}: {_clipped(first.text)}",
        kind=Kind.OPINION,
        date=f"{_day(messages[-1].said.ts):%Y-%m-%d}",
        url=f"{channel.url}/p{first.thread.replace('.', '')}" if channel.url else "",
        credit=", ".join(dict.fromkeys(map(_credit, messages))),
        members=tuple(dict.fromkeys(one.said.member for one in messages)),
        named=tuple(dict.fromkeys(one.said.member for one in messages if _is_named(one))),
        scope=channel.scope,
    )
    return Document(info=info, sections=(section,))


def _credit(message: KeptMessage) -> str:
    if message.said.unattributed or message.credit is Credit.ANONYMOUS:
        return SOMEBODY
    return message.credit_line or SOMEBODY


def _is_named(message: KeptMessage) -> bool:
    return message.credit is Credit.NAME and not message.said.unattributed


def _day(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE_CHARS else line[: TITLE_CHARS - 1].rsplit(" ", 1)[0] + "…"
