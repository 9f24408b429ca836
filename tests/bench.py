"""`python -m tests.bench`: times on this machine, each beside a plain peer's in the same run.

The peer is what most people would write: sentence-transformers in batches of 32, and a flat
FAISS index. Both sides use one thread and the shipped library's passages.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import faiss
import numpy as np
import typer

from indexer.pipeline import build
from knowledge.adapters.community_pack import library_path, load_community
from knowledge.adapters.embedders import open_embedder
from knowledge.adapters.model_files import find_model
from knowledge.bootstrap import Stores, open_stores, publishing, retriever
from knowledge.models.access import Audience
from knowledge.models.work import Source
from knowledge.ports import Vectors
from knowledge.search.query import understand
from knowledge.settings import KnowledgeSettings
from knowledge.text.glossary import Glossary
from tests.bench_rebuild import measure_rebuild
from tests.conftest import ROOT, environment

QUERIES = 60
STARTS = 3

_PEER_START = """
from sentence_transformers import SentenceTransformer
import faiss, numpy
model = SentenceTransformer({folder!r}, device="cpu")
index = faiss.IndexFlatIP(384)
index.add(numpy.load({vectors!r}))
index.search(model.encode(["what is an ARI"], normalize_embeddings=True), 5)
"""
_OUR_START = """
from knowledge.bootstrap import open_services
from knowledge.models.access import Audience
from knowledge.settings import KnowledgeSettings, load_settings
with open_services(load_settings(KnowledgeSettings)) as services:
    services.answers.ask("what is an ARI", Audience())
"""


def seconds(work: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tell(what: str, ours: float, peers: float, unit: str) -> None:
    """Print a figure of both sides and their ratio."""
    typer.echo(f"{what:38} {ours:9.3f}  {peers:9.3f} {unit:12} ratio {peers / ours:6.2f}")


class Peer:
    """sentence-transformers and a flat index."""

    def __init__(self) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)
        self._model = SentenceTransformer(str(find_model("").folder), device="cpu")

    def embed(self, texts: list[str]) -> Vectors:
        """Embed as its documentation shows."""
        made: Vectors = self._model.encode(texts, normalize_embeddings=True, batch_size=32)
        return made

    def index(self, texts: list[str]) -> "faiss.IndexFlatIP":
        """Embed texts and index them."""
        index = faiss.IndexFlatIP(384)
        index.add(self.embed(texts))
        return index

    def search(self, index: "faiss.IndexFlatIP", question: str) -> None:
        """Find five passages."""
        index.search(self.embed([question]), 5)


def measure_build(stores: Stores, library: Path, peer: Peer) -> list[str]:
    """Index the library from nothing, again unchanged, and with the peer."""
    tools = publishing(stores)

    def run() -> None:
        build([Source.folder(str(library))], tools, lambda _done, _total: None)

    first, again = seconds(run), seconds(run)
    texts = [one.passage.text for one in tools.documents.next_passages(())]
    own = seconds(lambda: stores.embedder.embed(texts))
    peers = seconds(lambda: peer.index(texts))
    typer.echo(f"{len(texts)} passages{'':28} ours       peer's")
    tell("passages alone, embedded", own, peers, "s")
    tell("whole build with sentence layer", first, peers, "s")
    tell("the same build again, nothing changed", again, peers, "s")
    return texts


def measure_queries(stores: Stores, texts: list[str], peer: Peer) -> None:
    """Ask questions of both, one by one in turn."""
    search, glossary, index = retriever(stores), Glossary(stores.pack.glossary), peer.index(texts)
    questions = [f"what does the strategy say about subject number {n}" for n in range(QUERIES)]
    member = Audience.of(full_member=True)
    own, peers = [], []
    for question in questions:
        query = understand(question, glossary)
        own.append(seconds(partial(search.search, query, member)))
        peers.append(seconds(partial(peer.search, index, question)))
    tell("query p50: embed, search, fuse, fetch", _ms(own), _ms(peers), "ms")


def measure_start(home: Path, texts: list[str], peer: Peer) -> None:
    """Start a process that answers one question, and a plain one that finds five passages."""
    vectors = home / "peer.npy"
    np.save(vectors, peer.embed(texts))
    script = _PEER_START.format(folder=str(find_model("").folder), vectors=str(vectors))
    own = [seconds(lambda: _python(_OUR_START, home)) for _ in range(STARTS)]
    peers = [seconds(lambda: _python(script, home)) for _ in range(STARTS)]
    tell("cold start to the first answer", statistics.median(own), statistics.median(peers), "s")


def _python(code: str, home: Path) -> None:
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )


def _ms(values: list[float]) -> float:
    return statistics.median(values) * 1000


def main() -> None:
    """Measure, and print a table."""
    library = library_path(load_community("police_science"))
    peer = Peer()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        open_embedder("", "onnx", home, 1)
        with open_stores(KnowledgeSettings(home=home)) as stores:
            texts = measure_build(stores, library, peer)
            measure_queries(stores, texts, peer)
        measure_start(home, texts, peer)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        open_embedder("", "onnx", home, 1)
        measure_rebuild(home)


if __name__ == "__main__":
    main()
