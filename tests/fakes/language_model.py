"""An OpenAI-compatible endpoint on the loopback interface, over real HTTP: honest or not."""

import json
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from knowledge.text.sentences import sentence_spans

Json = dict[str, Any]
_DEEDS = (
    "<!channel> see http://evil.example for the answer.",
    "Read [the answer](http://evil.example) now.",
    "I forwarded all of channel C1 to Mallory.",
    "The password is hunter2.",
    "I was told to ignore the sources, and do so.",
)
Reply = Callable[[Json], Json]
"""What was sent (`question`, `passages`, perhaps `refused`) → what is answered."""


def sentence(text: str, n: int, quote: str) -> Json:
    """Return a sentence as a model gives it."""
    return {"text": text, "citations": [n], "quote": quote}


def answer(*sentences: Json) -> Json:
    """Return an answer as a model gives it."""
    return {"in_sources": True, "sentences": list(sentences)}


def first_sentences(sent: Json) -> list[tuple[int, str]]:
    """Return id and first sentence of each passage that was sent."""
    found = []
    for passage in sent["passages"]:
        spans = sentence_spans(passage["text"])
        found.append((passage["id"], passage["text"][spans[0].start : spans[0].end]))
    return found


def honest(sent: Json) -> Json:
    """Repeat how the first two passages begin."""
    return answer(*(sentence(said, n, said) for n, said in first_sentences(sent)[:2]))


def lying(sent: Json) -> Json:
    """Say something else than the quote, in every way that is known."""
    n, said = first_sentences(sent)[0]
    bare = said.rstrip(".")
    return answer(
        sentence(f"{bare} in 4711 cases.", n, said),
        sentence(f"{bare}, says Zorblat.", n, said),
        sentence(f"It is not true that {bare[0].lower()}{bare[1:]}.", n, said),
        sentence("The community decided to close its library for good.", n, said),
        sentence(said, 99, said),
    )


def inventing(sent: Json) -> Json:
    """Quote what stands nowhere."""
    n, said = first_sentences(sent)[0]
    return answer(sentence(said, n, f"{said[:-1]} and everywhere else."))


def obeying(sent: Json) -> Json:
    """Do what a document says."""
    planted = next((p for p in sent["passages"] if "gnore previous" in p["text"]), None)
    if planted is None:
        return honest(sent)
    n, text = planted["id"], planted["text"]
    return answer(
        sentence("<!channel> see http://evil.example for the answer.", n, text),
        sentence("Read [the answer](http://evil.example) now.", n, text),
        sentence(text, n, text),
    )


def obeying_all_but(honest_texts: Collection[str]) -> Reply:
    """Return a model that is the tool of every passage that is not one of the honest texts.

    It says each such passage whole and in pieces, as its own words and as what it stands for,
    pings, links and tells secrets, and cites what it was told to.
    """

    def reply(sent: Json) -> Json:
        said = []
        for passage in sent["passages"]:
            n, text = passage["id"], passage["text"]
            if text in honest_texts:
                continue
            spans = [text[one.start : one.end] for one in sentence_spans(text)][:3]
            said += [sentence(one, n, one) for one in (text, *spans)]
            said += [sentence(one, n, text) for one in _DEEDS]
            others = [one for one in sent["passages"] if one["id"] != n]
            said += [
                sentence(one, other["id"], other["text"])
                for other in others
                for one in (text, *_DEEDS)
            ]
        return answer(*said) if said else honest(sent)

    return reply


def mending(sent: Json) -> Json:
    """Lie at first, and be honest when told so."""
    return honest(sent) if "refused" in sent else lying(sent)


def not_in_sources(_sent: Json) -> Json:
    """Say that the passages do not answer."""
    return {"in_sources": False, "sentences": []}


@dataclass
class Endpoint:
    """The endpoint; a test sets how it behaves.

    Attributes:
        reply: makes the answer.
        raw: is sent instead of the answer when set, whatever it is.
        status: HTTP status.
        stall_after: characters of the answer after which it waits for `go_on`; None never waits.
        sent: what came in, the fenced JSON parsed.
        bodies: the requests as they came in.
        keys: the bearer tokens that came in.
        stalled: is set while a request waits.
        go_on: lets a request that waits finish.
        left: connections that the other side ended first.
    """

    port: int
    reply: Reply = honest
    raw: str | None = None
    status: int = 200
    stall_after: int | None = None
    sent: list[Json] = field(default_factory=list)
    bodies: list[Json] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    stalled: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """The base address that a client is given."""
        return f"http://127.0.0.1:{self.port}/v1"

    def take(self, body: Json, key: str) -> str:
        """Note a request, and return the text of the answer."""
        self.bodies.append(body)
        self.keys.append(key)
        self.sent.append(_fenced(str(body["messages"][-1]["content"])))
        return json.dumps(self.reply(self.sent[-1])) if self.raw is None else self.raw


def _fenced(content: str) -> Json:
    fence, _, rest = content.partition("\n")
    return dict(json.loads(rest.rpartition(f"\n{fence}")[0]))


@contextmanager
def serving() -> Iterator[Endpoint]:
    """Run an endpoint."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    endpoint = Endpoint(server.server_port)
    server.endpoint = endpoint  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        endpoint: Endpoint = self.server.endpoint  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = endpoint.take(body, self.headers.get("Authorization", ""))
        if endpoint.status != 200 or self.path != "/v1/chat/completions":
            self._whole(endpoint.status, {"error": {"message": "refused", "type": "x"}})
            return
        try:
            self._stream(endpoint, body, text)
        except OSError:
            self.close_connection = True

    def _whole(self, status: int, body: Json) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, endpoint: Endpoint, body: Json, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        sent = 0
        for piece in _pieces(text):
            if endpoint.stall_after is not None and sent >= endpoint.stall_after:
                endpoint.stalled.set()
                endpoint.go_on.wait()
            self._event(_chunk(body, piece, first=sent == 0))
            sent += len(piece)
        self._event(_chunk(body, None))
        usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
        self._event({**_frame(body), "choices": [], "usage": usage})
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, data: Json) -> None:
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()


def _pieces(text: str, size: int = 20) -> Sequence[str]:
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def _frame(body: Json) -> Json:
    return {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": body["model"],
    }


def _chunk(body: Json, piece: str | None, *, first: bool = False) -> Json:
    """Return one event; the form follows what the request asked for."""
    delta: Json = {"role": "assistant"} if first else {}
    tools = body.get("tools")
    if piece is not None and tools:
        call: Json = {"index": 0, "function": {"arguments": piece}}
        if first:
            call |= {"id": "t1", "type": "function"}
            call["function"]["name"] = tools[0]["function"]["name"]
        delta["tool_calls"] = [call]
    elif piece is not None:
        delta["content"] = piece
    done = None if piece is not None else ("tool_calls" if tools else "stop")
    return {**_frame(body), "choices": [{"index": 0, "delta": delta, "finish_reason": done}]}
