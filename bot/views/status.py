"""What is said about the sources of the index."""

import difflib
from collections.abc import Sequence
from datetime import datetime

from bot.mrkdwn import safe
from bot.views.parts import Message, section
from bot.views.reindex import NAME_CHARS, doing
from knowledge.models.work import Job, JobState, SourceStatus
from knowledge.text.batches import batched

SHOWN_SOURCES = 40
A_SECTION = 10  # of at most 3,000 characters
SHOWN_KEYS = 30


def unknown_source(word: str, known: Sequence[str]) -> str:
    """Return the reply to a request for a source that there is not."""
    near = difflib.get_close_matches(word, known, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    left = len(known) - SHOWN_KEYS
    more = f" and {left} more" if left > 0 else ""
    keys = ", ".join(known[:SHOWN_KEYS])
    return f"“{safe(word, NAME_CHARS)}” is no source.{hint} Known sources are {keys}{more}."


def sources_status(index_line: str, statuses: Sequence[SourceStatus]) -> Message:
    """Return how the index and each of its sources stand."""
    lines = [_line(one) for one in statuses[:SHOWN_SOURCES]]
    left = len(statuses) - SHOWN_SOURCES
    if left > 0:
        lines.append(f"… and {left:,} more")
    index = safe(index_line, 500)
    parts = [section("\n".join(some)) for some in batched(lines, A_SECTION)]
    return Message(text=index, blocks=(section(index), *parts))


def _line(status: SourceStatus) -> str:
    source = status.source
    counted = "1 document" if status.documents == 1 else f"{status.documents:,} documents"
    facts = [counted, _last(status.last)]
    if status.under_way is not None:
        facts.append(_under_way(status.under_way))
    if not source.enabled:
        facts.append("off: it is read only when asked for by its name")
    elif status.next_at is not None:
        facts.append(f"next on {_when(status.next_at)}")
    return f"• *{safe(source.key, NAME_CHARS)}* ({source.kind}): {'; '.join(facts)}"


def _last(job: Job | None) -> str:
    if job is None or job.ended_at is None:
        return "never read on request"
    ended = "failed" if job.state is JobState.FAILED else "read"
    return f"{ended} on {_when(job.ended_at)}"


def _under_way(job: Job) -> str:
    return "queued" if job.state is JobState.QUEUED else f"now {doing(job.progress)}"


def _when(moment: datetime) -> str:
    return f"{moment:%-d %B %Y, %H:%M} UTC"
