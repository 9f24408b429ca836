"""A home with a tiny model and small documents, and processes on it that a test kills.

The processes are forked from a server that has imported everything already, so that fifty of
them start in seconds; what they run is what `python -m indexer worker` and `python -m bot` run.
The model is a few words large, and everything else is real.
"""

import multiprocessing
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from indexer.__main__ import work_of
from indexer.worker import work_on
from knowledge.adapters.model_export import export_model
from knowledge.adapters.model_files import ModelFiles, find_model
from knowledge.adapters.model_graph import graph_folder
from knowledge.adapters.onnx_embedder import OnnxEmbedder
from knowledge.bootstrap import open_stores
from knowledge.settings import KnowledgeSettings
from tests.fakes.tiny_model import write_graph, write_model
from tests.reliability.bot_process import main as run_bot

DOCUMENTS = 40
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])


def settings_of(home: Path) -> KnowledgeSettings:
    """Return the settings of a home that `prepare` made."""
    return KnowledgeSettings(
        home=home, model=str(home / "tiny"), community="coastal_ecology", runtime="onnx"
    )


def prepare(home: Path) -> None:
    """Write the model, and its graph where the product looks for it."""
    home.mkdir()
    lengths = {"max_seq_length": 60}
    files = find_model(str(write_model(home / "tiny", sentence_bert_config_json=lengths)))

    def reference(files: ModelFiles) -> OnnxEmbedder:
        write_graph(files, home / "reference.onnx")
        return OnnxEmbedder(files, home / "reference.onnx")

    export_model(files, graph_folder(home, files), write_graph, reference)


def write_edition(docs: Path, edition: int) -> None:
    """Write the folder's documents; each edition differs in every one of them."""
    docs.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        text = f"# Lamp {number}\n\nThe late night bus of lamp {number} has edition {edition}.\n"
        (docs / f"lamp-{number}.md").write_text(text)


def run_worker(home: Path) -> None:
    """Work through requests until killed."""
    with open_stores(settings_of(home)) as stores:
        work_on(work_of(stores), threading.Event())


@dataclass
class Processes:
    """The bot's and the workers' processes.

    Attributes:
        kills: how often a process was killed.
        in_the_midst: how often that left a job behind.
    """

    home: Path
    api_url: str
    moments: random.Random
    kills: int = 0
    in_the_midst: int = 0
    bots: list[ForkServerProcess] = field(default_factory=list)
    workers: list[ForkServerProcess] = field(default_factory=list)

    def start_worker(self) -> None:
        """Start one more worker."""
        self.workers.append(self._started(run_worker, self.home))

    def ensure_bot(self) -> None:
        """Start the bot unless it is running."""
        if not self.bots:
            self.bots.append(self._started(run_bot, self.api_url, self.home))

    def wait_at_most(self, seconds: float) -> None:
        """Let a random time pass."""
        threading.Event().wait(self.moments.uniform(0, seconds))

    def kill(self, processes: list[ForkServerProcess]) -> None:
        """Kill processes as a power cut would."""
        for process in processes:
            process.kill()
            process.join()
            self.kills += 1
        processes.clear()

    def _started(self, run: Callable[..., None], *arguments: str | Path) -> ForkServerProcess:
        process = _FORKS.Process(target=run, args=arguments, daemon=True)
        process.start()
        return process
