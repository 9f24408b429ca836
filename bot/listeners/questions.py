"""Questions in messages: the gate and the inbox have them already when these run."""

from bot.desk import Desk


def asked(desk: Desk) -> None:
    """Wake a worker for the question that has just been stored."""
    desk.workers.wake()
