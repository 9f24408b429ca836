"""A sentence-transformers model as an ONNX graph; importing this module imports torch."""

from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer

from knowledge.adapters.model_files import ModelFiles
from knowledge.adapters.sentence_transformer import load

_OPSET = 17  # the first with layer normalisation as one operator


class _UnitVectors(torch.nn.Module):
    """All of a model, from token ids to unit vectors; token types stay inside, all zero."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return vectors of shape `(texts, dimension)`; the inputs' is `(texts, tokens)`."""
        features = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
        return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)


def trace(files: ModelFiles, path: Path) -> None:
    """Write a model as a graph that takes any number of texts of any length.

    Args:
        files: the model to trace.
        path: file to write; the graph's inputs are `input_ids` and `attention_mask`, both int64
            of shape `(texts, tokens)`, its output is `vectors` of shape `(texts, dimension)`.
    """
    # Only eager attention keeps the operators that ONNX Runtime fuses.
    module = _UnitVectors(load(files, attention="eager")).eval()
    module.requires_grad_(requires_grad=False)
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    axes = {0: "texts", 1: "tokens"}
    torch.onnx.export(
        module,
        (mask.clone(), mask),
        str(path),
        dynamo=False,
        opset_version=_OPSET,
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": {0: "texts"}},
    )
