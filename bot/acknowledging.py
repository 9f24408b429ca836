"""An acknowledgement that stands, whatever happens after it."""

from slack_bolt.context.ack import Ack


class FirmAck(Ack):
    """What was acknowledged once stays so.

    Bolt takes the acknowledgement back when a listener fails right after it. Should that be quicker
    than Bolt's own look for it, Slack says that the app did not respond, beside our explanation.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt's own

    def __setattr__(self, name: str, value: object) -> None:
        if name == "response" and value is None and getattr(self, "response", None) is not None:
            return
        super().__setattr__(name, value)
