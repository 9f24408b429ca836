"""What a message becomes, and what an edit makes of it: pure."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from knowledge.discussions.recording import Speaker, id_of, key_of
from knowledge.discussions.routing import Part, thread_prompt
from knowledge.models.channels import Said
from knowledge.models.contributions import Credit
from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark, RemarkSource, RemarkState
from knowledge.models.sensitivity import MarkingAction, Verdict

STANDS: Final = frozenset({RemarkState.IN, RemarkState.AWAITING})
_FOREVER: Final = frozenset({RemarkState.OPTED_OUT, RemarkState.MODERATED})


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with what is known of its author, and what the rules say of it."""

    said: Said
    url: str
    speaker: Speaker
    verdict: Verdict


def moment_of(ts: str) -> datetime:
    """Return the moment of a Slack timestamp."""
    return datetime.fromtimestamp(float(ts), UTC)


def remark_of(one: Discussion, heard: Heard, part: Part, index: int) -> Remark:
    """Return what a part of a message becomes, counted from 0."""
    said, speaker = heard.said, heard.speaker
    hides = said.unattributed or heard.verdict.action is MarkingAction.UNATTRIBUTED
    key = key_of(said.ts, index)
    return Remark(
        id=id_of(said.channel, key),
        discussion=one.id,
        prompt=part.prompt,
        channel=said.channel,
        ts=key,
        thread="" if said.thread == said.ts else said.thread,
        version=said.version,
        author=said.member,
        kind=speaker.kind,
        credit=Credit.ANONYMOUS if hides else speaker.credit,
        name="" if hides else speaker.name,
        text=part.text,
        url=heard.url,
        said_at=moment_of(said.ts),
        source=RemarkSource.THREAD if thread_prompt(one, said) else RemarkSource.CHANNEL,
        state=RemarkState.AWAITING
        if heard.verdict.action is MarkingAction.HOLD
        else RemarkState.IN,
        late=part.late,
        by_host=said.member in one.hosts,
        guess=part.guess,
    )


def revised(known: Remark, fresh: Remark, part: Part) -> Remark:
    """Return what an edit makes of a remark; what the host decided about it stands."""
    if known.version >= fresh.version or known.state in _FOREVER:
        return known
    if known.by_hand:
        placed = {"prompt": known.prompt, "text": part.bare, "guess": 0, "by_hand": True}
        fresh = fresh.model_copy(update={**placed, "late": known.late})
    was: dict[str, object] = {"off_topic": known.off_topic, "duplicate_of": known.duplicate_of}
    if known.state in STANDS:
        was["kind"] = known.kind
    revisions = known.revisions + (known.text != fresh.text)
    return fresh.model_copy(update={**was, "revisions": revisions, "url": fresh.url or known.url})


def said_of(part: Remark) -> Said:
    """Return the message that a remark was, as far as it is kept."""
    ts = part.message_ts
    return Said(
        channel=part.channel,
        ts=ts,
        thread=part.thread or ts,
        member=part.author,
        version=part.version,
        text=part.text,
    )
