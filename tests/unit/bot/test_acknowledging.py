"""An acknowledgement that was given stays given."""

from bot.acknowledging import FirmAck


def test_what_was_acknowledged_is_not_taken_back() -> None:
    """Bolt tries to when a listener fails right after it, and Slack would tell of a silence."""
    ack = FirmAck()
    given = ack(text="Seen.")
    ack.response = None

    assert ack.response is given


def test_nothing_is_acknowledged_unasked() -> None:
    """A failure before the acknowledgement has Slack deliver again."""
    ack = FirmAck()
    ack.response = None

    assert ack.response is None
