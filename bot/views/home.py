"""The App Home, and the help that commands show."""

from bot.mrkdwn import safe
from bot.views.parts import Json, Message, context, header, section
from knowledge.models.community import CommunityPack

MAX_EXAMPLES = 4


def home_view(pack: CommunityPack, index_line: str) -> Json:
    """Return the Home tab: what the bot does, what it keeps, how fresh its index is."""
    blocks = [
        header(pack.bot_name),
        section(safe(pack.description, 300)),
        section(_ways_to_ask(pack)),
        section(_examples(pack)),
        context(safe(pack.notices.privacy, 1000)),
        context(safe(index_line, 300)),
    ]
    return {"type": "home", "blocks": blocks}


def help_message(pack: CommunityPack) -> Message:
    """Return how to ask, for a person who wrote nothing or asked for help."""
    lead = safe(pack.notices.empty_question, 1000)
    blocks = (
        section(lead),
        section(_ways_to_ask(pack)),
        section(_examples(pack)),
        context(safe(pack.notices.privacy, 1000)),
    )
    return Message(text=lead, blocks=blocks)


def status_message(index_line: str, waiting: int, given_up: int) -> Message:
    """Return how the bot is doing."""
    lines = [index_line, f"Questions waiting: {waiting:,}. Given up: {given_up:,}."]
    text = "\n".join(safe(line, 500) for line in lines)
    return Message(text=text, blocks=(section(text),))


def _ways_to_ask(pack: CommunityPack) -> str:
    ways = [
        "Mention me in a channel: I reply in the thread, for everybody in the channel.",
        "Write to me directly: only you and I see it.",
        "Reply in a thread that began with a question to me: no mention is needed.",
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
