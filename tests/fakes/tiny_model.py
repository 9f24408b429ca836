"""A sentence-transformers model of a few words, and its graph, made without torch."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from knowledge.adapters.model_files import ModelFiles

WORDS = ("[UNK]", "[CLS]", "[SEP]", "lamp", "bus", "night", "road", "late")
DIMENSION = 64  # enough for weights that are kept beside the graph
MAX_TOKENS = 12


def write_model(folder: Path, **changes: Any) -> Path:
    """Write the model's files; the weights are bytes that no runtime reads.

    Args:
        folder: is made.
        changes: other contents of files, by name with `_` for `.` and `/`; None leaves one out.
    """
    files: dict[str, Any] = {
        "modules.json": [
            {"path": "", "type": "sentence_transformers.models.Transformer"},
            {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "config.json": {"max_position_embeddings": 32},
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS},
        "tokenizer_config.json": {"model_max_length": 24},
        "1_Pooling/config.json": {
            "word_embedding_dimension": DIMENSION,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
        },
        "tokenizer.json": json.loads(_tokenizer().to_str()),
        "model.safetensors": "weights",
    }
    for name, content in files.items():
        content = changes.get(name.replace(".", "_").replace("/", "_"), content)
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def write_graph(_files: ModelFiles, path: Path) -> None:
    """Write the graph: one vector a token, their mean over the mask, of length 1."""
    table = np.random.default_rng(7).normal(size=(len(WORDS), DIMENSION)).astype(np.float32)
    axis = numpy_helper.from_array(np.array([1], np.int64), "axis")
    last = numpy_helper.from_array(np.array([2], np.int64), "last")
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["tokens"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["weights"]),
        helper.make_node("Mul", ["tokens", "weights"], ["read"]),
        helper.make_node("ReduceSum", ["read", "axis"], ["sum"], keepdims=0),
        helper.make_node("LpNormalization", ["sum"], ["vectors"], axis=1, p=2),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", DIMENSION])
    tensors = [numpy_helper.from_array(table, "table"), axis, last]
    graph = helper.make_graph(nodes, "tiny", inputs, [output], tensors)
    opset = helper.make_opsetid("", 17)
    onnx.save_model(helper.make_model(graph, opset_imports=[opset], ir_version=9), str(path))


def _tokenizer() -> Tokenizer:
    ids = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(WordLevel(ids, unk_token="[UNK]"))  # noqa: S106 - not that kind of token
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return tokenizer


def write_cross_encoder(folder: Path) -> Path:
    """Write a BERT of one layer that gives a pair of texts one score; brings torch."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[MASK]", *WORDS]))
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(str(folder))
    torch.manual_seed(7)
    shape = BertConfig(
        vocab_size=len(WORDS) + 2,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        initializer_range=0.5,
    )
    shape.num_labels = 1
    BertForSequenceClassification(shape).save_pretrained(str(folder))
    return folder
