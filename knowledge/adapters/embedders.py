"""Which runtime embeds: the fastest lossless one that works here, or the one asked for."""

import logging
import subprocess
import sys
from pathlib import Path
from typing import Literal

from knowledge.adapters.model_files import ModelFiles, find_model
from knowledge.adapters.model_graph import GRAPH, graph_folder, is_whole
from knowledge.adapters.onnx_embedder import OnnxEmbedder
from knowledge.errors import ModelError
from knowledge.ports import Embedder

Runtime = Literal["auto", "onnx", "sentence-transformers"]

_EXPORT_LIMIT_S = 900
_USE_REFERENCE = "Set KNOWLEDGE_RUNTIME=sentence-transformers, which is slower"

_log = logging.getLogger(__name__)


def open_embedder(
    model: str,
    runtime: Runtime,
    home: Path,
    threads: int,
    *,
    export: bool = True,
    deferred: bool = False,
) -> Embedder:
    """Open a model with a runtime.

    Args:
        model: name or folder of a sentence-transformers model; empty means the packaged one.
        runtime: `auto` takes ONNX Runtime, and sentence-transformers where that fails.
        home: folder of all state; takes the exported graph.
        threads: CPU threads that one call may use, 1 or more.
        export: whether a missing graph is made, which takes up to a minute.
        deferred: whether ONNX Runtime loads the model at its first use.

    Raises:
        ModelError: the model cannot be used, or not with the runtime that was asked for.
    """
    files = find_model(model)
    if runtime == "sentence-transformers":
        return _reference(files, threads)
    try:
        return OnnxEmbedder(files, _graph(files, home, export=export), threads, deferred=deferred)
    except ModelError as error:
        if runtime == "onnx":
            raise
        _log.warning("%s. Going on with sentence-transformers, which is slower.", error.message)
        return _reference(files, threads)


def _graph(files: ModelFiles, home: Path, *, export: bool) -> Path:
    folder = graph_folder(home, files)
    if not is_whole(folder, files.fingerprint):
        if not export:
            raise ModelError(
                f"{files.name} has not been prepared for ONNX Runtime in {home}",
                "Run python -m indexer build once, or set KNOWLEDGE_RUNTIME=sentence-transformers",
            )
        _export(files, folder)
    return folder / GRAPH


def _export(files: ModelFiles, folder: Path) -> None:
    _log.info("Preparing %s for ONNX Runtime, once; this takes up to a minute.", files.name)
    module = "knowledge.adapters.model_export"
    command = [sys.executable, "-m", module, str(files.folder), str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and paths that we found ourselves
            command, capture_output=True, text=True, timeout=_EXPORT_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise ModelError(
            f"Preparing {files.name} took longer than {_EXPORT_LIMIT_S} s", _USE_REFERENCE
        ) from None
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        raise ModelError(
            f"{files.name} cannot be prepared for ONNX Runtime: {reason}", _USE_REFERENCE
        )
    _log.info("%s is ready.", files.name)


def _reference(files: ModelFiles, threads: int) -> Embedder:
    # Importing torch takes seconds and hundreds of megabytes: only whoever needs it pays.
    from knowledge.adapters.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(files, threads)
