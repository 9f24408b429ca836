"""The ledger of posts in memory."""

import threading
from dataclasses import dataclass, field


@dataclass
class FakePosts:
    """Satisfies the port `Posts`."""

    begun: dict[str, tuple[str, str]] = field(default_factory=dict)
    ts: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, key: str, channel: str, thread: str) -> str | None:
        """Note that a post is about to be made."""
        with self.lock:
            if key not in self.begun:
                self.begun[key] = (channel, thread)
                return None
            return self.ts.get(key, "")

    def done(self, key: str, ts: str) -> None:
        """Note the timestamp of a post."""
        with self.lock:
            self.ts[key] = ts

    def find(self, key: str) -> str | None:
        """Return what `begin` would."""
        with self.lock:
            return self.ts.get(key, "") if key in self.begun else None

    def is_known(self, channel: str, ts: str) -> bool:
        """Tell whether a message is noted here."""
        with self.lock:
            return any(self.begun[key][0] == channel and at == ts for key, at in self.ts.items())

    def is_own_thread(self, channel: str, thread: str) -> bool:
        """Tell whether the bot has posted in this thread."""
        with self.lock:
            return any(self.begun[key] == (channel, thread) for key in self.ts)
