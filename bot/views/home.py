"""The App Home, and the help that commands show."""

from collections.abc import Sequence

from bot.mrkdwn import safe
from bot.views.parts import Json, Message, context, header, section
from knowledge.models.community import CommunityPack
from knowledge.models.work import DeadLetter

MAX_EXAMPLES = 4
STATUS_CHARS = 500
SHOWN_DEAD = 5


def home_view(
    pack: CommunityPack, index_line: str, more: Sequence[Json] = (), leaving: str = ""
) -> Json:
    """Return the Home tab: what the bot does, what it keeps, how fresh its index is.

    Args:
        pack: the community's words.
        index_line: state of the index.
        more: further blocks.
        leaving: which texts leave the host for a language model, or empty.
    """
    blocks = [
        header(pack.bot_name),
        section(safe(pack.description, 300)),
        section(_ways_to_ask(pack)),
        section(_examples(pack)),
        *more,
        *_privacy(pack, leaving),
        context(safe(index_line, 300)),
    ]
    return {"type": "home", "blocks": blocks}


def greeting(pack: CommunityPack, leaving: str = "") -> Message:
    """Return what a person reads on their first contact: what this is, and what is kept."""
    hello = safe(pack.notices.greeting, 2000)
    return Message(text=hello, blocks=(section(hello), *_privacy(pack, leaving)))


def help_message(pack: CommunityPack, leaving: str = "") -> Message:
    """Return how to ask, for a person who wrote nothing or asked for help."""
    lead = safe(pack.notices.empty_question, 1000)
    blocks = (
        section(lead),
        section(_ways_to_ask(pack)),
        section(_examples(pack)),
        *_privacy(pack, leaving),
    )
    return Message(text=lead, blocks=blocks)


def status_message(
    index_lines: Sequence[str], waiting: int, dead: tuple[DeadLetter, ...], *, for_curator: bool
) -> Message:
    """Return how the bot is doing.

    Args:
        index_lines: how the index stands, and from when on it answers; empty ones are left out.
        waiting: questions not dealt with yet.
        dead: what was given up, oldest first; a curator sees the references of the newest.
    """
    lines = [*index_lines, f"Questions waiting: {waiting:,}. Given up: {len(dead):,}."]
    if for_curator:
        lines += [
            f"{letter.reference}: {letter.error}, {letter.received_at:%-d %B %Y, %H:%M} UTC"
            for letter in reversed(dead[-SHOWN_DEAD:])
        ]
    text = "\n".join(safe(line, STATUS_CHARS) for line in lines if line)
    return Message(text=text, blocks=(section(text),))


def _privacy(pack: CommunityPack, leaving: str) -> list[Json]:
    return [context(safe(one, 1000)) for one in (pack.notices.privacy, leaving) if one]


def _ways_to_ask(pack: CommunityPack) -> str:
    ways = [
        "Mention me in a channel: I reply in the thread, for everybody in the channel.",
        "Write to me directly: only you and I see it.",
        "Reply in a thread that began with a question to me: no mention is needed.",
        "Send me a file or a link directly: it can become part of what I answer from.",
    ]
    commands = [f"{command.name} {command.usage}".strip() for command in pack.commands]
    ways += [
        f"{usage}: {command.description}."
        for usage, command in zip(commands, pack.commands, strict=True)
    ]
    return "\n".join(f"• {safe(way, 250)}" for way in ways)


def _examples(pack: CommunityPack) -> str:
    questions = [safe(p.question, 300) for p in pack.suggested_prompts[:MAX_EXAMPLES]]
    return "\n".join(["*For example*", *(f"• {question}" for question in questions)])
