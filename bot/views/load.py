"""How introductions go, for curators: counts, and nobody's name."""

from bot.mrkdwn import safe
from bot.references import reference_of
from bot.views.parts import FALLBACK_CHARS, Json, Message, context, header, section
from knowledge.models.load import FEWEST_ASKERS, LoadReport

SHOWN = 10
_NOBODY = "These are counts: who asked whom, and who answered how, is shown to nobody."


def load_message(report: LoadReport) -> Message:
    """Return the report in words."""
    lead = f"Introductions in the last {report.days} days"
    if not report.asked and not report.failures and not report.topics:
        text = f"{lead}: nobody was asked for one yet."
        return Message(text=text, blocks=(section(text), context(_NOBODY)))
    lines = _counts(report)
    blocks: list[Json] = [header(lead), section("\n".join(lines))]
    blocks += _failures(report) + _topics(report) + [context(_NOBODY)]
    return Message(text=safe(f"{lead}: {'; '.join(lines)}", FALLBACK_CHARS), blocks=tuple(blocks))


def _counts(report: LoadReport) -> list[str]:
    lines = [
        f"{_questions(report.asked)} put to {_people(report.members)}",
        f"{report.accepted:,} accepted, {report.declined:,} declined or passed on, "
        f"{report.expired:,} expired, {report.withdrawn:,} taken back, {report.waiting:,} waiting",
        f"{report.introduced:,} brought together or answered, {report.failed:,} failed",
    ]
    if report.median_hours is not None:
        lines.append(f"Half of the replies came within {_hours(report.median_hours)}")
    if report.busiest_share is not None:
        share = report.busiest_share
        lines.append(f"The five who were asked most got {share:.0%} of the questions")
    return lines


def _questions(count: int) -> str:
    return "One question" if count == 1 else f"{count:,} questions"


def _hours(hours: float) -> str:
    whole = max(1, round(hours))
    return "an hour" if whole == 1 else f"{whole:,} hours"


def _people(count: int) -> str:
    return "one member" if count == 1 else f"{count:,} members"


def _failures(report: LoadReport) -> list[Json]:
    rows = [
        f"{reference_of(f'introduction {one.introduction}')}: {safe(one.trouble, 200)}"
        for one in report.failures[-SHOWN:]
    ]
    return [section("*What Slack did not let happen*\n" + "\n".join(rows))] if rows else []


def _topics(report: LoadReport) -> list[Json]:
    rows = [f"{safe(one.text, 200)} ({one.askers:,} people)" for one in report.topics[:SHOWN]]
    title = f"*Nobody suited, and at least {FEWEST_ASKERS} people asked*\n"
    return [section(title + "\n".join(rows))] if rows else []
