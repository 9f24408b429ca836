"""The reference runtime and the fallback; importing this module imports torch."""

import threading
from collections.abc import Sequence

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from knowledge.adapters.model_files import ModelFiles
from knowledge.adapters.text_tokenizer import TextTokenizer, well_formed
from knowledge.ports import Vectors

BATCH = 8  # on a CPU, more texts at once are slower


class SentenceTransformerEmbedder:
    """Satisfies the port `Embedder`; calls from several threads are run one after another.

    Args:
        files: the model to load.
        threads: CPU threads that one call may use; the whole process's torch keeps to it.
    """

    def __init__(self, files: ModelFiles, threads: int = 1) -> None:
        torch.set_num_threads(threads)
        self._files = files
        self._model = load(files)
        self._tokenizer = TextTokenizer(files.folder / "tokenizer.json", files.max_tokens)
        self._lock = threading.Lock()  # its tokenizer keeps state during a call

    @property
    def name(self) -> str:
        """Model and runtime, for people."""
        return f"{self._files.name} (sentence-transformers)"

    @property
    def fingerprint(self) -> str:
        """Hex digest of everything that decides a vector."""
        return self._files.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._files.dimension

    @property
    def max_tokens(self) -> int:
        """Tokens that the model reads, special ones included."""
        return self._files.max_tokens

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text without the special ones, uncut."""
        return self._tokenizer.count(text)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in the order given; see the port."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        with self._lock:
            vectors = self._model.encode(
                [well_formed(text) for text in texts],
                prompt="",
                batch_size=BATCH,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.asarray(vectors, np.float32)


def load(files: ModelFiles, attention: str = "sdpa") -> SentenceTransformer:
    """Load a model on the CPU, in float32, without a look at the network.

    Args:
        files: the model to load.
        attention: `sdpa`, the fast one, or `eager`, which is made of plain operations.
    """
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(
        str(files.folder),
        device="cpu",
        local_files_only=True,
        model_kwargs={"attn_implementation": attention, "dtype": torch.float32},
    )
