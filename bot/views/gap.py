"""What stands under an answer that is none: ask people, or be told later."""

from bot.views.parts import Json, actions, button

ASK_CHANNEL, TELL_ME = "ask_channel", "tell_me"


def gap_controls(where: str, *more: Json) -> list[Json]:
    """Return the row of buttons under a question that nobody could answer.

    Args:
        where: the question stands, `channel|timestamp|thread`, the latter two empty when no
            message of the asker says it; empty for no row at all.
        more: further buttons of the row.
    """
    if not where:
        return []
    row = (
        button("Ask the channel", ASK_CHANNEL, where),
        button("Tell me when someone knows", TELL_ME, where),
    )
    return [actions("gap", *row, *more)]
