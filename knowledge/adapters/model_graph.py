"""The exported graph of a model on disk: where it lies, and whether it is whole.

The weights lie beside the graph, not in it: ONNX Runtime then maps them into memory instead of
copying them, which starts faster, and several processes share them.
"""

import json
import os
from pathlib import Path

import onnxruntime as ort

from knowledge.adapters.model_files import ModelFiles, file_digest

GRAPH = "model.onnx"
WEIGHTS = "model.bin"
RECORD = "model.json"

_FORMAT = 1  # raise it when the export changes


def graph_folder(home: Path, files: ModelFiles) -> Path:
    """Return the folder that a model's graph lies in, or will."""
    return home.resolve() / "models" / files.fingerprint[:16]


def is_whole(folder: Path, fingerprint: str) -> bool:
    """Tell whether a folder holds an undamaged graph of this model for this ONNX Runtime."""
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        return bool(record == _record(folder, fingerprint))
    except (OSError, ValueError):
        return False


def publish(made: Path, folder: Path, fingerprint: str) -> None:
    """Move a graph and its weights from `made` into `folder`; the record comes last.

    Whoever looks in between finds that the graph is not whole. An open graph stays as it was.

    Raises:
        OSError: a file is missing, or the folder cannot be written.
    """
    text = json.dumps(_record(made, fingerprint), indent=1)
    (made / RECORD).write_text(text, "utf-8")
    for name in (WEIGHTS, GRAPH, RECORD):
        _sync(made / name)
        (made / name).replace(folder / name)
    _sync(folder)


def _record(folder: Path, fingerprint: str) -> dict[str, str | int]:
    # Each version of ONNX Runtime fuses into operators of its own.
    return {
        "format": _FORMAT,
        "fingerprint": fingerprint,
        "onnxruntime": ort.__version__,
        GRAPH: file_digest(folder / GRAPH),
        WEIGHTS: file_digest(folder / WEIGHTS),
    }


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
