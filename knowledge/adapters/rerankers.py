"""Which model puts the best passages into a better order; without a setting, none does."""

import logging

from knowledge.adapters.model_files import local_folder
from knowledge.errors import ModelError
from knowledge.ports import Reranker

_REMEDY = "Set KNOWLEDGE_CROSS_ENCODER to the folder of a complete CrossEncoder model"
_log = logging.getLogger(__name__)


def open_reranker(model: str, threads: int) -> Reranker | None:
    """Open a cross-encoder.

    Args:
        model: its folder, or the name of one that was downloaded before; empty means none.
        threads: CPU threads that one call may use.

    Returns:
        None where none is wanted, and, with an error in the log, where it cannot be used: whoever
        asks is answered all the same.
    """
    if not model:
        return None
    try:
        folder = local_folder(model)
        # Importing torch takes seconds and hundreds of megabytes: only whoever needs it pays.
        from knowledge.adapters.cross_encoder import CrossEncoderReranker

        return CrossEncoderReranker(folder, threads)
    except ModelError as error:
        _log.error("%s. %s. Going on without a cross-encoder.", error.message, _REMEDY)
        return None
