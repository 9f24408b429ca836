"""A model's own tokenizer, without the library that the model was trained with."""

from pathlib import Path

from tokenizers import Tokenizer


class TextTokenizer:
    """Texts to token ids; safe to use from several threads.

    Each text is tokenized on the calling thread: batches would start a pool of threads of their
    own, on every core.
    """

    def __init__(self, path: Path, max_tokens: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._room = max_tokens - self._tokenizer.num_special_tokens_to_add(is_pair=False)

    def count(self, text: str) -> int:
        """Count the tokens of a text without the special ones, uncut."""
        return len(self._tokenizer.encode(well_formed(text), add_special_tokens=False).ids)

    def ids(self, text: str) -> list[int]:
        """Return the ids that the model reads, special ones included, cut to its length."""
        encoding = self._tokenizer.encode(well_formed(text), add_special_tokens=False)
        encoding.truncate(self._room)
        ids: list[int] = self._tokenizer.post_process(encoding).ids
        return ids


def well_formed(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON may carry and no tokenizer reads."""
    return text.encode("utf-8", "replace").decode()
