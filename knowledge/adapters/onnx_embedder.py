"""Embedding with ONNX Runtime: no torch, so that a process starts fast and stays small."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as ort_errors

from knowledge.adapters.model_files import ModelFiles
from knowledge.adapters.text_tokenizer import TextTokenizer
from knowledge.errors import ModelError
from knowledge.ports import Vectors

# Measured on passages of 180 tokens and sentences of 34: fewer tokens at once leave the processor
# waiting, more no longer fit its cache.
BATCH_TOKENS = 512

_UNREADABLE = (
    ort_errors.Fail,
    ort_errors.InvalidGraph,
    ort_errors.InvalidProtobuf,
    ort_errors.NoSuchFile,
    ort_errors.NotImplemented,
    ort_errors.RuntimeException,
)


class OnnxEmbedder:
    """Satisfies the port `Embedder`; safe to use from several threads.

    Args:
        files: the model that the graph was exported from.
        model_path: graph with inputs `input_ids` and `attention_mask`, both int64 of shape
            `(texts, tokens)`, whose first output is unit vectors of shape `(texts, dimension)`.
        threads: CPU threads that one call may use.
        deferred: whether model and tokenizer are loaded at their first use.

    Raises:
        ModelError: the graph cannot be loaded.
    """

    def __init__(
        self, files: ModelFiles, model_path: Path, threads: int = 1, *, deferred: bool = False
    ) -> None:
        self._files = files
        self._model_path = model_path
        self._threads = threads
        self._loading = threading.Lock()
        self._loaded: tuple[TextTokenizer, ort.InferenceSession] | None = None
        if not deferred:
            self._load()

    @property
    def name(self) -> str:
        """Model and runtime, for people."""
        return f"{self._files.name} (ONNX Runtime)"

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
        return self._load()[0].count(text)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in the order given; see the port."""
        tokenizer, _session = self._load()
        ids = [tokenizer.ids(text) for text in texts]
        vectors = np.zeros((len(ids), self.dimension), np.float32)
        for rows in batches([len(each) for each in ids], BATCH_TOKENS):
            vectors[rows] = self._run([ids[row] for row in rows])
        return vectors

    def _run(self, ids: list[list[int]]) -> Vectors:
        token_ids, mask = padded(ids)
        feed = {"input_ids": token_ids, "attention_mask": mask}
        vectors: Vectors = self._load()[1].run(None, feed)[0]
        return vectors

    def _load(self) -> tuple[TextTokenizer, ort.InferenceSession]:
        with self._loading:
            if self._loaded is None:
                path = self._files.folder / "tokenizer.json"
                tokenizer = TextTokenizer(path, self._files.max_tokens)
                self._loaded = tokenizer, _session(self._model_path, self._threads)
            return self._loaded


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Group row numbers so that rows of like length are run together.

    Args:
        lengths: tokens of each row.
        budget: most tokens of a batch, padding included; a longer row is a batch of its own.

    Yields:
        Row numbers; all batches together hold each row once.
    """
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[row] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def padded(ids: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return token ids and attention mask, each of shape `(len(ids), longest)`."""
    shape = (len(ids), max(len(row) for row in ids))
    token_ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for number, row in enumerate(ids):
        token_ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return token_ids, mask


def _session(path: Path, threads: int) -> ort.InferenceSession:
    try:
        return ort.InferenceSession(
            str(path), _options(threads), providers=["CPUExecutionProvider"]
        )
    except _UNREADABLE:
        raise ModelError(
            f"ONNX Runtime cannot load {path}",
            "Delete its folder; it is made again at the next start",
        ) from None


def _options(threads: int) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The graph was optimised when it was exported.
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    return options
