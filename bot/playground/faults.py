"""Faults on demand: what a Web API method does wrong the next few times."""

from dataclasses import dataclass

KINDS = ("lost_response", "http_500", "ratelimited")


@dataclass(slots=True)
class Fault:
    """One planned fault; `left` counts the calls that it will still spoil."""

    kind: str
    left: int


class Faults:
    """Planned faults by method."""

    def __init__(self) -> None:
        self._planned: dict[str, list[Fault]] = {}

    def add(self, method: str, kind: str, times: int = 1) -> None:
        """Spoil the next calls of a method.

        Args:
            method: Such as `chat.postMessage`.
            kind: `lost_response` (the effect happens, then the connection drops), `http_500`
                (nothing happens), `ratelimited` (429, ask again after 1 s) or `error:<code>`.
            times: How many calls, from 1.

        Raises:
            ValueError: On a kind that is none of these.
        """
        if kind not in KINDS and not kind.startswith("error:"):
            raise ValueError(f"unknown kind of fault: {kind}")
        self._planned.setdefault(method, []).append(Fault(kind, times))

    def take(self, method: str) -> str | None:
        """Return the kind of fault for this call, if one is planned, and use it up once."""
        planned = self._planned.get(method, [])
        if not planned:
            return None
        fault = planned[0]
        fault.left -= 1
        if fault.left <= 0:
            planned.pop(0)
        return fault.kind

    def clear(self) -> None:
        """Forget what is still planned."""
        self._planned.clear()
