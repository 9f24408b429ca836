"""What was answered last, for curators: no names, and questions only by their askers' leave."""

from collections.abc import Sequence

from bot.mrkdwn import safe
from bot.views.parts import Json, Message, context, quotation, section
from knowledge.models.records import AnswerRecord
from knowledge.text.reasons import record_line

MOST_SHOWN = 20
QUESTION_CHARS = 400  # of twenty; the terminal shows them whole


def records_message(records: Sequence[AnswerRecord]) -> Message:
    """Return the newest records (at most 20), newest first."""
    lead = "The answers that I gave last, newest first. Who asked is not said."
    if not records:
        lead = "No answer is on record."
    blocks = [block for one in records[:MOST_SHOWN] for block in _blocks(one)]
    kept = "A question is shown when its asker had it kept, so that you can look into it."
    return Message(text=lead, blocks=(section(lead), *blocks, context(kept)))


def _blocks(record: AnswerRecord) -> list[Json]:
    line = section(safe(record_line(record), 1000))
    return [line, quotation(record.question, QUESTION_CHARS)] if record.question else [line]
