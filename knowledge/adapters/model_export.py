"""Export a model for ONNX Runtime: `python -m knowledge.adapters.model_export MODEL FOLDER`.

A process of its own, so that whoever needs the graph never imports torch.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime as ort
from filelock import FileLock

from knowledge.adapters.model_files import ModelFiles, find_model
from knowledge.adapters.model_graph import GRAPH, WEIGHTS, is_whole, publish
from knowledge.adapters.onnx_embedder import OnnxEmbedder
from knowledge.errors import ModelError
from knowledge.ports import Embedder, Vectors

MAX_DIFFERENCE = 1e-4  # of one number of a unit vector
MIN_COSINE = 0.9999

Trace = Callable[[ModelFiles, Path], None]
Reference = Callable[[ModelFiles], Embedder]

_SENTENCE = "The night bus to Lower Quill was 14 minutes late, so the lamp counters walked home."
PARITY_TEXTS = (
    "",
    " ",
    "a",
    "?",
    "\n\t\n",
    "lamp",
    "Who counts the lamps?",
    "In 1987, 3.5 % of 12,040 lamps were broken (p < .05).",
    "# Heading\n\n- first\n- second\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "https://lamps.example/counts?year=1987&street=Quill#table-2",
    "def count(lamps):\n    return sum(lamp.lit for lamp in lamps)",
    "CAPITALS and miXed CaSe, naïve café, Ærø, straße",
    "Οι λάμπες του δρόμου μετρήθηκαν τη νύχτα.",
    "Фонари на улице пересчитали ночью.",
    "夜间统计了街上的路灯。",
    "街灯は夜に数えられた。",
    "가로등은 밤에 세어졌다.",
    "تم عد مصابيح الشارع ليلا.",
    "सड़क की बत्तियाँ रात में गिनी गईं।",
    "💡💡🚌 lamps 👩🏽‍🔬",
    "supercalibratedlampcountingapparatus" * 4,
    *(" ".join([_SENTENCE] * times) for times in (1, 2, 5, 11, 14, 60)),
    "word " * 254,
    "word " * 255,
)


def export_model(
    files: ModelFiles, folder: Path, trace: Trace | None = None, reference: Reference | None = None
) -> None:
    """Write a model's graph into a folder, unless a whole one lies there already.

    Of several processes at once, one works and the others wait for it.

    Args:
        files: the model to export.
        folder: takes the graph; made when it is missing.
        trace: writes the model as ONNX; by default with torch.
        reference: opens the runtime to compare with; by default sentence-transformers.

    Raises:
        ModelError: the graph's vectors are not the model's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "export.lock"):
        if is_whole(folder, files.fingerprint):
            return
        made = folder / "partial"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        try:
            (trace or _traced)(files, made / "traced.onnx")
            _optimise(made / "traced.onnx", made / GRAPH)
            wanted = (reference or _reference)(files).embed(PARITY_TEXTS)
            check_parity(wanted, OnnxEmbedder(files, made / GRAPH).embed(PARITY_TEXTS))
            publish(made, folder, files.fingerprint)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def check_parity(wanted: Vectors, got: Vectors) -> None:
    """Compare unit vectors of the same texts, both of shape `(texts, dimension)`.

    Raises:
        ModelError: they differ by more than rounding does.
    """
    if wanted.shape == got.shape:
        difference = float(np.max(np.abs(wanted - got)))
        cosine = float(np.min(np.sum(wanted * got, axis=1)))
        if difference <= MAX_DIFFERENCE and cosine >= MIN_COSINE:
            return
        detail = f"a number is off by {difference:.1e}, the lowest cosine is {cosine:.6f}"
    else:
        detail = f"their shape is {got.shape} instead of {wanted.shape}"
    raise ModelError(
        f"The exported graph's vectors are not the model's: {detail}",
        "Set KNOWLEDGE_RUNTIME=sentence-transformers",
    )


def _optimise(traced: Path, graph: Path) -> None:
    """Fuse operators, exactly; what depends on the processor is left to the one that runs it."""
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(graph)
    prefix = "session.optimized_model_external_initializers"
    options.add_session_config_entry(f"{prefix}_file_name", WEIGHTS)
    options.add_session_config_entry(f"{prefix}_min_size_in_bytes", "1024")
    options.log_severity_level = 3
    ort.InferenceSession(str(traced), options, providers=["CPUExecutionProvider"])


def _traced(files: ModelFiles, path: Path) -> None:
    from knowledge.adapters.model_trace import trace  # brings torch

    trace(files, path)


def _reference(files: ModelFiles) -> Embedder:
    from knowledge.adapters.sentence_transformer import SentenceTransformerEmbedder  # brings torch

    return SentenceTransformerEmbedder(files)


def main(arguments: list[str]) -> None:
    """Export the model named first into the folder named second."""
    name, folder = arguments
    try:
        export_model(find_model(name), Path(folder))
    except ModelError as error:
        sys.exit(error.message)


if __name__ == "__main__":
    main(sys.argv[1:])
