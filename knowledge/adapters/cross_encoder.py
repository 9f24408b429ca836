"""A cross-encoder of sentence-transformers; importing this module imports torch."""

import threading
from collections.abc import Sequence
from pathlib import Path

import torch
from sentence_transformers import CrossEncoder

from knowledge.adapters.text_tokenizer import well_formed
from knowledge.errors import ModelError

_BATCH = 8  # on a CPU, more at once are slower


class CrossEncoderReranker:
    """Satisfies the port `Reranker`; calls from several threads are run one after another.

    Args:
        folder: of the model.
        threads: CPU threads that one call may use; the whole process's torch keeps to it.

    Raises:
        ModelError: there is no cross-encoder in the folder, or it gives several scores a pair.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        torch.set_num_threads(threads)
        try:
            self._model = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise _unusable(folder) from error
        if self._model.num_labels != 1:
            raise _unusable(folder)
        self._lock = threading.Lock()  # its tokenizer keeps state during a call

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return one score a text; see the port."""
        if not texts:
            return []
        pairs = [(well_formed(question), well_formed(text)) for text in texts]
        with self._lock:
            found = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [float(one) for one in found]


def _unusable(folder: Path) -> ModelError:
    return ModelError(
        f"{folder} holds no cross-encoder with one score a pair",
        "Give the folder of one in KNOWLEDGE_CROSS_ENCODER, or leave that empty",
    )
