"""What the workspace refuses, with the code that Slack would give."""

from bot.playground.records import Json


class SlackRefusal(Exception):  # noqa: N818 - Slack's word for it is a code, not an error class
    """A Web API call that Slack answers with `ok: false`.

    Args:
        code: Slack's error code, such as `channel_not_found`.
        messages: Lines for `response_metadata.messages`.
        extra: More top-level fields of the answer, such as `needed` and `provided`.
    """

    def __init__(self, code: str, messages: list[str] | None = None, **extra: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []
        self.extra = extra

    def body(self) -> Json:
        """Return the JSON answer."""
        answer: Json = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": self.messages}
        return answer


class RateLimited(SlackRefusal):
    """Too many calls; ask again after `retry_after_s` seconds."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("ratelimited")
        self.retry_after_s = retry_after_s


class NotPossible(Exception):  # noqa: N818 - says what a person cannot do in Slack's own client
    """A person tried what Slack's client would not let them do."""
